"""Who can get a seat, and how few seats there can be: pure checks (decisions §8, S2)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from customers.services.models import Kind, Subscription

ALL_ASSIGNED = _(
    "All seats of %(name)s are assigned. Take a licence from somebody first, or have the number of seats raised."
)
AT_ONCE = 100  # people in one assignment by hand; more come by a file


def check_gives_licences(subscription: Subscription) -> None:
    """Only active subscriptions to licences have seats to give. Codes `no_licences`, `not_active`."""
    if subscription.kind != Kind.LICENCE:
        raise ValidationError(
            _("%(name)s has no licences to assign."), code="no_licences", params={"name": subscription.name}
        )
    if subscription.status != Subscription.Status.ACTIVE:
        raise ValidationError(
            _("%(name)s is not active, so no licences of it can be assigned."),
            code="not_active",
            params={"name": subscription.name},
        )


def check_seats_free(subscription: Subscription, wanted: int) -> None:
    """As many free seats as people. Code `no_seat`."""
    if subscription.free_seats < 1 <= wanted:
        raise ValidationError(ALL_ASSIGNED, code="no_seat", params={"name": subscription.name})
    if wanted > subscription.free_seats:
        numbers = {"name": subscription.name, "free": subscription.free_seats, "seats": subscription.seats}
        raise ValidationError(
            ngettext_lazy(
                "%(name)s has %(free)s free of %(seats)s seat. Take a licence from somebody first, or have the "
                "number of seats raised.",
                "%(name)s has %(free)s free of %(seats)s seats. Take a licence from somebody first, or have the "
                "number of seats raised.",
                subscription.seats,
            ),
            code="no_seat",
            params=numbers,
        )


def check_seats_cover(subscription: Subscription, seats: int) -> None:
    """Never fewer seats than licences that people have. Code `seats_assigned`."""
    if seats < subscription.assigned:
        raise ValidationError(
            ngettext_lazy(
                "%(assigned)s licence is assigned to people. Take licences first, then lower the number of seats.",
                "%(assigned)s licences are assigned to people. Take licences first, then lower the number of seats.",
                subscription.assigned,
            ),
            code="seats_assigned",
            params={"assigned": subscription.assigned},
        )


def check_how_many(people: int) -> None:
    """By hand some at a time. Codes `nobody_chosen`, `too_many_chosen`."""
    if people < 1:
        raise ValidationError(_("Choose at least one person."), code="nobody_chosen")
    if people > AT_ONCE:
        raise ValidationError(
            _("Choose at most %(most)s people at a time."), code="too_many_chosen", params={"most": AT_ONCE}
        )
