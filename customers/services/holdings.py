"""What a partner sees of a customer's subscriptions, and what of it is closed to it: the record's page."""

from dataclasses import dataclass, field

from customers.services.contacts import contact_of
from customers.services.models import Kind, Subscription
from customers.services.queries import (
    Elsewhere,
    Standing,
    bought_elsewhere,
    subscriptions_resold_by,
    subscriptions_sold_by,
)
from customers.services.rules.channels import Act, Tie, Why, why_not, why_not_buyer
from customers.services.rules.terms import KINDS, is_window_open
from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import Partner

Status = Subscription.Status
LIVING_FIRST = ("-cancelled_at", "service", "-ordered_at", "id")  # NULL sorts as the largest
SIZE, MOST = 50, 200


@dataclass(frozen=True)
class Held:
    """A subscription that the partner sold, or its provider with it as reseller, or that the customer itself has; and
    what is closed to who looks, and why."""

    subscription: Subscription
    closed: dict[Act, Why | None]
    is_related: bool = True  # whether who looks has a relationship with the customer: without one nobody is a contact

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

    @property
    def is_window_open(self) -> bool:
        """Whether a cancellation would end it at once though it has a term."""
        return self.subscription.is_live and is_window_open(self.subscription)

    @property
    def contact(self) -> Partner | None:
        """Whom the customer turns to about it; None where it or the relationship has ended (R-81)."""
        return contact_of(self.subscription) if self.subscription.is_live and self.is_related else None


@dataclass(frozen=True)
class Holdings:
    """What a partner sees of a customer's subscriptions: a page of what it sold, and the first of the rest.

    `elsewhere` is None where it may not look.
    """

    standing: Standing
    page: KeysetPage[Subscription]
    sold: list[Held] = field(default_factory=list)
    resold: list[Held] = field(default_factory=list)
    elsewhere: list[Elsewhere] | None = None


def holdings_of(standing: Standing, *, sees_services: bool, cursor: str = "") -> Holdings:
    """What the record's page shows: three queries, however much there is; `cursor` asks for a page of what was sold.

    `sees_services`: whether the person who looks may see what was bought elsewhere, by the one check of rights.
    """
    partner, customer = standing.partner, standing.customer
    may_look = sees_services and customer.cloud.allows_multi_channel
    page = paginate(subscriptions_sold_by(partner, customer), order=LIVING_FIRST, size=SIZE, cursor=cursor)
    return Holdings(
        standing,
        page,
        sold=[judge(standing, each) for each in page.rows],
        resold=[judge(standing, each) for each in subscriptions_resold_by(partner, customer)[:MOST]],
        elsewhere=bought_elsewhere(partner, customer)[:MOST] if may_look else None,
    )


def services_held(standing: Standing) -> list[str]:
    """The services of all that the partner, or its provider with it, sold to the customer and that lives."""
    partner, customer = standing.partner, standing.customer
    both = (subscriptions_sold_by(partner, customer), subscriptions_resold_by(partner, customer))
    names = (rows.filter(status__in=Subscription.LIVE).order_by().values_list("service", flat=True) for rows in both)
    return sorted({name for rows in names for name in rows.distinct()})


def own_azure(standing: Standing) -> set[str]:
    """The services that the partner manages without rights: Azure that it provisioned, while it is related (S3)."""
    if not standing.ordering or standing.partner.is_suspended:
        return set()
    sold = subscriptions_sold_by(standing.partner, standing.customer).order_by()
    own = sold.filter(kind=Kind.AZURE, status__in=Subscription.LIVE)
    return set(own.values_list("service", flat=True))


def judge(standing: Standing, subscription: Subscription) -> Held:
    """Every act on the subscription, asked of the multi-channel table."""
    tie = tie_of(standing, subscription)
    return Held(subscription, {act: why_not(tie, act) for act in Act}, is_related=tie.has_relationship)


def judge_own(subscription: Subscription) -> Held:
    """Every act of the customer itself on what it has: open where it bought directly (decisions §9)."""
    return Held(subscription, {act: why_not_buyer(subscription.channel, act) for act in Act})


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
