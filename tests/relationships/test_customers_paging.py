"""Pages of the Customers list: cursors, counts, and how many queries a page takes."""

from collections.abc import Iterable, Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.relationships.index import refresh_pair
from customers.relationships.listing import Narrowing, Sort, batches_of, page_of_customers
from customers.relationships.models import PartnerCustomer
from customers.relationships.searching import Search, read_statistics
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient, client_of
from tests.relationships.listed import PAGE, names_on, text_of, tie, tie_many

pytestmark = pytest.mark.django_db


def test_pages_of_fifty_go_forward_and_back_over_equal_names(partner_client: PersonaClient, partner: Partner) -> None:
    tie_many(partner, 120)
    seen: list[list[int]] = []

    response = partner_client.get(PAGE)
    while True:
        page = response.context["page"]
        seen.append([row.pk for row in page.rows])
        if not page.next_cursor:
            break
        response = partner_client.get(PAGE, {"cursor": page.next_cursor})
    back = partner_client.get(PAGE, {"cursor": response.context["page"].previous_cursor}).context["page"]

    assert [len(rows) for rows in seen] == [50, 50, 20]
    assert len({pk for rows in seen for pk in rows}) == 120
    assert [row.pk for row in back.rows] == seen[1]


def test_a_cursor_of_another_partner_shows_ones_own_rows(
    partner_client: PersonaClient, partner: Partner, other_partner_client: PersonaClient
) -> None:
    tie_many(partner, 60)
    tie(other_partner_client.membership.partner, "Zulu")
    cursor = partner_client.get(PAGE).context["page"].next_cursor

    page = text_of(other_partner_client.get(PAGE, {"cursor": cursor}))

    assert names_on(page) == ["Zulu"]


def test_the_count_is_capped_in_words(
    partner_client: PersonaClient, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("customers.relationships.counting.COUNT_LIMIT", 70)
    tie_many(partner, 71)

    assert "More than 70 customers match" in text_of(partner_client.get(PAGE, {"relationship": "active"}))


@pytest.mark.parametrize(
    ("query", "most"),
    [({}, 5), ({"q": "acme"}, 8), ({"relationship": "active", "rights": "none"}, 6)],
    ids=["list", "search", "filters"],
)
def test_a_hundred_rows_take_as_many_queries_as_two_pages_of_one(
    partner: Partner, query: dict[str, str], most: int
) -> None:
    membership = factories.PartnerMembershipFactory(partner=partner)
    tie_many(partner, 51)
    few = count_queries(client_of(membership), query)

    tie_many(partner, 49)
    for row in PartnerCustomer.objects.filter(partner=partner):
        row.owner = factories.PartnerMembershipFactory(partner=partner)
        row.save(update_fields=["owner"])

    assert count_queries(client_of(membership), query) == few
    assert few <= most


def test_a_page_takes_five_queries_and_eleven_with_an_open_row(partner_client: PersonaClient, partner: Partner) -> None:
    customer = tie(partner)

    assert count_queries(partner_client, {"open": str(customer.public_id)}) <= 11
    assert count_queries(partner_client, {}) <= 5


def count_queries(client: PersonaClient, query: dict[str, str]) -> int:
    """The statements of one page, without savepoints, of a session and a process that have answered it before."""
    client.get(PAGE, query)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(PAGE, query).status_code == 200
    return len([one for one in captured if "SAVEPOINT" not in one["sql"]])


def test_a_search_pages_forward_and_back_over_equal_names(partner_client: PersonaClient, partner: Partner) -> None:
    for customer in factories.CustomerFactory.create_batch(60, name="Acme", cloud=partner.cloud):
        factories.ResellerRelationshipFactory(partner=partner, customer=customer)
        refresh_pair(partner, customer)

    first = partner_client.get(PAGE, {"q": "acm"}).context["page"]
    second = partner_client.get(PAGE, {"q": "acm", "cursor": first.next_cursor}).context["page"]
    back = partner_client.get(PAGE, {"q": "acm", "cursor": second.previous_cursor}).context["page"]

    assert [len(first.rows), len(second.rows)] == [50, 10]
    assert len({row.pk for row in (*first.rows, *second.rows)}) == 60
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]


def test_common_words_are_told_from_rare_ones_by_the_databases_statistics(partner: Partner) -> None:
    for number in range(60):
        tie(partner, "Rarewood" if number == 0 else "Commonplace", primary_domain=f"d{number}.test")
    know_shares()

    assert Search("commonplace").likely > 0.9
    assert Search("rarewood").likely < 0.02
    assert Search("commonplace rarewood").likely < 0.02
    assert Search("commonplace").query(partner) == ""
    assert Search("rarewood").query(partner).startswith("'ra' & ")


def test_of_several_words_each_helps_to_find_candidates(partner: Partner) -> None:
    assert list(Search("quartz vixen").telling())[:2] == ["qu", "vi"]


def test_a_search_finds_the_same_pages_along_the_order_and_by_sorting(
    partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(40):  # a dozen Aobas, all behind the others by name, anywhere by begin
        name = f"{'Zelkova' if number % 2 else 'Birch'} {number:02} Aoba" if number > 27 else f"Acorn {number:02}"
        tie(partner, name, primary_domain=f"d{number}.test")
    for pair in PartnerCustomer.objects.all():
        pair.tags, pair.since = ["x"], factories.ago(days=300 - pair.pk % 10)
        pair.save()
    know_shares()
    for furthest in (10_000, 20, 1):  # walked, walked in vain, sorted
        monkeypatch.setattr("customers.relationships.searching.FURTHEST", furthest)
        for typed in ("aoba", "aoba zel", "acorn"):
            check_pages(partner, Narrowing(typed=typed))
            check_pages(partner, Narrowing(typed=typed, tag="x", state="active"))


def check_pages(partner: Partner, narrowing: Narrowing) -> None:
    """In every order, pages and batches hold what `matching` finds, sorted here."""
    found = list(PartnerCustomer.objects.matching(partner, narrowing.typed))
    for sort in (Sort.NAME, Sort.NAME_BACK, Sort.SINCE_BACK, Sort.END):
        expected = [row.pk for row in sorted_by_hand(found, sort)]
        assert [key for page in pages_of(partner, narrowing, sort) for key in page] == expected, (narrowing, sort)
        assert [key for keys in batches_of(partner, narrowing, sort=sort, size=7) for key in keys] == expected


def know_shares() -> None:
    """Let the database count what its statistics say."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE relationships_partnercustomer")
    read_statistics.cache_clear()


def sorted_by_hand(rows: Iterable[PartnerCustomer], sort: Sort) -> list[PartnerCustomer]:
    return sorted(rows, key=lambda row: (getattr(row, sort.column), row.pk), reverse=sort.is_back)


def pages_of(partner: Partner, narrowing: Narrowing, sort: Sort) -> Iterator[list[int]]:
    """The keys of every page, from the first to the last; on the way back each shows the same."""
    page = page_of_customers(partner, narrowing, sort=sort, size=10)
    while True:
        shown = [row.pk for row in page.rows]
        yield shown
        if not page.next_cursor:
            return
        page = page_of_customers(partner, narrowing, sort=sort, size=10, cursor=page.next_cursor)
        back = page_of_customers(partner, narrowing, sort=sort, size=10, cursor=page.previous_cursor)
        assert [row.pk for row in back.rows] == shown
