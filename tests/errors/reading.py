"""What a reader finds on a page: its language, its heading, its words, and where it leads on."""

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests.conftest import PersonaClient

VOID = ("meta", "link", "br", "img", "input", "hr", "wbr", "use", "path")
LEADS_ON = (200, 302, 303)


@dataclass
class Form:
    """A form with the values that it sends by itself."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class Page(HTMLParser):
    """The parts of a page that lie in its main landmark, as text and as ways on."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.language = ""
        self.headings: list[str] = []
        self.texts: list[str] = []
        self.links: list[str] = []
        self.forms: list[Form] = []
        self.open: list[str] = []
        self.feed(html)

    @property
    def heading(self) -> str:
        return squeezed("".join(self.headings))

    @property
    def text(self) -> str:
        """The words of the main landmark, in one line."""
        return squeezed("".join(self.texts))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language = given.get("lang", "")
        if tag not in VOID:
            self.open.append(tag)
        if "main" in self.open:
            self.take(tag, given)

    def take(self, tag: str, given: dict[str, str]) -> None:
        if tag == "a" and given.get("href"):
            self.links.append(given["href"])
        if tag == "form":
            self.forms.append(Form(given.get("action", ""), given.get("method", "get")))
        if tag == "input" and given.get("type") == "hidden" and self.forms:
            self.forms[-1].values[given.get("name", "")] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        while tag in self.open and self.open.pop() != tag:
            pass

    def handle_data(self, words: str) -> None:
        if "h1" in self.open:
            self.headings.append(words)
        if "main" in self.open and "svg" not in self.open:
            self.texts.append(words)


def squeezed(text: str) -> str:
    """One space for each gap: how a line is broken is the template's affair."""
    return re.sub(r"\s+", " ", text).strip()


def follow(client: PersonaClient, page: Page, address: str) -> int:
    """Press what leads to `address`, a link or a form of the page; the status that comes back, 0 if nothing does."""
    form = next((form for form in page.forms if form.action == address), None)
    if form and form.method == "post":
        return client.post(address, form.values).status_code
    if address not in page.links:
        return 0
    parts = urlsplit(address)
    if parts.netloc and parts.netloc != client.host:
        return PersonaClient(parts.netloc).get(parts.path).status_code
    return client.get(address).status_code
