"""Support contacts: who can be one, who names one, and what happens when its relationship ends (R-110)."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.relationships.actions import end_relationship
from customers.services.actions import cancel_subscription, designate_support_contact
from customers.services.contacts import contact_of, contacts_for
from customers.services.models import Subscription
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def chain(customer, customer_membership):
    """A provider's and a reseller's person, both related to the customer, which has agreed: (provider, reseller)."""
    tied = factories.PartnershipFactory()
    relate(tied.provider, customer, "provider")
    relate(tied.reseller, customer, "reseller", tied.provider)
    agree(customer)
    return tuple(factories.PartnerMembershipFactory(partner=each) for each in (tied.provider, tied.reseller))


@pytest.fixture
def sold(chain, customer) -> Subscription:
    return factories.SubscriptionFactory(customer=customer, sold=chain[0].partner)


def told(kind: str) -> set[str]:
    return set(OutboundEmail.objects.filter(kind=f"subscription.{kind}").values_list("recipient", flat=True))


def test_who_sold_it_is_the_contact_and_its_resellers_here_can_be(sold, chain) -> None:
    provider, reseller = (each.partner for each in chain)
    factories.PartnershipFactory(provider=provider)  # a reseller that has nothing to do with this customer
    assert contact_of(sold) == provider
    assert contacts_for(sold) == [provider, reseller]
    assert contact_of(factories.SubscriptionFactory()) is None


def test_a_reseller_is_named_everybody_concerned_is_told_and_it_is_logged(
    sold, chain, customer, customer_membership
) -> None:
    provider, reseller = chain
    named = designate_support_contact(subscription=sold, contact=reseller.partner, by=provider)
    assert contact_of(named) == reseller.partner
    people = {customer_membership.user.email, provider.user.email, reseller.user.email}
    assert told("contact_changed") == people
    details = AuditEvent.objects.get(action="subscription.contact_changed").details
    assert details == {"before": str(provider.partner.public_id), "after": str(reseller.partner.public_id)}
    mail = OutboundEmail.objects.get(kind="subscription.contact_changed", recipient=customer_membership.user.email)
    assert render(mail).subject == f"The support contact of {sold.name} is {reseller.partner.legal_name}"
    designate_support_contact(subscription=sold, contact=reseller.partner, by=provider)
    assert AuditEvent.objects.filter(action="subscription.contact_changed").count() == 1
    back = designate_support_contact(subscription=sold, contact=provider.partner, by=provider)
    assert (back.support_contact, contact_of(back)) == (None, provider.partner)


def test_with_the_resellers_relationship_its_support_ends_and_the_seller_is_the_contact_again(
    sold, chain, customer, customer_membership
) -> None:
    provider, reseller = chain
    gone = factories.SubscriptionFactory(customer=customer, sold=provider.partner)
    for each in (sold, gone):
        designate_support_contact(subscription=each, contact=reseller.partner, by=provider)
    cancel_subscription(subscription=gone, by=provider)
    relationship = reseller.partner.relationships.get(customer=customer)
    end_relationship(relationship=relationship, side="operator", by=factories.UserFactory(operator=True))
    sold.refresh_from_db()
    assert contact_of(sold) == provider.partner
    assert AuditEvent.objects.get(action="subscription.contact_left").object_id == sold.public_id
    assert {customer_membership.user.email, reseller.user.email} <= told("contact_left")
    words = render(OutboundEmail.objects.filter(kind="subscription.contact_left").first()).text
    assert f"The relationship with {reseller.partner.legal_name} has ended" in words


def test_others_name_nobody(sold, chain, customer) -> None:
    provider, reseller = chain
    stranger = factories.PartnerFactory()
    for contact, by, code in (
        (stranger, provider, "contact_not_related"),
        (reseller.partner, factories.PartnerMembershipFactory(partner=stranger), "not_sold_by_you"),
        (reseller.partner, reseller, "not_sold_by_you"),
    ):
        with pytest.raises(ValidationError) as refusal:
            designate_support_contact(subscription=sold, contact=contact, by=by)
        assert refusal.value.code == code
    for role in (PartnerRole.SALES_AGENT, PartnerRole.GLOBAL_ADMIN, PartnerRole.VIEWER):
        colleague = factories.PartnerMembershipFactory(partner=provider.partner, roles=[role])
        with pytest.raises(PermissionDenied):
            designate_support_contact(subscription=sold, contact=reseller.partner, by=colleague)
    assert not Subscription.objects.exclude(support_contact=None).exists()
