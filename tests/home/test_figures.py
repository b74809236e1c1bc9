"""The pictures of a partner's home: what is counted, where they say nothing, and that their cost has an end."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnercenter.home.drawing import draw_funnel, draw_months
from partnercenter.home.queries import figures
from partnercenter.home.queries.figures import Funnel, Month, funnel_of, month_starts, months_of
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient
from tests.home.reading import read


def counted(**facts: int) -> Funnel:
    return Funnel(**{"issued": 0, "read": 0, "accepted": 0, "open": 0, "expired": 0, "declined": 0} | facts, **REST)


REST: dict[str, Any] = {"withdrawn": 0, "is_capped": False}


@pytest.mark.parametrize(
    ("issued", "read_", "accepted", "finding"), [(10, 4, 2, "before"), (10, 9, 2, "after"), (10, 6, 2, "even")]
)
def test_the_title_says_where_more_requests_stop(issued: int, read_: int, accepted: int, finding: str) -> None:
    assert counted(issued=issued, read=read_, accepted=accepted).finding == finding


def test_shares_are_of_the_first_step() -> None:
    steps = draw_funnel(counted(issued=141, read=96, accepted=63))
    assert [(each.number, each.share, each.lost) for each in steps] == [(141, 100, 0), (96, 68, 45), (63, 45, 33)]


def test_twelve_months_begin_with_this_one_and_pass_the_year() -> None:
    firsts = month_starts(date(2026, 11, 20))
    assert (firsts[0], firsts[1], firsts[2], firsts[12]) == (
        *(date(2026, 11, 1), date(2026, 12, 1), date(2027, 1, 1)),
        date(2027, 11, 1),
    )


def test_bars_stand_on_their_foot_and_reach_their_height() -> None:
    chart = draw_months([Month(date(2026, 11, 1), ending=1, extending=3), Month(date(2026, 12, 1), ending=2)])
    first, second = chart.bars
    assert (first.ending_y + first.ending_height, first.extending_y) == (216, 36)
    assert first.extending_y + first.extending_height == first.ending_y
    assert (second.ending_height, second.extending_height) == (90, 0)
    assert [tick.number for tick in chart.ticks] == [0, 1, 2, 3, 4]
    assert chart.hot == second.month


@pytest.mark.parametrize("most", [1, 3, 4, 5, 17, 99, 399, 2400])
def test_a_grid_has_few_lines(most: int) -> None:
    ticks = draw_months([Month(date(2026, 11, 1), ending=most)]).ticks
    assert ticks[0].number == 0
    assert len(ticks) <= 25 if most > 400 else len(ticks) <= 5


@pytest.mark.django_db
def test_requests_are_counted_by_how_far_they_came(partner: Partner) -> None:
    make = factories.InvitationFactory
    make(partner=partner, sent=True)
    make(partner=partner, sent=True, read_at=factories.ago(days=1))
    make(partner=partner, accepted=True)
    make(partner=partner, declined=True)
    make(partner=partner, draft=True)
    make(sent=True)

    found = funnel_of(partner)

    assert (found.issued, found.read, found.accepted, found.open, found.declined) == (4, 2, 1, 2, 1)


@pytest.mark.django_db
def test_an_end_counts_for_the_month_of_its_last_day(partner: Partner) -> None:
    starts = month_starts(factories.ago(days=0).date())
    Partner.objects.filter(pk=partner.pk).update(time_zone="UTC")
    partner.refresh_from_db()
    third = datetime(starts[3].year, starts[3].month, 1, tzinfo=UTC)
    make = factories.DelegatedAdminGrantFactory
    make(partner=partner, granular=True, ends_at=third)  # the midnight after the last day of the month before
    make(partner=partner, granular=True, ends_at=third.replace(day=2), auto_extends=True)
    make(partner=partner)
    make(granular=True, ends_at=third)

    found = {month.first: (month.ending, month.extending) for month in months_of(partner) if month.whole}

    assert found == {starts[2]: (1, 0), starts[3]: (0, 1)}


@pytest.mark.django_db
def test_a_month_is_counted_up_to_its_limit(partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(figures, "MOST_OF_A_MONTH", 2)
    soon = factories.midnight_in(70)
    for _number in range(3):
        factories.DelegatedAdminGrantFactory(partner=partner, granular=True, ends_at=soon)

    month = next(month for month in months_of(partner) if month.whole)

    assert (month.whole, month.is_capped) == (2, True)


@pytest.mark.django_db
def test_each_picture_is_one_query_that_an_index_bounds(partner: Partner) -> None:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        funnel_of(partner)
        months_of(partner)
    assert len(seen) == 2
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("SET LOCAL enable_sort = off")
        plans = []
        for query in seen:
            cursor.execute(f"EXPLAIN {query['sql']}")
            plans.append("\n".join(row[0] for row in cursor.fetchall()))
    assert "invitation_partner" in plans[0]
    assert "delegatedadmingrant_of_partner" in plans[1]
    assert "Limit" in plans[1]


@pytest.mark.django_db
def test_few_requests_are_numbers_without_a_picture(partner_client: PersonaClient, partner: Partner) -> None:
    assert "Link issued" not in read(partner_client)
    for _number in range(4):
        factories.InvitationFactory(partner=partner, sent=True)
    assert "Requests of the last 90 days" in read(partner_client)
    assert "More requests stop" not in read(partner_client)

    factories.InvitationFactory(partner=partner, sent=True)
    assert "More requests stop before sign-in than after it" in read(partner_client)
    assert "5 not read" in read(partner_client)


@pytest.mark.django_db
def test_the_chart_has_its_numbers_beside_it(partner_client: PersonaClient, partner: Partner) -> None:
    assert "Admin rights by the month" not in read(partner_client)
    make, soon = factories.DelegatedAdminGrantFactory, factories.midnight_in(70)
    make(partner=partner, granular=True, ends_at=soon)
    assert "1 grant of rights ends without extension" in read(partner_client)
    assert 'role="img"' not in partner_client.get("/").content.decode()
    for _number in range(4):
        make(partner=partner, granular=True, ends_at=soon, auto_extends=True)

    page = partner_client.get("/").content.decode()

    assert 'role="img" aria-labelledby="months"' in page
    assert "style=" not in page
