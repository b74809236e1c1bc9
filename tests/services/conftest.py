"""A partner and its customer, who may order: related, with an accepted agreement and an offer."""

from uuid import uuid4

import pytest

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.directory.models import Customer
from customers.relationships.models import PartnerCustomer
from customers.services.actions import order
from customers.services.actions.ordering import Basket
from customers.services.models import Offer, Subscription
from partnercenter.partners.models import Partner, PartnerMembership
from tests import factories


def relate(partner: Partner, customer: Customer, capacity: str = "direct", provider: Partner | None = None) -> None:
    """An active relationship, with the row that the record's pages find it by."""
    factories.ResellerRelationshipFactory(partner=partner, customer=customer, capacity=capacity, provider=provider)
    if not PartnerCustomer.objects.filter(partner=partner, customer=customer).exists():
        factories.PartnerCustomerFactory(partner=partner, customer=customer)


def agree(customer: Customer, version: str = "") -> AgreementAcceptance:
    """The customer accepts the text in force, or a superseded one of that version."""
    if version:
        text = factories.AgreementTextFactory(cloud=customer.cloud, version=version, status="superseded")
    else:
        text = AgreementText.objects.get(cloud=customer.cloud, language="en", status="published")
    return factories.AgreementAcceptanceFactory(customer=customer, text=text)


def buy(offer: Offer, customer: Customer, by: PartnerMembership, **basket: object) -> Subscription:
    """An order of ten seats, as the partner's person."""
    wanted = Basket(**{"offer": offer, "seats": 10, "capacity": "direct", "reseller": None} | basket)  # type: ignore[arg-type]
    return order(customer=customer, basket=wanted, order_key=uuid4(), by=by)


@pytest.fixture
def related(partner: Partner, customer: Customer) -> Customer:
    """The customer, who is `partner`'s by a direct relationship and has accepted its agreement."""
    relate(partner, customer)
    agree(customer)
    return customer


@pytest.fixture
def offer(db: None) -> Offer:
    """Harbour Mail, for every market of the public cloud."""
    return factories.OfferFactory(name_en="Harbour Mail Standard")


@pytest.fixture
def bought(related: Customer, offer: Offer, partner_membership: PartnerMembership) -> Subscription:
    """Ten seats of Harbour Mail, ordered by Misaki Tanaka."""
    return buy(offer, related, partner_membership)
