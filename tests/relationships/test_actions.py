"""Relationships begin, rights end: rows, events, the pair's row and the mails."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.actions import start_full_grant
from customers.relationships.actions import end_rights, start_relationship
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
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


@pytest.fixture
def grant(partner: Partner, customer: Customer, customer_membership: CustomerMembership) -> object:
    """Full rights beside an active relationship, with the pair's row."""
    by = customer_membership.user
    start_relationship(partner=partner, customer=customer, capacity="direct", by=by)
    made = start_full_grant(partner=partner, customer=customer, by=by)
    refresh_pair(partner, customer)
    return made


def test_ending_rights_leaves_the_relationship_and_shows_in_the_list(
    grant: object, customer_membership: CustomerMembership
) -> None:
    assert PartnerCustomer.objects.get().rights == "full"

    ended = end_rights(grant=grant, side="customer", by=customer_membership.user)

    pair = PartnerCustomer.objects.get()
    assert (pair.state, pair.rights, pair.rights_until) == ("active", "ended", ended.ended_at)
    assert ResellerRelationship.objects.get().status == "active"


def test_ending_rights_tells_admin_agents_and_global_admins_of_the_partner_and_the_customers_admins(
    grant: object, partner: Partner, partner_membership: PartnerMembership, customer_membership: CustomerMembership
) -> None:
    owner = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER])
    factories.PartnerMembershipFactory(partner=partner, left_at=factories.ago(days=1))
    factories.PartnerMembershipFactory()
    factories.CustomerMembershipFactory(customer=customer_membership.customer, role=CustomerRole.USER)

    end_rights(grant=grant, side="customer", by=customer_membership.user)

    told = {(mail.kind, mail.recipient) for mail in OutboundEmail.objects.all()}
    assert told == {
        ("rights.ended_partner", partner_membership.user.email),
        ("rights.ended_partner", owner.user.email),
        ("rights.ended_customer", customer_membership.user.email),
    }


def test_a_second_end_is_refused_and_queues_no_mail(grant: object, customer_membership: CustomerMembership) -> None:
    end_rights(grant=grant, side="customer", by=customer_membership.user)
    queued = OutboundEmail.objects.count()

    with pytest.raises(ValidationError):
        end_rights(grant=grant, side="customer", by=customer_membership.user)

    assert OutboundEmail.objects.count() == queued
