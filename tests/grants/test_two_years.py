"""Two years in the life of rights, across clock changes and a leap day: every date and every notice, none twice.

The jobs are told what time it is; each step runs them twice, as two schedulers would.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
import time_machine

from customers.grants.actions import set_auto_extend, write_granular_grant
from customers.grants.actions.life import clean_up, expire_due, extend_due, flag_unused, remind_due
from customers.grants.models import DelegatedAdminGrant
from customers.grants.terms import GranularTerms
from partnercenter.outbox.models import OutboundEmail
from tests import factories

pytestmark = pytest.mark.django_db
DAY, SECOND = timedelta(days=1), timedelta(seconds=1)
Story = list[tuple[str, str, date]]


def midnight(day: date, zone: str) -> datetime:
    """The moment at which a day begins somewhere."""
    return datetime.combine(day, time.min, ZoneInfo(zone)).astimezone(UTC)


def begin(zone: str, *, days: int, on: date, auto_extends: bool) -> DelegatedAdminGrant:
    """Rights granted at nine in the morning, by a customer in the zone."""
    admin = factories.CustomerMembershipFactory(customer__time_zone=zone)
    agent = factories.PartnerMembershipFactory()
    roles = ("license_administrator", "helpdesk_administrator")
    terms = GranularTerms(name=f"G-{zone}", roles=roles, days=days, auto_extends=auto_extends)
    with time_machine.travel(datetime.combine(on, time(9), ZoneInfo(zone)), tick=False):
        return write_granular_grant(
            partner=agent.partner, customer=admin.customer, terms=terms, asked=terms, by=admin.user
        )


def live(now: datetime) -> None:
    """The jobs of two schedulers."""
    for _ in range(2):
        for job in (extend_due, expire_due, remind_due, flag_unused, clean_up):
            job(now)


def told(grant: DelegatedAdminGrant, seen: int, now: datetime, zone: str) -> Iterable[tuple[str, str, date]]:
    """The mails about a grant after the first `seen`: what, how many days left or which last day, on which day."""
    for email in OutboundEmail.objects.filter(about_id=grant.public_id).order_by("pk")[seen:]:
        ends_at = datetime.fromisoformat(email.payload["ends_at"])
        last = (ends_at - SECOND).astimezone(ZoneInfo(zone)).date()
        yield (
            email.kind.removeprefix("grant."),
            str(email.payload.get("days", last)),
            now.astimezone(ZoneInfo(zone)).date(),
        )


def both(what: str, says: str, on: date) -> Story:
    return [(f"{what}_{to}", says, on) for to in ("partner", "customer")]


def travel(grant: DelegatedAdminGrant, zone: str, days: Iterable[date], *, off_on: date | None = None) -> Story:
    """Live through the beginnings of these days, and the second before each; what was told when."""
    story: Story = []
    for day in days:
        for now in (midnight(day, zone) - SECOND, midnight(day, zone)):
            live(now)
            story += told(grant, len(story), now, zone)
        if day == off_on:
            with time_machine.travel(now + timedelta(hours=10), tick=False):
                set_auto_extend(grants=[grant], on=False, by=grant.customer.memberships.get())
            story += told(grant, len(story), now, zone)
    grant.refresh_from_db()
    return story


def telling_days(first: date, last: date, ends: list[date]) -> list[date]:
    """A day of every three weeks, the days around every end and what precedes it, clock changes, the leap day."""
    days = {first + timedelta(days=day) for day in range(0, (last - first).days + 1, 21)}
    days |= {end - timedelta(days=before) for end in ends for before in (31, 30, 8, 7, 2, 1, 0, -1)}
    clocks = (date(2027, 3, 28), date(2027, 10, 31), date(2028, 3, 26), date(2028, 10, 29))
    days |= {change + timedelta(days=after) for change in clocks for after in (0, 1)}
    days |= {date(2028, 2, 29), date(2028, 3, 1)}
    return sorted(day for day in days if first <= day <= last)


def test_two_years_of_rights_that_extend_by_themselves_in_berlin() -> None:
    zone, began = "Europe/Berlin", date(2026, 11, 20)
    grant = begin(zone, days=90, on=began, auto_extends=True)
    lasts = [date(2027, 2, 18)]
    while len(lasts) < 5:
        lasts.append(lasts[-1] + timedelta(days=180))
    assert lasts[1:] == [date(2027, 8, 17), date(2028, 2, 13), date(2028, 8, 11), date(2029, 2, 7)]

    story = travel(grant, zone, telling_days(began, date(2028, 11, 20), lasts))

    expected = [both("extended", str(after), before) for before, after in pairwise(lasts)]
    assert story == [line for lines in expected for line in lines]
    assert (grant.status, grant.extended_times, grant.days) == ("active", 4, 90)
    assert grant.ends_at == midnight(lasts[-1] + DAY, zone)  # always local midnight: 23:00 or 22:00 UTC


@pytest.mark.parametrize(
    ("zone", "began"),
    [
        ("America/New_York", date(2026, 11, 20)),  # ends in summer time, began in winter time
        ("Asia/Tokyo", date(2026, 11, 20)),
        ("Australia/Lord_Howe", date(2027, 3, 30)),  # clocks move by half an hour
        ("America/Santiago", date(2026, 9, 7)),  # midnight itself is skipped in September
    ],
)
def test_switched_off_they_are_reminded_of_and_end(zone: str, began: date) -> None:
    grant = begin(zone, days=30, on=began, auto_extends=True)
    first = began + timedelta(days=30)
    second, off = first + timedelta(days=180), first + timedelta(days=100)
    moments = [first, off, *(second - timedelta(days=days) for days in (31, 30, 8, 7, 2, 1, 0, -1, -2))]

    story = travel(grant, zone, moments, off_on=off)

    assert story == [
        *both("extended", str(second), first),
        *both("auto_extend_off", str(second), off),
        *(line for days in (30, 7, 1) for line in both("ending", str(days), second - timedelta(days=days))),
        *both("expired", str(second), second + DAY),
    ]
    assert (grant.status, grant.ended_at, grant.extended_times) == ("expired", midnight(second + DAY, zone), 1)


def test_rights_over_the_leap_day_end_a_day_earlier_in_the_calendar() -> None:
    zone = "Europe/Berlin"
    grant = begin(zone, days=730, on=date(2026, 11, 20), auto_extends=False)
    last = date(2028, 11, 19)
    assert grant.ends_at == midnight(last + DAY, zone)

    moments = [date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1)]
    moments += [last - timedelta(days=days) for days in (31, 30, 7, 1, 0, -1, -200, -365, -366)]
    story = travel(grant, zone, moments)

    assert [(what, says) for what, says, _on in story[::2]] == [
        *(("ending_partner", str(days)) for days in (30, 7, 1)),
        ("expired_partner", str(last)),
    ]
    assert not grant.notices.exists()  # cleaned up after a year; the grant stays
