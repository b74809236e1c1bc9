"""Mails, what happened to each, and the addresses that get none."""

from partnercenter.outbox.models.events import MailEvent
from partnercenter.outbox.models.mails import NOBODY, SENDER, About, OutboundEmail, OutboundEmailQuerySet
from partnercenter.outbox.models.suppression import Suppression

__all__ = ["NOBODY", "SENDER", "About", "MailEvent", "OutboundEmail", "OutboundEmailQuerySet", "Suppression"]
