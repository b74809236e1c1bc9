"""Events and the erasable traces behind them."""

import pytest
from django.db import transaction

from partnercenter.accounts.models import User
from partnercenter.audit.log import Origin, digest, one_deed, origin, record
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.audit.subjects import subject_of, whose
from partnercenter.clouds.models import Market
from partnercenter.partners.models import Partner
from tests import factories


def test_an_event_holds_ids_and_its_trace_the_name(db: None) -> None:
    partner, person = factories.PartnerFactory(), factories.UserFactory()
    event = record("partner.changed", about=partner, by=person, side="operator", partner_id=partner.public_id)
    event.refresh_from_db()
    assert (event.object_type, event.object_id, event.actor_id) == ("partner", partner.public_id, person.public_id)
    assert person.email not in str(AuditEvent.objects.filter(pk=event.pk).values().get())
    assert AuditTrace.objects.get(pk=event.trace_id).actor_email == person.email


def test_a_trace_is_proved_by_its_digest_until_it_is_changed(db: None) -> None:
    event = record("user.tested", about=factories.UserFactory(), by=factories.UserFactory())
    trace = AuditTrace.objects.get(pk=event.trace_id)
    assert digest(trace) == bytes(event.trace_digest or b"")
    trace.actor_name = "Somebody else"
    assert digest(trace) != bytes(event.trace_digest or b"")


def test_a_trace_knows_where_the_request_came_from(db: None) -> None:
    token = origin.set(Origin("192.0.2.7", "Browser"))
    try:
        event = record("user.tested", about=factories.UserFactory(), by=factories.UserFactory())
    finally:
        origin.reset(token)
    trace = AuditTrace.objects.get(pk=event.trace_id)
    assert (trace.ip_address, trace.user_agent) == ("192.0.2.7", "Browser")


def test_a_job_leaves_no_trace(db: None) -> None:
    event = record("invitation.expired", about=factories.PartnerFactory(), by=None)
    assert (event.side, event.actor_id, event.trace_id) == ("system", None, None)
    assert not AuditTrace.objects.exists()


def test_an_event_goes_with_the_transaction_that_fails(db: None) -> None:
    partner = factories.PartnerFactory()
    with pytest.raises(RuntimeError):
        write_and_fail(partner)
    assert not AuditEvent.objects.filter(object_id=partner.public_id).exists()


@transaction.atomic
def do_at_once(partner: Partner, person: User, *others: User) -> list[AuditEvent]:
    with one_deed(person):
        return [record("partner.changed", about=partner, by=by) for by in (person, *others, person)]


def test_the_events_of_one_deed_share_a_trace_and_stand_in_order(db: None) -> None:
    partner, person = factories.PartnerFactory(), factories.UserFactory()
    first, last = do_at_once(partner, person)
    assert list(AuditEvent.objects.filter(object_id=partner.public_id).order_by("id")) == [first, last]
    trace = AuditTrace.objects.get()
    assert {first.trace_id, last.trace_id} == {trace.pk}
    assert digest(trace) == bytes(first.trace_digest or b"")


def test_what_somebody_else_does_meanwhile_has_a_trace_of_its_own(db: None) -> None:
    person, other = factories.UserFactory(), factories.UserFactory()
    first, others, _last = do_at_once(factories.PartnerFactory(), person, other)
    assert first.trace_id != others.trace_id
    assert AuditTrace.objects.get(pk=others.trace_id).actor_email == other.email


def test_a_deed_that_fails_leaves_nothing_and_the_next_event_stands_alone(db: None) -> None:
    partner, person = factories.PartnerFactory(), factories.UserFactory()
    with pytest.raises(RuntimeError), transaction.atomic(), one_deed(person):
        write_and_fail(partner)
    assert not AuditEvent.objects.exists()
    assert not AuditTrace.objects.exists()
    assert record("partner.changed", about=partner, by=person).pk


def test_a_deed_outside_a_transaction_is_refused() -> None:
    with pytest.raises(AssertionError), one_deed(User(email="nobody@nowhere.example")):
        pass


@transaction.atomic
def write_and_fail(partner: Partner) -> None:
    record("partner.changed", about=partner, by=None)
    raise RuntimeError


def test_rows_of_reference_data_have_the_same_id_in_the_log_every_time(db: None) -> None:
    first, second = Market.objects.order_by("pk")[:2]
    assert subject_of(first).public_id == subject_of(Market.objects.get(pk=first.pk)).public_id
    assert subject_of(first).public_id != subject_of(second).public_id


def test_an_event_is_filed_under_cloud_partner_and_customer_of_its_row(db: None) -> None:
    related = factories.ResellerRelationshipFactory()
    domain = factories.TenantDomainFactory(owner=related.customer)
    partner_id, customer_id = related.partner.public_id, related.customer.public_id
    assert whose(related) == {"cloud_code": "public", "partner_id": partner_id, "customer_id": customer_id}
    assert whose(related.partner) == {"cloud_code": "public", "partner_id": partner_id, "customer_id": None}
    assert whose(domain) == {"cloud_code": "public", "partner_id": None, "customer_id": customer_id}
    assert whose(factories.cloud("china"))["cloud_code"] == "china"
