"""Keyset paging against PostgreSQL, over the markets that the migrations load (some of them in no group)."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest
from django.core import signing
from django.core.exceptions import FieldDoesNotExist
from django.db.models.functions import Lower

from partnercenter.accounts.models import User
from partnercenter.clouds.models import Market
from partnercenter.pages import keyset
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
ORDERINGS = [
    ("id",),
    ("-id",),
    ("valid_from", "name_en", "id"),
    ("-valid_from", "-name_en", "-id"),
    ("-valid_from", "name_en", "id"),
    ("group__code", "id"),
    ("-group__code", "id"),
    ("group__code", "-name_en", "-id"),
]


def walk(order, *, size, back=False, limit=10_000):
    """Every page from the first (or, from the last, back to the first), as lists of keys."""
    rows = Market.objects.all()
    page = keyset.paginate(rows, order=order, size=size)
    pages = [page]
    while page.next_cursor and len(pages) < limit:
        page = keyset.paginate(rows, order=order, size=size, cursor=page.next_cursor)
        pages.append(page)
    if back:
        pages = [page]
        while page.previous_cursor:
            page = keyset.paginate(rows, order=order, size=size, cursor=page.previous_cursor)
            pages.insert(0, page)
    return [[row.pk for row in each.rows] for each in pages]


def in_one_query(order):
    return list(Market.objects.order_by(*order).values_list("pk", flat=True))


@pytest.mark.parametrize("order", ORDERINGS)
def test_walking_forward_meets_every_row_once_and_in_order(order):
    assert list(chain.from_iterable(walk(order, size=17))) == in_one_query(order)


@pytest.mark.parametrize("order", ORDERINGS)
def test_walking_back_from_the_last_page_meets_every_row_in_order(order):
    met = list(chain.from_iterable(walk(order, size=17, back=True)))
    assert met == in_one_query(order)


@pytest.mark.parametrize("order", ORDERINGS)
def test_previous_of_next_is_the_page_we_came_from(order):
    rows = Market.objects.all()
    first = keyset.paginate(rows, order=order, size=10)
    second = keyset.paginate(rows, order=order, size=10, cursor=first.next_cursor)
    again = keyset.paginate(rows, order=order, size=10, cursor=second.previous_cursor)
    assert again.rows == first.rows
    assert not again.previous_cursor
    assert again.next_cursor == first.next_cursor


def test_the_first_page_has_no_previous_and_the_last_no_next():
    rows = Market.objects.all()
    page = keyset.paginate(rows, order=("id",), size=rows.count())
    assert (page.previous_cursor, page.next_cursor) == ("", "")


def test_an_empty_list_is_one_empty_page():
    page = keyset.paginate(Market.objects.none(), order=("id",), cursor="")
    assert (page.rows, page.previous_cursor, page.next_cursor) == ([], "", "")


@pytest.mark.parametrize(
    "cursor",
    ["x", "%00", "a:b:c", "💥", "x" * 100_000, signing.dumps(["f", 1]), "\x00", "' OR 1=1 --", "f:1:" + "A" * 43],
    ids=range(9),  # a signature holds the time: every test process would name it differently
)
def test_a_junk_cursor_leads_to_the_first_page(cursor):
    first = keyset.paginate(Market.objects.all(), order=("id",), size=5)
    assert keyset.paginate(Market.objects.all(), order=("id",), size=5, cursor=cursor) == first


@pytest.mark.parametrize(
    "payload", [["f"], ["f", 1, 2], [], ["f", None], ["f", "words"], {"f": 1}, 7, None, ["f", [1]]]
)
def test_a_signed_cursor_of_the_wrong_shape_leads_to_the_first_page(payload):
    ordering = keyset.read_ordering(Market.objects.all(), ("id",))
    cursor = signing.Signer(salt=ordering.salt).sign_object(payload)
    first = keyset.paginate(Market.objects.all(), order=("id",), size=5)
    assert keyset.paginate(Market.objects.all(), order=("id",), size=5, cursor=cursor).rows == first.rows


def test_a_cursor_of_another_ordering_leads_to_the_first_page():
    by_name = keyset.paginate(Market.objects.all(), order=("name_en", "id"), size=5)
    by_key = keyset.paginate(Market.objects.all(), order=("id",), size=5, cursor=by_name.next_cursor)
    assert [row.pk for row in by_key.rows] == in_one_query(("id",))[:5]


def test_a_cursor_whose_rows_are_gone_leads_to_the_first_page():
    rows = Market.objects.all()
    second = keyset.paginate(
        rows, order=("id",), size=5, cursor=keyset.paginate(rows, order=("id",), size=5).next_cursor
    )
    few = rows.filter(pk__in=[row.pk for row in second.rows[:1]])
    assert keyset.paginate(few, order=("id",), size=5, cursor=second.next_cursor).rows == list(few)


def test_a_page_is_one_query_without_a_count(django_assert_num_queries):
    first = keyset.paginate(Market.objects.all(), order=("name_en", "id"), size=5)
    with django_assert_num_queries(1) as seen:
        keyset.paginate(Market.objects.all(), order=("name_en", "id"), size=5, cursor=first.next_cursor)
    sql = seen.captured_queries[0]["sql"]
    assert "COUNT(" not in sql
    assert "ROW(" in sql
    assert "OFFSET" not in sql


def test_an_annotation_can_be_paged_by():
    rows = Market.objects.annotate(folded=Lower("name_en"))
    first = keyset.paginate(rows, order=("folded", "id"), size=10)
    second = keyset.paginate(rows, order=("folded", "id"), size=10, cursor=first.next_cursor)
    expected = list(rows.order_by("folded", "id").values_list("pk", flat=True)[:20])
    assert [row.pk for row in first.rows + second.rows] == expected


@pytest.mark.parametrize("name", ["nothing", "group__nothing", "name_en__lower"])
def test_what_is_no_column_is_refused_at_once(name):
    with pytest.raises(FieldDoesNotExist):
        keyset.paginate(Market.objects.all(), order=(name, "id"))


def test_times_a_microsecond_apart_are_neither_skipped_nor_met_twice():
    start = datetime(2026, 11, 20, 5, 30, tzinfo=UTC)
    for step in range(7):
        UserFactory(date_joined=start + timedelta(microseconds=step))
    rows = User.objects.filter(date_joined__gte=start, date_joined__lte=start + timedelta(seconds=1))
    met, cursor = [], ""
    for _ in range(4):
        page = keyset.paginate(rows, order=("-date_joined", "-id"), size=2, cursor=cursor)
        met += [row.date_joined.microsecond for row in page.rows]
        cursor = page.next_cursor
    assert met == [6, 5, 4, 3, 2, 1, 0]
