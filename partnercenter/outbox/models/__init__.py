"""Mails, what happened to each, and the addresses that get none."""

from partnercenter.outbox.models.events import MailEvent
from partnercenter.outbox.models.mails import NOBODY, SENDER, About, OutboundEmail, OutboundEmailQuerySet
from partnercenter.outbox.models.suppression import Suppression
from partnercenter.outbox.models.tally import BounceTally

__all__ = [
    "NOBODY",
    "SENDER",
    "About",
    "BounceTally",
    "MailEvent",
    "OutboundEmail",
    "OutboundEmailQuerySet",
    "Suppression",
]
