"""Full grants begin and any grant ends: the row, its event, and what is refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction

from customers.directory.models import Customer
from customers.grants.actions import end_grant, start_full_grant
from customers.grants.models import DelegatedAdminGrant
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(customer_membership: object) -> User:
    return customer_membership.user


def test_a_full_grant_has_no_end_and_says_who_granted_it(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    grant.refresh_from_db()
    assert (grant.kind, grant.status, grant.ends_at) == ("full", "active", None)
    assert grant.granted_by == admin
    assert grant.roles == []


def test_a_full_grant_leaves_an_event_of_the_customers_side(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    event = AuditEvent.objects.get(action="grant.started")
    assert (event.object_type, event.object_id) == ("delegatedadmingrant", grant.public_id)
    assert (event.side, event.actor_id) == ("customer", admin.public_id)
    assert (event.partner_id, event.customer_id) == (partner.public_id, customer.public_id)
    assert event.cloud_code == "public"
    assert event.details == {"kind": "full"}


def test_a_second_full_grant_of_a_pair_is_refused_and_writes_nothing(
    partner: Partner, customer: Customer, admin: User
) -> None:
    start_full_grant(partner=partner, customer=customer, by=admin)

    with pytest.raises(ValidationError) as refused:
        start_full_grant(partner=partner, customer=customer, by=admin)

    assert refused.value.code == "full_rights_already"
    assert DelegatedAdminGrant.objects.count() == 1
    assert AuditEvent.objects.filter(action="grant.started").count() == 1


def test_full_rights_may_be_granted_again_after_they_ended(partner: Partner, customer: Customer, admin: User) -> None:
    first = start_full_grant(partner=partner, customer=customer, by=admin)
    end_grant(grant=first, side="customer", by=admin)

    second = start_full_grant(partner=partner, customer=customer, by=admin)

    assert second.pk != first.pk
    assert second.status == "active"


def test_two_partners_hold_full_rights_of_one_customer_side_by_side(customer: Customer, admin: User) -> None:
    one, two = factories.PartnerFactory(), factories.PartnerFactory()

    start_full_grant(partner=one, customer=customer, by=admin)
    start_full_grant(partner=two, customer=customer, by=admin)

    assert DelegatedAdminGrant.objects.filter(customer=customer, status="active").count() == 2


def test_ending_a_grant_writes_when_who_side_and_reason(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    ended = end_grant(grant=grant, side="customer", reason="We changed our minds", by=admin)

    grant.refresh_from_db()
    assert grant.status == ended.status == "terminated"
    assert grant.ended_at is not None
    assert (grant.ended_by, grant.ended_side, grant.end_reason) == (admin, "customer", "We changed our minds")


def test_the_words_of_a_reason_stay_out_of_the_log(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    end_grant(grant=grant, side="customer", reason="Mr Sato left", by=admin)

    event = AuditEvent.objects.get(action="grant.ended")
    assert event.side == "customer"
    assert "Sato" not in str(event.details)


@pytest.mark.parametrize("side", ["customer", "partner", "operator"])
def test_each_side_may_end_rights(partner: Partner, customer: Customer, admin: User, side: str) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    assert end_grant(grant=grant, side=side, by=admin).ended_side == side


def test_the_system_ends_rights_without_a_person(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    ended = end_grant(grant=grant, side="system", by=None)

    assert (ended.ended_side, ended.ended_by) == ("system", None)
    assert AuditEvent.objects.get(action="grant.ended").actor_id is None


def test_an_unknown_side_is_refused(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)

    with pytest.raises(ValueError, match="nobody"):
        end_grant(grant=grant, side="nobody", by=admin)

    grant.refresh_from_db()
    assert grant.status == "active"


def test_what_has_ended_does_not_end_again(partner: Partner, customer: Customer, admin: User) -> None:
    grant = start_full_grant(partner=partner, customer=customer, by=admin)
    first = end_grant(grant=grant, side="customer", by=admin)

    with pytest.raises(ValidationError) as refused:
        end_grant(grant=grant, side="partner", by=admin)

    assert refused.value.code == "grant_not_active"
    grant.refresh_from_db()
    assert (grant.ended_at, grant.ended_side) == (first.ended_at, "customer")
    assert AuditEvent.objects.filter(action="grant.ended").count() == 1


def test_the_database_keeps_an_ended_grant_as_it_ended(partner: Partner, customer: Customer, admin: User) -> None:
    grant = end_grant(grant=start_full_grant(partner=partner, customer=customer, by=admin), side="customer", by=admin)

    with pytest.raises(DatabaseError), transaction.atomic():
        DelegatedAdminGrant.objects.filter(pk=grant.pk).update(status="active", ended_at=None)
