"""A right is used: checked, logged with the grant that it came from, and shown to the customer (R-120)."""

from datetime import timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from customers.directory.models import Customer
from customers.grants.actions.events import record_about
from customers.grants.models import DelegatedAdminGrant
from customers.grants.needs import Need
from customers.grants.queries.roles import role_names
from customers.grants.rights import Refusal, Right, Why, may_use
from partnercenter.partners.models import PartnerMembership

WRITTEN_EVERY = timedelta(minutes=15)  # a grant in constant use is not a row that everybody waits for


class NoRight(PermissionDenied):
    """The refusal of an act, with the reason in words; `refusal` says which."""

    def __init__(self, refusal: Refusal, customer: Customer) -> None:
        super().__init__(say_why(refusal, customer))
        self.refusal = refusal


@transaction.atomic
def use_right(*, customer: Customer, need: Need, about: UUID | None = None, by: PartnerMembership) -> Right:
    """Check the right and log its use with grant, group and role, in the transaction of the act itself.

    `about`: the public id of what is acted on, for the customer's log. An act that locks the customer's row does so
    before it calls this (lock order: customer, grant). Raises `NoRight`.
    """
    answer = may_use(by, customer, need)
    if isinstance(answer, Refusal):
        raise NoRight(answer, customer)
    note_use(answer.grant)
    ids = {"group": str(answer.group.public_id) if answer.group else None, "about": str(about) if about else None}
    record_about(answer.grant, "grant.used", side="partner", by=by.user, need=need.value, role=answer.role, **ids)
    return answer


def note_use(grant: DelegatedAdminGrant) -> None:
    """When rights were used last, to a quarter of an hour; the log has every use."""
    stale = Q(last_used_at=None) | Q(last_used_at__lt=Now() - WRITTEN_EVERY)
    DelegatedAdminGrant.objects.filter(stale, pk=grant.pk, status="active").update(last_used_at=Now())


def say_why(refusal: Refusal, customer: Customer, role: str = "") -> str:
    """The reason, and what to do next, in a sentence (K39). `role` is a code that fits better than the smallest one."""
    names = {"customer": customer.name, "role": role_names([role or refusal.role])[0]}
    return SENTENCES[refusal.why]() % names


SENTENCES = {
    Why.NOT_STAFF: lambda: _("You no longer belong to this partner."),
    Why.SUSPENDED: lambda: _("Your partner account is suspended, so its rights have no effect. Ask the operator."),
    Why.OWN_ROLE: lambda: _("Your own role does not allow this. Ask an admin agent."),
    Why.NO_RIGHTS: lambda: _("Needs the role %(role)s, which %(customer)s has not granted."),
    Why.NO_ACCESS: lambda: _("Your company holds rights at %(customer)s, but no security group gives them to you."),
    Why.ROLE_MISSING: lambda: _("Needs the role %(role)s, which you do not have at %(customer)s."),
}
