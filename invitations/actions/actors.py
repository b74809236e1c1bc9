"""Who acts on a request: a colleague of the partner, an operator, or a job."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from invitations.access import why_not_control
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.rules import check_available

Actor = PartnerMembership | User | None  # None is a job


def user_of(by: Actor) -> User | None:
    """The person behind the actor."""
    return by.user if isinstance(by, PartnerMembership) else by


def side_of(by: Actor) -> str:
    """On which side of the portal the actor stands."""
    if isinstance(by, PartnerMembership):
        return AuditEvent.Side.PARTNER
    return AuditEvent.Side.OPERATOR if by else AuditEvent.Side.SYSTEM


def check_may_control(invitation: Invitation, by: Actor) -> None:
    """PermissionDenied unless the actor may cancel, resend and the like (decisions §9).

    ValidationError `partner_suspended` for a colleague of a suspended partner.
    """
    if isinstance(by, PartnerMembership):
        if by.partner.is_suspended:  # it reads and changes nothing (decisions §6)
            check_available(by.partner)
        reason = why_not_control(by, invitation)
        if reason:
            raise PermissionDenied(reason)
    elif by is not None and not by.is_staff:
        raise PermissionDenied(_("Only the partner's staff or an operator can change a request."))


def log(action: str, invitation: Invitation, by: Actor, **details: Any) -> None:
    """The event about a request, under its cloud and partner."""
    record(
        action,
        about=invitation,
        by=user_of(by),
        side=side_of(by),
        cloud_code=invitation.cloud.code,
        partner_id=invitation.partner.public_id,
        customer_id=invitation.customer.public_id if invitation.customer else None,
        details=details,
    )
