"""What a partner sees of a customer's subscriptions, and what of it is closed to it: the record's page."""

from dataclasses import dataclass, field

from customers.services.models import Kind, Subscription
from customers.services.queries import (
    Elsewhere,
    Standing,
    bought_elsewhere,
    subscriptions_resold_by,
    subscriptions_sold_by,
)
from customers.services.rules.channels import Act, Tie, Why, why_not
from customers.services.rules.terms import KINDS

Status = Subscription.Status


@dataclass(frozen=True)
class Held:
    """A subscription that the partner sold, or its provider with it as reseller, and what is closed and why."""

    subscription: Subscription
    closed: dict[Act, Why | None]

    @property
    def offered(self) -> list[Act]:
        """The changes that are open and lead somewhere from the present state."""
        held, kind = self.subscription, KINDS[Kind(self.subscription.kind)]
        moves = Subscription.MOVES[Status(held.status)]
        is_ending = held.is_live and held.cancel_asked_at is not None
        fits = {
            Act.CHANGE_SEATS: held.is_live and kind.seats,
            Act.SUSPEND: Status.SUSPENDED in moves and kind.suspend,
            Act.RESUME: Status.ACTIVE in moves,
            Act.CANCEL: Status.CANCELLED in moves and not is_ending,
            Act.KEEP: is_ending,
        }
        return [act for act in fits if fits[act] and self.closed[act] is None]


@dataclass(frozen=True)
class Holdings:
    """All that a partner sees of a customer's subscriptions. `elsewhere` is None where it may not look."""

    standing: Standing
    sold: list[Held] = field(default_factory=list)
    resold: list[Held] = field(default_factory=list)
    elsewhere: list[Elsewhere] | None = None


def holdings_of(standing: Standing, *, sees_services: bool) -> Holdings:
    """What the record's page shows: three queries, however much there is.

    `sees_services`: whether the person who looks may see what was bought elsewhere, by the one check of rights.
    """
    partner, customer = standing.partner, standing.customer
    may_look = sees_services and customer.cloud.allows_multi_channel
    return Holdings(
        standing,
        sold=[judge(standing, each) for each in subscriptions_sold_by(partner, customer)],
        resold=[judge(standing, each) for each in subscriptions_resold_by(partner, customer)],
        elsewhere=bought_elsewhere(partner, customer) if may_look else None,
    )


def judge(standing: Standing, subscription: Subscription) -> Held:
    """Every act on the subscription, asked of the multi-channel table."""
    tie = tie_of(standing, subscription)
    return Held(subscription, {act: why_not(tie, act) for act in Act})


def tie_of(standing: Standing, subscription: Subscription) -> Tie:
    """How the partner is tied to a subscription of the customer."""
    through = {provider.pk for provider in standing.providers}
    resold_by_us = subscription.reseller_id == standing.partner.pk and subscription.sold_by_id in through
    return Tie(
        sold_by_us=subscription.sold_by_id == standing.partner.pk,
        resold_by_us=resold_by_us,
        is_azure=subscription.kind == Kind.AZURE,
        has_relationship=bool(standing.ordering),
        has_rights=standing.has_rights,
        is_suspended=standing.partner.is_suspended,
        cloud_is_multi_channel=standing.customer.cloud.allows_multi_channel,
    )
