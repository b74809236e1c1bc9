"""Search boxes: whatever stands in somebody else's rows is found as little as a word that stands nowhere."""

import html
import re
from collections.abc import Iterator

from tests.tenancy.canaries import WORD, Aviary, Canary
from tests.tenancy.crawling import Actor
from tests.tenancy.strangers import stable

BOX = re.compile(r'<input[^>]*name="q"')
NONSENSE = "kqzzzzzz"  # of a canary's shape, but none


def betrayed(aviary: Aviary, actor: Actor, every: int) -> Iterator[str]:
    """The foreign words that a search answers in another way than nonsense; of `every` so many columns, each page
    tries one, and the next page the next one."""
    paths = {address.partition("?")[0] for address, page in actor.pages.items() if BOX.search(page)}
    for number, path in enumerate(sorted(paths)):
        actor.read(path)  # whatever messages wait are said here
        nothing = searched(actor, path, NONSENSE)
        for canary in foreign_sample(aviary, actor)[number % every :: every]:
            if searched(actor, path, canary.word) != nothing:
                yield f"{actor} {path} finds {canary}"


def searched(actor: Actor, path: str, word: str) -> str:
    """The page of results, with every word of a canary's shape made the same."""
    return WORD.sub("{word}", stable(html.unescape(actor.read(f"{path}?q={word}"))))


def foreign_sample(aviary: Aviary, actor: Actor) -> list[Canary]:
    """A foreign canary of each column, of the last row that has one."""
    found: dict[str, list[Canary]] = {}
    for canary in aviary.canaries.values():
        if canary.readers is not None and not canary.readers & actor.parties:
            found.setdefault(canary.column, []).append(canary)
    return [canary for canaries in found.values() for canary in canaries[-1:]]
