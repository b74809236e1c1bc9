"""A customer orders directly, out of the operator's catalogue and without any partner (decisions §7, §9).

No partner has a part in it: none is told, none becomes Partner of Record, and those with rights see it as bought
elsewhere. Nothing of what partners sold changes, and where one partner sells each service this is none (R-53).
"""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from customers.agreements.actions import ask_to_accept
from customers.agreements.models import AgreementText
from customers.directory.models import Customer, CustomerMembership
from customers.services.actions.actors import check_buyer, log_subscription
from customers.services.actions.locking import lock_customer
from customers.services.mails import orders as mails
from customers.services.models import Offer, Subscription
from customers.services.queries import market_groups_of, terms_of
from customers.services.rules import ordering as rules
from customers.services.rules.keys import check_own_key
from customers.services.rules.terms import cancel_window
from partnercenter.canonical.refusals import Refusals

Channel = Subscription.Channel


@transaction.atomic
def order_directly(*, offer: Offer, seats: int, order_key: UUID, by: CustomerMembership) -> Subscription:
    """The subscription that `by` orders for its own organisation; the same `order_key` gives the first result again.

    It keeps the agreement that the customer accepted last as its terms (R-90). Raises PermissionDenied for the roles,
    ValidationError by field (`agreement_missing`, what `check_offer` and `check_seats` refuse).
    """
    check_buyer(by, by.customer_id)
    customer = lock_customer(by.customer_id)
    earlier = Subscription.objects.filter(order_key=order_key).first()
    if earlier:
        check_own_key(is_own=(earlier.customer_id, earlier.channel) == (customer.pk, Channel.DIRECT))
    return earlier or order_new(customer, Offer.objects.get(pk=offer.pk), seats, order_key, by=by)


def order_new(customer: Customer, offer: Offer, seats: int, order_key: UUID, *, by: CustomerMembership) -> Subscription:
    """Check, write, log, tell; for a caller that holds the customer's lock. `offer` is as it is now."""
    terms = terms_of(customer)
    check_order(customer, offer, seats, terms)
    subscription = write_subscription(customer, offer, seats, terms, order_key=order_key, by=by)
    details = {"offer": str(offer.public_id), "seats": seats, "terms": terms.version if terms else None}
    log_subscription(mails.ORDERED, subscription, by, **details)
    mails.tell(mails.ORDERED, subscription, by=by)
    ask_to_accept(customer=customer, by=by.user)  # a newer version, where one is published; the order stands
    return subscription


def check_order(customer: Customer, offer: Offer, seats: int, terms: AgreementText | None) -> None:
    """Every rule, so that a form shows all that is wrong at once."""
    refusals = Refusals()
    refusals.gather("", rules.check_own_agreement, is_accepted=terms is not None)
    refusals.gather("offer", rules.check_offer, offer, customer, groups=market_groups_of(customer))
    refusals.gather("seats", rules.check_seats, offer, seats)
    refusals.raise_any()


def write_subscription(
    customer: Customer,
    offer: Offer,
    seats: int,
    terms: AgreementText | None,
    *,
    order_key: UUID,
    by: CustomerMembership,
) -> Subscription:
    """The row, with the offer's facts as they are now; no seller, no reseller, no Partner of Record."""
    now = timezone.now()
    return Subscription.objects.create(
        order_key=order_key,
        customer=customer,
        offer=offer,
        service=offer.service,
        name_en=offer.name_en,
        name_ja=offer.name_ja,
        kind=offer.kind,
        seats=seats,
        channel=Channel.DIRECT,
        owner=customer.contact_email,
        terms=terms,
        ordered_at=now,
        term_months=offer.term_months,
        cancel_until=cancel_window(offer, now),
        ordered_by=by.user,
    )
