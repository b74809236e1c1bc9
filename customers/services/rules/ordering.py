"""Whether an offer may be ordered for a customer, and what was ordered changed (decisions §2, §6-§9, R-78, R-90)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from customers.directory.models import Customer
from customers.services.models import Offer, Subscription
from partnercenter.partners.models import Capacity, Partner

NOT_THE_MOVE = {
    "active": gettext_lazy("The subscription is active already."),
    "suspended": gettext_lazy("The subscription is suspended already."),
    "cancelled": gettext_lazy("The subscription is cancelled; nothing of it can be changed. Order a new one."),
}


def check_may_sell(partner: Partner) -> None:
    """Refuse a partner that is suspended or has no partner agreement. Codes `partner_suspended`,
    `programme_agreement`."""
    if partner.is_suspended:
        raise ValidationError(
            _(
                "%(partner)s is suspended, so it cannot order or change anything. What exists can still be read. Ask "
                "the operator what has to be settled."
            ),
            code="partner_suspended",
            params={"partner": partner.legal_name},
        )
    if not partner.programme_agreement_version:
        raise ValidationError(
            _("%(partner)s has no partner agreement on record, so it cannot order. Ask the operator to record it."),
            code="programme_agreement",
            params={"partner": partner.legal_name},
        )


def check_capacity(capacity: str, *, is_related: bool) -> None:
    """Only direct and provider capacity order (decisions §7), within an active relationship of that capacity.

    Codes `reseller_orders_not`, `not_related`.
    """
    if capacity == Capacity.RESELLER:
        raise ValidationError(
            _("An indirect reseller does not order. Orders go through your provider: ask it to place this one."),
            code="reseller_orders_not",
        )
    if not is_related:
        raise ValidationError(
            _("There is no active relationship to order under. Request a reseller relationship first."),
            code="not_related",
        )


def check_reseller(reseller: Partner | None, *, is_related: bool) -> None:
    """The reseller that a provider sells through is one of this customer's, through this provider. Code
    `reseller_not_related`."""
    if reseller is not None and not is_related:
        raise ValidationError(
            _(
                "%(reseller)s has no active relationship with this customer through you. Choose another reseller, or "
                "none."
            ),
            code="reseller_not_related",
            params={"reseller": reseller.legal_name},
        )


def check_agreement(*, is_accepted: bool) -> None:
    """Any accepted version will do (R-90, decisions §8). Code `agreement_missing`."""
    if not is_accepted:
        raise ValidationError(
            _(
                "The customer has not accepted the customer agreement. It accepts it with your request, or on its "
                "Agreements page; then order again."
            ),
            code="agreement_missing",
        )


def check_own_agreement(*, is_accepted: bool) -> None:
    """What a customer orders directly goes under its own agreement, too. Code `agreement_missing`."""
    if not is_accepted:
        raise ValidationError(
            _("Your organisation has not accepted the customer agreement. Read and accept it first, then order."),
            code="agreement_missing",
        )


def check_offer(offer: Offer, customer: Customer, *, groups: frozenset[int]) -> None:
    """An offer of the customer's cloud and market that can be ordered. `groups` are the keys of the market groups
    that the customer's registered country lies in.

    Codes `offer_other_cloud`, `offer_other_market`, `offer_withdrawn`.
    """
    names = {"offer": offer.name, "customer": customer.name}
    if offer.cloud_id != customer.cloud_id:
        raise ValidationError(
            _("%(offer)s belongs to another cloud than %(customer)s. Choose an offer of the customer's cloud."),
            code="offer_other_cloud",
            params=names,
        )
    if not offer.is_sold_in(groups):
        raise ValidationError(
            _(
                "%(offer)s is not sold where %(customer)s is registered. Choose an offer of the customer's sales "
                "region."
            ),
            code="offer_other_market",
            params=names,
        )
    if not offer.is_available:
        raise ValidationError(
            _("%(offer)s can no longer be ordered. Choose another offer."), code="offer_withdrawn", params=names
        )


def check_seats(offer: Offer | None, seats: int) -> None:
    """A number of seats that the offer allows; at least one where no offer is known. Code `seats_out_of_range`."""
    fewest, most = (offer.min_seats, offer.max_seats) if offer else (1, 1_000_000)
    if not fewest <= seats <= most:
        raise ValidationError(
            _("Enter a number of seats from %(fewest)s to %(most)s."),
            code="seats_out_of_range",
            params={"fewest": fewest, "most": most},
        )


def check_service_free(*, one_partner: bool, is_taken: bool) -> None:
    """Where the cloud lets one partner transact each service (R-53): refuse a service that is not free.

    Never says who has it, nor whether that is one partner or several. Code `service_not_free`.
    """
    if one_partner and is_taken:
        raise ValidationError(
            _(
                "In this cloud one partner may sell each service to a customer, and this service is not free. The "
                "customer decides who sells it: talk to the customer, or choose another service."
            ),
            code="service_not_free",
        )


def check_move(subscription: Subscription, to: str) -> None:
    """Only the moves of the table. Codes `already_active`, `already_suspended`, `already_cancelled`."""
    now = Subscription.Status(subscription.status)
    if to not in Subscription.MOVES[now]:
        raise ValidationError(NOT_THE_MOVE[now], code=f"already_{now}")


def check_live(subscription: Subscription) -> None:
    """Seats of a cancelled subscription stay as they were. Code `already_cancelled`."""
    if not subscription.is_live:
        raise ValidationError(NOT_THE_MOVE["cancelled"], code="already_cancelled")
