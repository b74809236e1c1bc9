"""Every address of the portal, out of its URL tables, with an id of one's choice in the places of ids."""

import re
from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

ID = re.compile(r"<(?:\w+:)?\w+>")
NAMED_GROUP = re.compile(r"\(\?P<\w+>[^()]*(?:\([^()]*\))?[^()]*\)")
ANCHORS = re.compile(r"[\^$]|\\Z|\\A")


def routes(table: str) -> list[str]:
    """The routes of a URL table, `{id}` where an id stands; each once."""
    return sorted({readable(route) for route in below(get_resolver(table), "/")})


def below(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route
        else:
            yield from below(entry, route)


def readable(route: str) -> str:
    return ANCHORS.sub("", NAMED_GROUP.sub("{id}", ID.sub("{id}", route))).replace("\\", "")
