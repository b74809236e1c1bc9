"""What tests of requests share: terms to ask with, and what an action left behind."""

from typing import Any
from uuid import uuid4

from django.core.exceptions import ValidationError

from invitations.asking import Terms
from invitations.models import Invitation
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail


def terms(**changes: Any) -> Terms:
    """Full rights, direct, to Kenichi Sato; with `changes`."""
    usual = {
        "rights": Invitation.Rights.FULL,
        "recipient_email": "k.sato@minato-seiki.example",
        "recipient_name": "Kenichi Sato",
        "customer_name": "Minato Seiki",
        "customer_country": "JP",
    }
    return Terms(**usual | changes)


def key():
    """A fresh key of a form."""
    return uuid4()


def events(invitation: Invitation) -> list[str]:
    """The log of a request, the oldest first."""
    return list(
        AuditEvent.objects.filter(object_id=invitation.public_id).order_by("id").values_list("action", flat=True)
    )


def mails(invitation: Invitation) -> list[OutboundEmail]:
    """The mails about a request, the oldest first."""
    return list(OutboundEmail.objects.filter(about_id=invitation.public_id).order_by("id"))


def codes(refusal: ValidationError) -> dict[str, list[str]]:
    """The codes of a refusal by field; those of the whole request under `__all__`."""
    if not hasattr(refusal, "error_dict"):
        return {"__all__": [error.code for error in refusal.error_list]}
    return {name: [error.code for error in found] for name, found in refusal.error_dict.items()}
