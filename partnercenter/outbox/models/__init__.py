"""Mails, and what happened to each."""

from partnercenter.outbox.models.events import MailEvent
from partnercenter.outbox.models.mails import NOBODY, SENDER, About, OutboundEmail, OutboundEmailQuerySet

__all__ = ["NOBODY", "SENDER", "About", "MailEvent", "OutboundEmail", "OutboundEmailQuerySet"]
