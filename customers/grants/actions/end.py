"""A grant ends at once, or passes into the hands of another partner."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.directory.models import CustomerMembership
from customers.grants.actions.events import record_about
from customers.grants.actions.locking import lock_grant, locked
from customers.grants.actors import check_may_take_back
from customers.grants.mails.ended import tell_rights_ended
from customers.grants.mails.notices import invite_to_ask
from customers.grants.models import DelegatedAdminGrant
from customers.grants.rules import check_active
from customers.grants.signals import rights_changed
from partnercenter.accounts.models import User
from partnercenter.audit.log import one_deed, record
from partnercenter.partners.models import Partner

Side = DelegatedAdminGrant.EndedSide


@transaction.atomic
def end_grant(*, grant: DelegatedAdminGrant, side: str, reason: str = "", by: User | None) -> DelegatedAdminGrant:
    """End an active grant at once; `side` is one of `DelegatedAdminGrant.EndedSide`, `by` None for the system.

    For a caller that holds the customer's lock, and that tells both sides and the lists: the row and its event alone.
    Returns the row as it is now. Raises `ValidationError` (`grant_not_active`) where it ended before.
    """
    current = locked().get(pk=grant.pk)
    check_active(current)
    current.status = DelegatedAdminGrant.Status.TERMINATED
    current.ended_at, current.ended_by = timezone.now(), by
    current.ended_side, current.end_reason = Side(side), reason
    current.save(update_fields=["status", "ended_at", "ended_by", "ended_side", "end_reason"])
    record_about(current, "grant.ended", side=side, by=by)
    return current


@transaction.atomic
def hand_over(
    *, grant: DelegatedAdminGrant, to: Partner, reason: str = "", by: CustomerMembership
) -> DelegatedAdminGrant:
    """End the rights of one partner and invite another to ask for some: its request is decided as any other (§6).

    `to` is one of the customer's own partners; the caller's queryset sees to that. Neither partner learns of the
    other. Raises `ValidationError` (`grant_not_active`, `hand_over_to`), PermissionDenied.
    """
    current = lock_grant(grant)
    check_may_take_back(current, by)
    check_may_receive(to, current)
    with one_deed(by.user):
        ended = end_grant(grant=current, side=Side.CUSTOMER, reason=reason, by=by.user)
        record(
            "rights.invited",
            about=current.customer,
            by=by.user,
            side="customer",
            cloud_code=current.customer.cloud.code,
            partner_id=to.public_id,
            customer_id=current.customer.public_id,
        )
    rights_changed.send(sender=DelegatedAdminGrant, grant=ended)
    tell_rights_ended(ended)
    invite_to_ask(to, current.customer, after=ended)
    return ended


def check_may_receive(to: Partner, grant: DelegatedAdminGrant) -> None:
    """Another partner of the same cloud that works. Code `hand_over_to`."""
    if to.pk == grant.partner_id or to.cloud_id != grant.customer.cloud_id or to.is_suspended:
        raise ValidationError(
            _("These rights cannot go to %(partner)s. Choose another of your partners.") % {"partner": to.legal_name},
            code="hand_over_to",
        )
