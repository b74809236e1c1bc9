"""Addresses that others can reach, tried by somebody who cannot: the answer has to be that for an unknown id."""

import re
import uuid
from collections import Counter
from collections.abc import Iterator

from tests.tenancy.crawling import Actor, links_in, words_of

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANGING = re.compile(
    r'csrfmiddlewaretoken" value="[^"]*"|nonce="[^"]*"|Set-Cookie: .*|X-Request-ID: .*|[0-9]{1,2}:[0-9]{2}'
)
MOST = 2  # paths of one route for one actor
FORM = "application/x-www-form-urlencoded"


def with_ids(actor: Actor) -> set[str]:
    """The paths with an id that an actor reached."""
    return {path.partition("?")[0] for path in actor.pages if UUID.search(path) and not path.startswith("/i/")}


def own_ids(actor: Actor) -> set[str]:
    """The ids in the links on an actor's pages, and in the addresses of these."""
    links = (link for address, page in actor.pages.items() for link in (address, *links_in(page, address)))
    return {each for link in links for each in UUID.findall(link)}


def foreign_paths(actor: Actor, actors: list[Actor]) -> Iterator[str]:
    """The paths on this actor's kind of host that others reached, with an id that this one never met."""
    reached = {path for other in actors if other.table == actor.table for path in with_ids(other)}
    own = own_ids(actor)
    tried: Counter[str] = Counter()
    for path in sorted(reached | mixed(actor, reached)):
        route = UUID.sub("{id}", path)
        if not own.issuperset(UUID.findall(path)) and tried[route] < MOST:
            tried[route] += 1
            yield path


def mixed(actor: Actor, reached: set[str]) -> set[str]:
    """Paths with two ids: one's own first one with everybody else's second one."""
    twice = [path for path in reached if len(UUID.findall(path)) == 2]
    own = {UUID.findall(path)[0] for path in with_ids(actor) if path in twice}
    return {UUID.sub(mine, path, count=1) for mine in own for path in twice}


def stable(page: str) -> str:
    """A page without what differs from one answer to the next anyway, and without ids."""
    return UUID.sub("{id}", CHANGING.sub("", page))


def answer(actor: Actor, method: str, path: str) -> str:
    return stable(words_of(actor.client.generic(method, path, content_type=FORM)))


def told_apart(actor: Actor, actors: list[Actor], method: str) -> Iterator[str]:
    """The foreign paths whose answer is not that of an unknown id."""
    unknown: dict[str, str] = {}
    for path in foreign_paths(actor, actors):
        route = UUID.sub("{id}", path)
        if route not in unknown:
            unknown[route] = answer(actor, method, UUID.sub(lambda _: str(uuid.uuid4()), path))
        if answer(actor, method, path) != unknown[route]:
            yield f"{actor} {method} {path}"
