"""An order: who may, what it writes, what refuses it, and what it leaves as it is."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.agreements.models import AgreementAcceptance
from customers.services.actions import order
from customers.services.actions.ordering import Basket
from customers.services.models import Subscription
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.services.conftest import agree, buy, relate

pytestmark = pytest.mark.django_db


def codes_of(refusal: pytest.ExceptionInfo[ValidationError]) -> set[str]:
    return {each.code for errors in refusal.value.error_dict.values() for each in errors}


def test_an_order_keeps_offer_seller_channel_and_the_accepted_terms(
    related, offer, partner, partner_membership
) -> None:
    bought = Subscription.objects.get(pk=buy(offer, related, partner_membership, seats=40).pk)
    assert (bought.name, bought.service, bought.kind, bought.seats) == (offer.name_en, offer.service, "licence", 40)
    assert (bought.channel, bought.sold_by, bought.reseller) == ("partner", partner, None)
    assert (bought.partner_of_record, bought.status, bought.ordered_by) == (partner, "active", partner_membership.user)
    assert bought.terms == related.agreement_acceptances.get().text


def test_an_order_needs_no_admin_rights_and_leaves_an_event_and_mails(
    related, offer, partner_membership, customer_membership
) -> None:
    billing = factories.CustomerMembershipFactory(customer=related, role="billing_admin")
    factories.CustomerMembershipFactory(customer=related, role="user")
    bought = buy(offer, related, partner_membership)
    event = AuditEvent.objects.get(action="subscription.ordered")
    assert (event.object_id, event.customer_id, event.side) == (bought.public_id, related.public_id, "partner")
    told = set(OutboundEmail.objects.filter(kind="subscription.ordered").values_list("recipient", flat=True))
    assert told == {customer_membership.user.email, billing.user.email, partner_membership.user.email}


def test_the_same_form_sent_twice_orders_once(related, offer, partner_membership) -> None:
    key, basket = uuid4(), Basket(offer, 10, "direct")
    first, second = (order(customer=related, basket=basket, order_key=key, by=partner_membership) for _ in range(2))
    assert first == second
    assert Subscription.objects.count() == 1


@pytest.mark.parametrize("role", [PartnerRole.HELPDESK_AGENT, PartnerRole.GLOBAL_ADMIN, PartnerRole.VIEWER])
def test_other_roles_do_not_order(related, offer, partner, role) -> None:
    with pytest.raises(PermissionDenied):
        buy(offer, related, factories.PartnerMembershipFactory(partner=partner, roles=[role]))
    assert not Subscription.objects.exists()


def test_who_has_left_orders_nothing(related, offer, partner) -> None:
    with pytest.raises(PermissionDenied):
        buy(offer, related, factories.PartnerMembershipFactory(partner=partner, left_at=factories.ago(days=1)))


def test_a_reseller_is_told_that_its_provider_orders(customer, offer) -> None:
    agree(customer)
    tied = factories.PartnershipFactory()
    relate(tied.reseller, customer, "reseller", tied.provider)
    for capacity in ("reseller", "direct"):
        with pytest.raises(ValidationError) as refusal:
            buy(offer, customer, factories.PartnerMembershipFactory(partner=tied.reseller), capacity=capacity)
        assert codes_of(refusal) <= {"reseller_orders_not", "not_related"}


def test_a_provider_orders_through_its_reseller_who_becomes_partner_of_record(customer, offer) -> None:
    agree(customer)
    tied = factories.PartnershipFactory()
    relate(tied.provider, customer, "provider")
    relate(tied.reseller, customer, "reseller", tied.provider)
    person = factories.PartnerMembershipFactory(partner=tied.provider)
    bought = buy(offer, customer, person, capacity="provider", reseller=tied.reseller)
    assert (bought.sold_by, bought.reseller, bought.partner_of_record) == (tied.provider, tied.reseller, tied.reseller)
    with pytest.raises(ValidationError) as refusal:
        buy(offer, customer, person, capacity="provider", reseller=factories.PartnerFactory(reseller=True))
    assert codes_of(refusal) == {"reseller_not_related"}


def test_all_that_is_wrong_is_said_at_once(customer, partner_membership) -> None:
    partner_membership.partner.programme_agreement_version = ""
    partner_membership.partner.programme_agreement_accepted_on = None
    partner_membership.partner.save()
    elsewhere = factories.OfferFactory(cloud=factories.cloud("china"), is_available=False, max_seats=5)
    with pytest.raises(ValidationError) as refusal:
        buy(elsewhere, customer, partner_membership)
    expected = {"programme_agreement", "not_related", "agreement_missing", "offer_other_cloud", "seats_out_of_range"}
    assert codes_of(refusal) == expected


@pytest.mark.parametrize(("region", "is_sold"), [("JP", True), ("US", False), (None, True)])
def test_an_offer_of_a_market_is_sold_in_that_market(related, partner_membership, region, is_sold) -> None:
    group = factories.market_group(region) if region else None
    wanted = factories.OfferFactory(market_group=group)
    if is_sold:
        assert buy(wanted, related, partner_membership)
        return
    with pytest.raises(ValidationError) as refusal:
        buy(wanted, related, partner_membership)
    assert codes_of(refusal) == {"offer_other_market"}


def test_an_order_under_an_older_version_goes_through_and_keeps_it(
    partner, customer, offer, partner_membership
) -> None:
    relate(partner, customer)
    factories.CustomerMembershipFactory(customer=customer)
    old = agree(customer, version="2025-01")
    bought = buy(offer, customer, partner_membership)
    assert bought.terms == old.text
    assert OutboundEmail.objects.filter(kind="agreement.asked").exists(), "the customer is asked for the newer version"
    newer = agree(customer)
    assert Subscription.objects.get(pk=bought.pk).terms == old.text
    assert buy(offer, customer, partner_membership).terms == newer.text


def china(service: str, **others: object):
    """Two partners of China that may both order for one customer: (customer, offer, person, other person)."""
    cloud = factories.cloud("china")
    customer = factories.CustomerFactory(cloud=cloud, country="CN")
    agree(customer)
    people = []
    for _ in range(2):
        partner = factories.PartnerFactory(cloud=cloud, country="CN")
        relate(partner, customer)
        people.append(factories.PartnerMembershipFactory(partner=partner))
    return customer, factories.OfferFactory(cloud=cloud, service=service), *people


@pytest.mark.parametrize("status", ["active", "suspended"])
def test_in_china_a_second_partner_is_refused_the_same_service_without_a_name(status) -> None:
    customer, offer, first, second = china("Office 365")
    factories.SubscriptionFactory(customer=customer, sold=first.partner, service="Office 365", status=status)
    with pytest.raises(ValidationError) as refusal:
        buy(offer, customer, second)
    assert codes_of(refusal) == {"service_not_free"}
    assert first.partner.legal_name not in str(refusal.value.messages)


def test_in_china_a_cancelled_one_frees_the_service_and_another_service_is_free() -> None:
    customer, offer, first, second = china("Office 365")
    factories.SubscriptionFactory(customer=customer, sold=first.partner, service="Office 365", status="cancelled")
    factories.SubscriptionFactory(customer=customer, sold=first.partner, service="Azure")
    factories.SubscriptionFactory(customer=customer, service="Office 365")  # bought directly: no partner transacts
    assert buy(offer, customer, second)
    assert buy(offer, customer, second), "the same partner may sell more of its own service"


def test_elsewhere_two_partners_sell_the_same_service(related, offer, partner_membership) -> None:
    other = factories.PartnerMembershipFactory()
    relate(other.partner, related)
    assert {buy(offer, related, each).sold_by for each in (partner_membership, other)} == {
        partner_membership.partner,
        other.partner,
    }


def test_an_order_touches_nothing_that_was_bought_before(related, offer, partner_membership) -> None:
    others = [
        factories.SubscriptionFactory(customer=related, sold=factories.PartnerFactory()),
        factories.SubscriptionFactory(customer=related, channel="enterprise"),
    ]
    before = list(Subscription.objects.filter(pk__in=[each.pk for each in others]).values())
    accepted = list(AgreementAcceptance.objects.values())
    buy(offer, related, partner_membership)
    assert list(Subscription.objects.filter(pk__in=[each.pk for each in others]).values()) == before
    assert list(AgreementAcceptance.objects.values()) == accepted
