"""Rights end: the row, the pair's row and the mails."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.actions import start_full_grant
from customers.relationships.actions import end_rights, start_relationship
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db


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
