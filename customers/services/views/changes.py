"""What the pages of an order and of a change share, whoever makes it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.services.forms.catalogue import CatalogueForm, refusal_of
from customers.services.models import Subscription
from customers.services.rules import terms
from customers.services.rules.channels import Act


@dataclass(frozen=True)
class Change:
    """A move that is confirmed on a page of its own: the act, the action, and what is said afterwards."""

    act: Act
    action: Callable[..., Subscription]
    done: str


def outlook(subscription: Subscription, act: Act) -> dict[str, Any]:
    """What the page says of the change: why it is closed (empty: it is open), and when the subscription ends then."""
    now = timezone.now()
    at_once = terms.ends_at_once(subscription, now)
    ends = {Act.SUSPEND: terms.end_of_suspension(subscription, now)}
    if act == Act.CANCEL and not at_once:
        ends[Act.CANCEL] = terms.end_of_term(subscription, now) or now
    return {"closed": refusal_of(terms.check_act, subscription, act), "at_once": at_once, "ends_at": ends.get(act)}


def say_cancelled(subscription: Subscription) -> str:
    """What is said once it is cancelled: that it has ended, or that it will."""
    at_once = terms.ends_at_once(subscription, timezone.now())
    return _("%(name)s is cancelled.") if at_once else _("%(name)s ends at the end of its term.")


def fitting(form: CatalogueForm, refusal: ValidationError) -> ValidationError:
    """The refusal by field, where the form shows the field; otherwise as one of the whole form."""
    by_field: dict[str, list[ValidationError]] = {}
    for name, errors in refusal.error_dict.items():
        by_field.setdefault(name if name in form.fields else "__all__", []).extend(errors)
    return ValidationError(by_field)
