"""What time does to rights: the jobs, on time and late, twice and beside each other."""

from datetime import UTC, datetime, timedelta

import pytest

from customers.grants.actions import end_grant, set_auto_extend
from customers.grants.actions.life import clean_up, expire_due, extend_due, flag_unused, remind_due
from customers.grants.models import DelegatedAdminGrant, GrantNotice
from customers.grants.queries.due import unused_full
from customers.grants.queries.grants import database_now, in_force, shown
from customers.grants.tasks import keep, tidy
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.grants.conftest import granular_of

pytestmark = pytest.mark.django_db
DAY, TOKYO_MIDNIGHT = timedelta(days=1), datetime(2030, 6, 30, 15, tzinfo=UTC)


@pytest.fixture
def extending(agent, admin) -> DelegatedAdminGrant:
    """Rights whose last day is 30 June 2030 in Tokyo, and that extend by themselves."""
    return granular_of(agent, admin, ends_at=TOKYO_MIDNIGHT, auto_extends=True)


@pytest.fixture
def ending(agent, admin) -> DelegatedAdminGrant:
    """Rights whose last day is 30 June 2030 in Tokyo."""
    return granular_of(agent, admin, ends_at=TOKYO_MIDNIGHT)


def kinds() -> list[str]:
    return sorted(OutboundEmail.objects.values_list("kind", flat=True))


def test_rights_extend_on_their_last_day_and_not_before(extending) -> None:
    begins = TOKYO_MIDNIGHT - DAY
    assert extend_due(begins - timedelta(seconds=1)) == 0
    assert extend_due(begins) == 1
    extending.refresh_from_db()
    assert (extending.ends_at, extending.extended_times) == (TOKYO_MIDNIGHT + 180 * DAY, 1)
    assert extending.days == 190
    event = AuditEvent.objects.get(action="grant.extended")
    assert event.side == "system"
    assert event.details["late"] is False
    assert (event.details["from"], event.details["to"]) == (
        TOKYO_MIDNIGHT.isoformat(),
        (TOKYO_MIDNIGHT + 180 * DAY).isoformat(),
    )
    assert kinds() == ["grant.extended_customer", "grant.extended_partner"]
    assert extend_due(begins) == 0


@pytest.mark.parametrize(("days_late", "times"), [(1, 1), (178, 1), (179, 2), (400, 3)])
def test_a_late_job_extends_until_the_end_lies_ahead_and_says_so_once(extending, days_late, times) -> None:
    now = TOKYO_MIDNIGHT + days_late * DAY
    assert (extend_due(now), extend_due(now)) == (1, 0)
    extending.refresh_from_db()
    assert extending.extended_times == times
    assert extending.ends_at == TOKYO_MIDNIGHT + times * 180 * DAY
    event = AuditEvent.objects.get(action="grant.extended")
    assert (event.details["times"], event.details["late"]) == (times, True)
    assert len(kinds()) == 2


def test_what_extends_never_expires_and_is_never_reminded_of(extending) -> None:
    for days in (-31, -30, -7, -1, 0, 1, 30):
        assert expire_due(TOKYO_MIDNIGHT + days * DAY) == 0
        assert remind_due(TOKYO_MIDNIGHT + days * DAY) == 0
    assert not OutboundEmail.objects.exists()


def test_rights_expire_with_their_last_day_however_late_the_job_is(ending) -> None:
    assert expire_due(TOKYO_MIDNIGHT - timedelta(seconds=1)) == 0
    assert (expire_due(TOKYO_MIDNIGHT + 3 * DAY), expire_due(TOKYO_MIDNIGHT + 3 * DAY)) == (1, 0)
    ending.refresh_from_db()
    assert (ending.status, ending.ended_at, ending.ended_by, ending.ended_side) == ("expired", TOKYO_MIDNIGHT, None, "")
    assert GrantNotice.objects.get().kind == "expired"
    assert kinds() == ["grant.expired_customer", "grant.expired_partner"]
    assert PartnerCustomer.objects.get(partner=ending.partner).rights == "ended"


def test_reminders_go_to_both_sides_once_each_with_the_days_that_are_left(ending) -> None:
    last_day = TOKYO_MIDNIGHT - DAY
    for days in range(40, -1, -1):
        remind_due(last_day - days * DAY)
        remind_due(last_day - days * DAY + timedelta(hours=9))
    assert list(GrantNotice.objects.order_by("pk").values_list("kind", flat=True)) == ["days_30", "days_7", "days_1"]
    said = OutboundEmail.objects.order_by("pk").values_list("kind", "payload__days")
    assert list(said) == [(f"grant.ending_{to}", days) for days in (30, 7, 1) for to in ("partner", "customer")]


def test_a_late_reminder_says_what_is_true_and_the_ones_before_it_are_not_made_up(ending) -> None:
    assert remind_due(TOKYO_MIDNIGHT - 4 * DAY) == 1
    assert remind_due(TOKYO_MIDNIGHT - timedelta(hours=1)) == 1
    assert list(GrantNotice.objects.order_by("pk").values_list("kind", flat=True)) == ["days_7", "days_1"]
    left = (
        OutboundEmail.objects.filter(kind="grant.ending_partner").order_by("pk").values_list("payload__days", flat=True)
    )
    assert list(left) == [3, 0]


def test_switching_off_makes_later_reminders_due_and_those_before_it_moot(extending, admin) -> None:
    set_auto_extend(grants=[extending], on=False, by=admin)
    DelegatedAdminGrant.objects.filter(pk=extending.pk).update(auto_extend_changed_at=TOKYO_MIDNIGHT - 20 * DAY)
    assert remind_due(TOKYO_MIDNIGHT - 20 * DAY + timedelta(hours=1)) == 0
    assert remind_due(TOKYO_MIDNIGHT - 8 * DAY) == 1
    assert GrantNotice.objects.get().kind == "days_7"


def test_after_an_extension_the_new_end_has_reminders_of_its_own(extending, admin) -> None:
    extend_due(TOKYO_MIDNIGHT - DAY)
    set_auto_extend(grants=[extending], on=False, by=admin)
    assert remind_due(TOKYO_MIDNIGHT + 150 * DAY) == 1
    assert GrantNotice.objects.get().regarding == TOKYO_MIDNIGHT + 180 * DAY


def test_what_ended_before_is_left_alone_by_every_job(ending, extending, admin) -> None:
    for grant in (ending, extending):
        end_grant(grant=grant, side="customer", by=admin.user)
    for now in (TOKYO_MIDNIGHT - 30 * DAY, TOKYO_MIDNIGHT):
        assert (extend_due(now), expire_due(now), remind_due(now), flag_unused(now)) == (0, 0, 0, 0)


def test_full_rights_that_nobody_uses_are_proposed_for_ending_once_for_each_idle_time(full) -> None:
    now = full.starts_at + 90 * DAY
    assert flag_unused(now - timedelta(seconds=1)) == 0
    assert (flag_unused(now), flag_unused(now + 30 * DAY)) == (1, 0)
    assert kinds() == ["grant.unused_customer", "grant.unused_partner"]
    assert list(unused_full(now)) == [full]

    used = now + 31 * DAY
    DelegatedAdminGrant.objects.filter(pk=full.pk).update(last_used_at=used)
    assert not unused_full(used + 89 * DAY).exists()
    assert flag_unused(used + 90 * DAY) == 1


def test_a_year_after_the_end_notices_go_and_evidence_stays(ending, admin) -> None:
    factories.AccessAssignmentFactory(grant=ending)
    expire_due(TOKYO_MIDNIGHT)
    assert clean_up(TOKYO_MIDNIGHT + 364 * DAY) == 0
    assert clean_up(TOKYO_MIDNIGHT + 365 * DAY) == 1
    ending.refresh_from_db()
    assert ending.status == "expired"
    assert ending.assignments.count() == 1
    assert AuditEvent.objects.filter(action="grant.expired").exists()


def test_lists_show_ended_rights_for_a_year(agent, admin) -> None:
    recent, old = (
        granular_of(agent, admin, status="terminated", ended_side="customer", ended_at=factories.ago(days=days))
        for days in (364, 366)
    )
    found = shown(DelegatedAdminGrant.objects.all())
    assert recent in found
    assert old not in found


def test_rights_in_force_are_decided_by_the_databases_clock(agent, admin, full) -> None:
    over, ahead = (granular_of(agent, admin, ends_at=database_now() + span) for span in (-DAY, DAY))
    assert set(in_force()) == {full, ahead}
    assert over.status == "active"
    agent.partner.status, agent.partner.suspended_at, agent.partner.suspended_by = (
        *("suspended", factories.ago(days=1)),
        admin.user,
    )
    agent.partner.save()
    assert not in_force().exists()


def test_the_scheduled_jobs_run_on_the_databases_clock(agent, admin, full) -> None:
    extending, over = (
        granular_of(agent, admin, ends_at=database_now() - timedelta(minutes=1), auto_extends=on)
        for on in (True, False)
    )
    waiting = factories.AccessAssignmentFactory(grant=granular_of(agent, admin), pending=True)
    DelegatedAdminGrant.objects.filter(pk=full.pk).update(last_used_at=factories.ago(days=91))
    keep()
    tidy()
    for row in (extending, over, waiting):
        row.refresh_from_db()
    assert (extending.status, over.status, waiting.status) == ("active", "expired", "active")
    assert extending.ends_at > database_now()
    assert GrantNotice.objects.filter(grant=full, kind="unused").exists()
