"""The ways to ask for the Customers list that its benchmark times."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any
from urllib.parse import urlencode

PAGE = "/partner/customers/"
SEARCHES = ("company77.", "山田", "harbor pine", "example", "株式会社", "trading")
# With the shares that `partnercenter.demo.mass` gives: each fills a page of fifty with a thousand customers.
FILTERS: dict[str, dict[str, str]] = {
    "no filter": {},
    "ended (11 %)": {"relationship": "ended"},
    "admin only (14 %)": {"relationship": "admin_only"},
    "full rights (25 %)": {"rights": "full"},
    "expiring (8 %)": {"ends": "soon"},
    "agreement accepted (10 %)": {"agreement": "accepted"},
    "tag Kansai (30 %)": {"tag": "Kansai"},
    "tag 重点 (10 %)": {"tag": "重点"},
}
Way = Callable[[], float]


def ways(client: Any, partner: Any) -> dict[str, Way]:
    """By name: the plain list, its page floor, each filter in each order, and each order in the middle and deep."""
    found: dict[str, Way] = {"list": ask(client, {}), "page floor": ask_with_constants(client)}
    for sort in ("name", "-since", "end"):
        for name, query in FILTERS.items():
            found[f"{name}, by {sort}"] = ask(client, query | {"sort": sort})
        for depth, cursor in cursors(partner, sort).items():
            found[f"{depth}, by {sort}"] = ask(client, {"sort": sort, "cursor": cursor})
    found["active, rights ended, by name"] = ask(client, {"relationship": "active", "rights": "ended"})
    return found


def cursors(partner: Any, sort: str) -> dict[str, str]:
    """Where pages in the middle and at the end begin."""
    from customers.relationships.listing import Sort
    from customers.relationships.models import PartnerCustomer
    from partnercenter.pages.keyset import FORWARD, read_ordering

    rows = PartnerCustomer.objects.of(partner)
    order = Sort(sort).order(Sort(sort).column)
    ordering = read_ordering(rows, order)
    middle = rows.order_by(*order)[rows.count() // 2]
    last = rows.order_by(*ordering.names(backward=True))[60]
    return {
        name: ordering.write_cursor(row, FORWARD) for name, row in (("middle", middle), ("last page but one", last))
    }


def ask(client: Any, query: dict[str, str], path: str = PAGE) -> Way:
    """A request that is timed, in ms, as the web server hands it over: the tests' client parses and copies pages.

    They are rendered as for people: the test runner's copies of every template's context are taken out, which would
    cost more than the page.
    """

    def timed() -> float:
        environ = client._base_environ(PATH_INFO=path, QUERY_STRING=urlencode(query))
        keep_connection()
        with plain_templates():
            start = time.perf_counter()
            response = application()(environ, lambda *_: None)
            response.close()
            taken = (time.perf_counter() - start) * 1000
        assert response.status_code == 200
        return taken

    return timed


@cache
def application() -> Any:
    """What a web server calls."""
    from django.core.handlers.wsgi import WSGIHandler

    return WSGIHandler()


def keep_connection() -> None:
    """As in a server's pool. Each use of the tests' client lets Django close connections after a request again."""
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections

    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)


@contextmanager
def plain_templates() -> Iterator[None]:
    """Templates render without telling anybody, as outside of tests."""
    from django.template import Template
    from django.test.utils import _TestState

    instrumented = Template._render
    Template._render = _TestState.saved_data.template_render
    try:
        yield
    finally:
        Template._render = instrumented


def ask_with_constants(client: Any) -> Way:
    """The same page with rows that are there already."""
    from customers.relationships.views import customers

    page = client.get(PAGE).context["page"]
    timed, real = ask(client, {}), customers.page_of_customers

    def constant() -> float:
        customers.page_of_customers = lambda *_, **__: page
        try:
            return timed()
        finally:
            customers.page_of_customers = real

    return constant


def count_queries(way: Way) -> int:
    """The statements of one request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    way()
    with CaptureQueriesContext(connection) as captured:
        way()
    return len(captured)


def explain(partner: Any) -> None:
    """Which index answers the filters that are not the obvious ones."""
    from customers.relationships.listing import Narrowing, Sort, labelled, narrowed

    print("\nplans")
    for narrowing in (Narrowing(), Narrowing(state="ended"), Narrowing(ends_soon=True), Narrowing(tag="VIP")):
        for sort in (Sort.NAME, Sort.SINCE_BACK, Sort.END):
            is_label = bool(narrowing.labels)
            rows: Any = labelled(partner, narrowing) if is_label else narrowed(partner, narrowing).only("id")
            page = rows.order_by(*sort.order(sort.column, "pair_id" if is_label else "id"))[:51]
            print(f"  {narrowing.facts or narrowing.labels}, by {sort}: {say(page.explain(analyze=True))}")


def say(plan: str) -> str:
    """The lines of a plan that name an index or a sort, and the time it took."""
    lines = plan.splitlines()
    kept = [line.strip(" ->").partition("  ")[0] for line in lines if " on " in line or "Sort" in line]
    return " | ".join([*kept, lines[-1]])
