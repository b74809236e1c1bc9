"""Reading everything that somebody can reach: every route without ids, every link and every next page from there."""

import email
import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from email import policy
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from zipfile import ZipFile, is_zipfile

from django.http import HttpResponse

from tests.conftest import PersonaClient
from tests.inputs.routes import routes
from tests.tenancy.readers import Party

LINK = re.compile(r"""(?:href|action|formaction)=["']([^"'#]*)""")
LEAVING = ("/accounts/logout/", "/static/", "/language/", "/appearance/", "/switch/", "/mailbox/", "/components/")
NOT_WALKED = ("/admin", "/mailbox", "/components", "/accounts/2fa/", "/accounts/password/", "/accounts/login/")
# Of no organisation: two people and the visitors read them for everybody.
COMMON = ("/accounts/", "/privacy/", "/accessibility/", "/help/", "/verify/")
ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|/[0-9]+/")


@dataclass
class Actor:
    """Somebody with a browser, and the parties for whom he reads: himself, his partner or customer."""

    name: str
    client: PersonaClient
    parties: frozenset[Party]
    pages: dict[str, str] = field(default_factory=dict)
    most: int = 4  # pages of one kind, each with ids of its own; four times as many queries of one page

    aside: tuple[str, ...] = ()  # parts of addresses that are not followed

    def __post_init__(self) -> None:
        self.client.raise_request_exception = False  # a page that fails is one of the pages

    def __str__(self) -> str:
        return self.name

    @property
    def table(self) -> str:
        is_main = self.client.host == "localhost:8000"
        return "partnercenter.urls" if is_main else "partnercenter.urls_acceptance"

    def crawl(self, starts: Iterable[str] = ()) -> dict[str, str]:
        """Every page that can be reached from the routes without ids and from `starts`, by address."""
        waiting = [*plain_routes(self.table), *starts]
        read: Counter[str] = Counter()
        while waiting:
            address = waiting.pop()
            kind = kind_of(address)
            if self.is_passed_by(address) or read[kind] >= self.most * (4 if "?" in kind else 1):
                continue
            read[kind] += 1
            self.pages[address] = self.read(address)
            waiting += [link for link in links_in(self.pages[address], address) if link not in self.pages]
        return self.pages

    def is_passed_by(self, address: str) -> bool:
        """Whether it was read before, leads out, or is of no interest."""
        return address in self.pages or address.startswith(LEAVING) or any(part in address for part in self.aside)

    def read(self, address: str) -> str:
        """The page's words with its headers; where it leads elsewhere, the place is in the headers."""
        return words_of(self.client.get(address))


def kind_of(address: str) -> str:
    """The address without its ids and without what its query says."""
    path, _, query = address.partition("?")
    return ID.sub("{id}", path) + ("?" if query else "")


def plain_routes(table: str) -> list[str]:
    """The routes without ids, but for those of tables that have tests of their own."""
    found = [route for route in routes(table) if "{id}" not in route and not route.startswith(NOT_WALKED)]
    return [route for route in found if not route.startswith(LEAVING) and ".*" not in route]


def words_of(answer: HttpResponse | Any) -> str:
    """Headers and body as text; a mail to download is decoded first, a workbook unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    kind = answer.headers.get("Content-Type", "")
    read = mail_words if kind.startswith("message/") else plain_words
    body = workbook_words(content) if is_zipfile(BytesIO(content)) else read(content)
    head = "\n".join(f"{name}: {value}" for name, value in sorted(answer.headers.items()))
    return f"{answer.status_code}\n{unquote(head)}\n\n{body}"


def plain_words(content: bytes) -> str:
    return content.decode(errors="replace")


def workbook_words(content: bytes) -> str:
    """What its parts hold; when they were packed is no word."""
    with ZipFile(BytesIO(content)) as book:
        return "\n".join(plain_words(book.read(name)) for name in book.namelist())


def mail_words(content: bytes) -> str:
    message = email.message_from_bytes(content, policy=policy.default)
    parts = [part.get_content() for part in message.walk() if part.get_content_maintype() == "text"]
    return "\n".join([str(value) for value in message.values()] + parts)


def links_in(page: str, address: str) -> Iterator[str]:
    """The addresses of this host that a page leads to, also by its headers."""
    place = re.search(r"^Location: (.*)$", page, re.MULTILINE)
    for link in ([place[1]] if place else []) + LINK.findall(page):
        target = urlsplit(urljoin(address, html.unescape(link)))
        if not target.scheme and not target.netloc and target.path.startswith("/"):
            yield target.path + (f"?{target.query}" if target.query else "")
