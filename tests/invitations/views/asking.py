"""Page 1 of a request as tests fill it in."""

import uuid

from invitations.models import Invitation, InvitationLink
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail

NEW = "/partner/requests/new/"


def filled(**changes):
    """The form with the least that it needs; `changes` on top."""
    least = {"request_key": str(uuid.uuid4()), "rights": "full", "language": "en", "life_days": "30"}
    return least | changes


def addressed(**changes):
    return (
        filled(recipient_email="k.sato@minato.example", recipient_name="Kenichi Sato", customer_name="Minato Seiki")
        | changes
    )


def counts():
    return tuple(model.objects.count() for model in (Invitation, InvitationLink, AuditEvent, OutboundEmail))
