"""Relationships begin: rows and events."""

import pytest

from customers.directory.models import Customer, CustomerMembership
from customers.relationships.actions import start_relationship
from customers.relationships.models import ResellerRelationship
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_direct_relationship_begins_now_by_the_person_who_accepted(
    partner: Partner, customer: Customer, customer_membership: CustomerMembership
) -> None:
    by = customer_membership.user

    made = start_relationship(partner=partner, customer=customer, capacity="direct", provider=None, by=by)

    made.refresh_from_db()
    assert (made.status, made.capacity, made.provider, made.started_by) == ("active", "direct", None, by)


def test_a_relationship_leaves_an_event_with_capacity_and_provider(
    customer: Customer, customer_membership: CustomerMembership
) -> None:
    provider, reseller = factories.PartnerFactory(provider=True), factories.PartnerFactory(reseller=True)

    start_relationship(
        partner=reseller, customer=customer, capacity="reseller", provider=provider, by=customer_membership.user
    )

    event = AuditEvent.objects.get(action="relationship.started")
    assert event.details == {"capacity": "reseller", "provider": str(provider.public_id)}
    assert (event.partner_id, event.customer_id) == (reseller.public_id, customer.public_id)
    assert event.side == "customer"


def test_the_one_that_stands_is_returned_and_nothing_is_written(
    partner: Partner, customer: Customer, customer_membership: CustomerMembership
) -> None:
    standing = factories.ResellerRelationshipFactory(partner=partner, customer=customer)

    again = start_relationship(
        partner=partner, customer=customer, capacity="direct", provider=None, by=customer_membership.user
    )

    assert again == standing
    assert ResellerRelationship.objects.count() == 1
    assert not AuditEvent.objects.exists()


def test_an_ended_relationship_is_followed_by_a_new_one(
    partner: Partner, customer: Customer, customer_membership: CustomerMembership
) -> None:
    ended = factories.ResellerRelationshipFactory(partner=partner, customer=customer, ended=True)

    again = start_relationship(
        partner=partner, customer=customer, capacity="direct", provider=None, by=customer_membership.user
    )

    assert again != ended
    assert again.status == "active"


def test_one_reseller_may_stand_beside_itself_through_another_provider(
    customer: Customer, customer_membership: CustomerMembership
) -> None:
    reseller = factories.PartnerFactory(reseller=True)
    providers = factories.PartnerFactory.create_batch(2, provider=True)

    for provider in providers:
        start_relationship(
            partner=reseller, customer=customer, capacity="reseller", provider=provider, by=customer_membership.user
        )

    assert ResellerRelationship.objects.filter(partner=reseller, status="active").count() == 2
