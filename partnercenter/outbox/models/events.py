"""What happened to a mail, row by row, never changed and never deleted (issue 6)."""

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.outbox.models.mails import OutboundEmail


class MailEvent(models.Model):
    """One step of a mail's way. That it was queued says the mail itself (`created_at`).

    The database writes the row with each change of the mail's state (`NOTE_CHANGE`), so that no writer forgets it
    and none pays a statement for it; only `delayed`, which changes no state, is written by whoever learns of it.
    """

    class Kind(models.TextChoices):
        SENT = "sent", _("handed over")
        DEFERRED = "deferred", _("deferred")
        BOUNCED = "bounced", _("bounced")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown")
        DEAD = "dead", _("set aside")
        SUPPRESSED = "suppressed", _("suppressed")
        MOOT = "moot", _("not needed any more")
        LOST = "lost", _("lost by a worker")
        RETRIED = "retried", _("queued again by an operator")
        DELAYED = "delayed", _("delayed at the recipient’s server")

    email = models.ForeignKey(OutboundEmail, on_delete=models.PROTECT, related_name="events")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    at = models.DateTimeField(db_default=Now(), editable=False)
    code = models.PositiveSmallIntegerField(null=True, blank=True)
    words = models.CharField(max_length=500, blank=True)
    until = models.DateTimeField(null=True, blank=True)  # of a deferral: the next attempt

    class Meta:
        verbose_name = _("step of a mail")
        verbose_name_plural = _("steps of mails")
        ordering = ["id"]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.email_id}"
