"""The routes of both hosts as they are, and those that the tables know."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import URLPattern, URLResolver, get_resolver

from tests.policy import table_customer, table_everybody, table_partner
from tests.policy.scenes import ACCEPTANCE, MAIN

Entry = tuple[str, str]  # host's URL table, name of the route
LINES = {MAIN: table_partner.TABLE, ACCEPTANCE: table_customer.TABLE}


def patterns(urls: str) -> list[tuple[str, URLPattern]]:
    """Every route of a host, with its address; without those of the administration, whose table is its own."""
    found = below(get_resolver(urls), "/")
    return [(route, entry) for route, entry in found if not route.startswith(f"/{settings.ADMIN_PATH}")]


def below(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, URLPattern]]:
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield route, entry
        else:
            yield from below(entry, route)


def routes() -> set[Entry]:
    return {(urls, str(entry.name)) for urls in (MAIN, ACCEPTANCE) for _route, entry in patterns(urls)}


def entries() -> set[Entry]:
    """What the tables know."""
    lines = {(urls, line.route) for urls, table in LINES.items() for line in table}
    return lines | {(urls, name) for urls, table in table_everybody.TABLE.items() for name in table}
