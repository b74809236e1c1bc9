"""What a partner may do with a subscription, by how it is tied to it, and what the customer itself may do with what it
bought: the multi-channel table (decisions §7-§9)."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from customers.services.models import Subscription


class Act(StrEnum):
    """Something done with a subscription that exists."""

    CHANGE_SEATS = "change_seats"
    SUSPEND = "suspend"
    RESUME = "resume"
    CANCEL = "cancel"
    KEEP = "keep"
    NAME_CONTACT = "name_contact"
    SET_UP = "set_up"
    ASSIGN = "assign"
    SUPPORT = "support"


SELLING = (Act.CHANGE_SEATS, Act.SUSPEND, Act.RESUME, Act.CANCEL, Act.KEEP, Act.NAME_CONTACT)
BUYING = (Act.CHANGE_SEATS, Act.CANCEL, Act.KEEP)  # what a customer does with what it bought directly


class Why(StrEnum):
    """Why something cannot be done."""

    NOT_SOLD_BY_YOU = "not_sold_by_you"
    PROVIDER_ORDERS = "provider_orders"
    NO_RELATIONSHIP = "no_relationship"
    NO_RIGHTS = "no_rights"
    SUSPENDED = "suspended"
    CLOUD = "cloud"
    NOT_BOUGHT_DIRECTLY = "not_bought_directly"


REASONS = {
    Why.NOT_SOLD_BY_YOU: _("It was bought elsewhere: you can support it, but not bill, resize, cancel or move it."),
    Why.PROVIDER_ORDERS: _("Orders and changes go through your provider."),
    Why.NO_RELATIONSHIP: _("The relationship with this customer has ended."),
    Why.NO_RIGHTS: _("Needs administrator rights, which the customer has not granted."),
    Why.SUSPENDED: _("Your company is suspended. What exists can still be read."),
    Why.CLOUD: _("This cloud does not let partners manage what was bought elsewhere."),
    Why.NOT_BOUGHT_DIRECTLY: _("It was not bought directly here: ask who sold it to your organisation to change it."),
}


@dataclass(frozen=True, kw_only=True)
class Tie:
    """How a partner is tied to one subscription of a customer."""

    sold_by_us: bool
    resold_by_us: bool = False
    is_azure: bool = False
    has_relationship: bool = True
    has_rights: bool = False
    is_suspended: bool = False
    cloud_is_multi_channel: bool = True


def why_not(tie: Tie, act: Act) -> Why | None:
    """Why `act` is closed to the partner; None where it is open.

    Selling needs the relationship and no rights (R-78). Managing needs rights, except Azure that the partner itself
    provisioned (S3). What others sold may be managed with rights, never sold (S2).
    """
    if tie.is_suspended:
        return Why.SUSPENDED
    return why_not_sell(tie) if act in SELLING else why_not_manage(tie)


def why_not_sell(tie: Tie) -> Why | None:
    if not tie.sold_by_us:
        return Why.PROVIDER_ORDERS if tie.resold_by_us else Why.NOT_SOLD_BY_YOU
    return None if tie.has_relationship else Why.NO_RELATIONSHIP


def why_not_manage(tie: Tie) -> Why | None:
    if tie.sold_by_us and tie.is_azure and tie.has_relationship:
        return None
    if not tie.has_rights:
        return Why.NO_RIGHTS
    is_ours = tie.sold_by_us or tie.resold_by_us
    return None if is_ours or tie.cloud_is_multi_channel else Why.CLOUD


def why_not_buyer(channel: str, act: Act) -> Why | None:
    """Why `act` is closed to the customer itself: only what it bought directly is open (decisions §9)."""
    return None if channel == Subscription.Channel.DIRECT and act in BUYING else Why.NOT_BOUGHT_DIRECTLY
