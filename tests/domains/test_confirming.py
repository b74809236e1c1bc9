"""A domain is confirmed by its record or by an operator, and unconfirmed by an operator."""

import pytest
from django.core.exceptions import ValidationError

from partnercenter.audit.models import AuditEvent
from partnercenter.domains.actions import check_again, check_domain, confirm_domain, unconfirm_domain
from partnercenter.domains.proof import Outcome
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.domains.name_server import Zone
from tests.domains.stories import mails, organisation, partner_organisation, publish

pytestmark = pytest.mark.django_db


@pytest.fixture
def row():
    _owner, customer = organisation(name="Minato", primary_domain="minato.example")
    return factories.TenantDomainFactory(owner=customer, unconfirmed=True)


def test_the_record_confirms_the_domain_logs_it_and_tells_the_admins(zone: Zone, row):
    publish(zone, row)
    by = factories.UserFactory()
    assert check_domain(domain=row, by=by).outcome is Outcome.FOUND
    row.refresh_from_db()
    assert (row.is_confirmed, row.confirmed_by, row.is_proved) == (True, "DNS record", True)
    event = AuditEvent.objects.get(action="domain.confirmed")
    assert (event.customer_id, event.actor_id, event.details["how"]) == (row.owner_id, by.public_id, "dns")
    assert mails("domain.confirmed") == ["admin@minato.example"]


@pytest.mark.parametrize("texts", [[], ["partnercenter=somebody-elses"]])
def test_without_the_right_record_nothing_changes_but_when_it_was_checked(zone: Zone, row, texts):
    zone.texts["_partnercenter-challenge.minato.example"] = texts
    found = check_domain(domain=row, by=factories.UserFactory())
    row.refresh_from_db()
    assert found.outcome is (Outcome.WRONG if texts else Outcome.ABSENT)
    assert (row.is_confirmed, row.checked_at is not None) == (False, True)
    assert not AuditEvent.objects.exists()


def test_an_organisation_asks_dns_once_in_ten_seconds_for_all_its_domains(zone: Zone, row):
    customer = organisation(name="Kanade", primary_domain="")[1]
    other, third = (
        factories.TenantDomainFactory(owner=customer, domain=name, unconfirmed=True, is_primary=False)
        for name in ("kanade.example", "kanade-music.example")
    )
    by = factories.UserFactory()
    for domain in (row, other):
        check_domain(domain=domain, by=by)
    with pytest.raises(ValidationError) as refusal:
        check_domain(domain=third, by=by)
    assert refusal.value.code == "checked_just_now"
    assert zone.asked["udp"] == 2


def test_a_domain_that_an_operator_confirmed_meanwhile_stays_the_operators(zone: Zone, row):
    operator = factories.UserFactory(operator=True)
    publish(zone, row)
    confirm_domain(domain=row, reason="Seen the register", by=operator)
    check_domain(domain=row, by=factories.UserFactory())
    row.refresh_from_db()
    assert row.confirmed_by == f"operator {operator.public_id}"
    assert AuditEvent.objects.filter(action="domain.confirmed").count() == 1


def test_a_record_of_an_old_challenge_proves_nothing(zone: Zone, row):
    operator = factories.UserFactory(operator=True)
    publish(zone, row)
    confirm_domain(domain=row, reason="Seen the register", by=operator)
    unconfirm_domain(domain=row, reason="The company was sold", by=operator)
    row.refresh_from_db()
    assert check_domain(domain=row, by=None).outcome is Outcome.WRONG
    row.refresh_from_db()
    assert (row.is_confirmed, row.reason) == (False, "The company was sold")
    assert mails("domain.unconfirmed") == ["admin@minato.example"]
    letter = render(OutboundEmail.objects.get(kind="domain.unconfirmed"))
    assert "The company was sold" in letter.text
    assert "minato.example" in letter.subject


@pytest.mark.parametrize("act", [confirm_domain, unconfirm_domain])
def test_an_operator_gives_a_reason(row, act):
    with pytest.raises(ValidationError) as refusal:
        act(domain=row, reason=" ", by=factories.UserFactory(operator=True))
    assert refusal.value.code == "no_reason"


def test_the_daily_job_finds_a_record_that_came_later_and_asks_nobody_twice_a_day(zone: Zone, row):
    owner, _partner = partner_organisation()
    claim = factories.DomainClaimFactory(claimant=owner, domain="later.example")
    assert check_again() == 0
    publish(zone, row)
    publish(zone, claim)
    assert check_again() == 0
    type(row).objects.update(checked_at=factories.ago(hours=21))
    type(claim).objects.update(checked_at=factories.ago(hours=21))
    assert check_again() == 2
    row.refresh_from_db()
    claim.refresh_from_db()
    assert (row.is_confirmed, claim.status) == (True, "granted")


def test_the_daily_job_gives_up_after_thirty_days(zone: Zone, row):
    publish(zone, row)
    type(row).objects.update(registered_at=factories.ago(days=31))
    assert check_again() == 0


def test_the_daily_job_stops_when_its_time_is_over(zone: Zone, row):
    publish(zone, row)
    assert check_again(seconds=0) == 0
    assert zone.asked["udp"] == 0
