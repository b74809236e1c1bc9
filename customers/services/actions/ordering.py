"""A partner orders an offer for its customer (decisions §7, §8); what the customer orders itself is `buying`."""

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from customers.agreements.actions import ask_to_accept
from customers.agreements.models import AgreementText
from customers.directory.models import Customer
from customers.services.actions.actors import check_role, log_subscription
from customers.services.actions.locking import lock_customer
from customers.services.mails import orders as mails
from customers.services.models import Offer, Subscription
from customers.services.queries import (
    Standing,
    is_service_taken,
    market_groups_of,
    resellers_through,
    standing_of,
    terms_of,
)
from customers.services.rules import ordering as rules
from customers.services.rules.keys import check_own_key
from customers.services.rules.terms import cancel_window
from partnercenter.canonical.refusals import Refusals
from partnercenter.partners.access import Capability
from partnercenter.partners.models import Capacity, Partner, PartnerMembership


@dataclass(frozen=True)
class Basket:
    """What is ordered, in which capacity, and through which reseller (a provider's alone)."""

    offer: Offer
    seats: int
    capacity: str
    reseller: Partner | None = None


@transaction.atomic
def order(*, customer: Customer, basket: Basket, order_key: UUID, by: PartnerMembership) -> Subscription:
    """The subscription that `by` orders for the customer; the same `order_key` gives the first result again.

    Under the customer's lock, so that of two partners who order one service at once where only one may sell it,
    exactly one wins (R-53). The subscription keeps the agreement that the customer accepted last as its terms
    (R-90). Raises PermissionDenied where the roles do not allow it, ValidationError by field where a rule refuses.
    """
    check_role(by, Capability.ORDER)
    customer = lock_customer(customer.pk)
    earlier = Subscription.objects.filter(order_key=order_key).first()
    if earlier:
        check_own_key(is_own=(earlier.customer_id, earlier.sold_by_id) == (customer.pk, by.partner_id))
    return earlier or order_new(customer, basket, order_key, by=by)


def order_new(customer: Customer, basket: Basket, order_key: UUID, *, by: PartnerMembership) -> Subscription:
    """Check, write, log, tell; for a caller that holds the customer's lock."""
    standing = standing_of(Partner.objects.get(pk=by.partner_id), customer)
    terms = terms_of(customer)
    offer = Offer.objects.get(pk=basket.offer.pk)  # as it is now
    basket = Basket(offer, basket.seats, basket.capacity, basket.reseller)
    check_order(standing, basket, terms)
    subscription = write_subscription(standing, basket, terms, order_key=order_key, by=by)
    log_order(subscription, basket, by=by)
    mails.tell(mails.ORDERED, subscription, by=by)
    ask_to_accept(customer=customer, by=by.user)  # a newer version, where one is published; the order stands
    return subscription


def check_order(standing: Standing, basket: Basket, terms: AgreementText | None) -> None:
    """Every rule, so that a form shows all that is wrong at once."""
    refusals, customer, offer = Refusals(), standing.customer, basket.offer
    refusals.gather("", rules.check_may_sell, standing.partner)
    is_related = basket.capacity in standing.ordering
    refusals.gather("", rules.check_capacity, basket.capacity, is_related=is_related)
    refusals.gather("", rules.check_agreement, is_accepted=terms is not None)
    refusals.gather("offer", rules.check_offer, offer, customer, groups=market_groups_of(customer))
    refusals.gather("seats", rules.check_seats, offer, basket.seats)
    refusals.gather("reseller", rules.check_reseller, basket.reseller, is_related=has_reseller(standing, basket))
    one_partner = customer.cloud.one_transacting_partner
    is_taken = one_partner and is_service_taken(customer, offer.service, besides=standing.partner)
    refusals.gather("offer", rules.check_service_free, one_partner=one_partner, is_taken=is_taken)
    refusals.raise_any()


def has_reseller(standing: Standing, basket: Basket) -> bool:
    """Whether the reseller sells to this customer through this provider; a direct order has none."""
    through = resellers_through(standing.partner, standing.customer)
    return basket.capacity == Capacity.PROVIDER and basket.reseller in through


def write_subscription(
    standing: Standing, basket: Basket, terms: AgreementText | None, *, order_key: UUID, by: PartnerMembership
) -> Subscription:
    """The row, with the offer's facts as they are now."""
    now = timezone.now()
    return Subscription.objects.create(
        order_key=order_key,
        customer=standing.customer,
        offer=basket.offer,
        service=basket.offer.service,
        name_en=basket.offer.name_en,
        name_ja=basket.offer.name_ja,
        kind=basket.offer.kind,
        seats=basket.seats,
        channel=Subscription.Channel.PARTNER,
        sold_by=standing.partner,
        reseller=basket.reseller,
        partner_of_record=basket.reseller or standing.partner,
        owner=standing.customer.contact_email,
        terms=terms,
        ordered_at=now,
        term_months=basket.offer.term_months,
        cancel_until=cancel_window(basket.offer, now),
        ordered_by=by.user,
    )


def log_order(subscription: Subscription, basket: Basket, *, by: PartnerMembership) -> None:
    log_subscription(
        "subscription.ordered",
        subscription,
        by,
        offer=str(basket.offer.public_id),
        seats=basket.seats,
        capacity=basket.capacity,
        reseller=str(basket.reseller.public_id) if basket.reseller else None,
        terms=subscription.terms.version if subscription.terms else None,
    )
