"""Addresses that mail of a cloud is not sent to: the suppression list (D20)."""

import uuid
from typing import Self

import pgtrigger
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.frozen import FrozenWhen


class SuppressionQuerySet(models.QuerySet["Suppression"]):
    """What the sender and the pages ask."""

    def active(self) -> Self:
        """Neither lifted nor over, by the database's clock."""
        return self.filter(Q(until=None) | Q(until__gt=Now()), lifted_at=None)


class Suppression(models.Model):
    """One address in one cloud. Nothing says whose mail brought it here: a partner reads "cannot deliver" alone."""

    class Reason(models.TextChoices):
        NO_MAILBOX = "no_mailbox", _("no such mailbox")
        BOUNCED = "bounced", _("sent back")
        OPERATOR = "operator", _("by an operator")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud_code = models.CharField(_("cloud"), max_length=32)
    recipient_key = models.CharField(_("e-mail address"), max_length=320)
    reason = models.CharField(_("reason"), max_length=12, choices=Reason.choices)
    note = models.CharField(_("reason in words"), max_length=300, blank=True)
    until = models.DateTimeField(_("until"), null=True, blank=True, help_text=_("Empty: for good."))
    created_at = models.DateTimeField(_("since"), db_default=Now(), editable=False)
    lifted_at = models.DateTimeField(_("lifted"), null=True, blank=True, editable=False)
    lift_note = models.CharField(_("why it was lifted"), max_length=300, blank=True)

    objects = SuppressionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suppressed address")
        verbose_name_plural = _("suppression list")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient_key", "cloud_code"], condition=Q(lifted_at=None), name="suppression_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            FrozenWhen(
                name="lifted_never_changes",
                fields=["cloud_code", "recipient_key", "reason", "note", "until", "lifted_at", "lift_note"],
                condition=pgtrigger.Q(old__lifted_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recipient_key} ({self.cloud_code})"
