"""Mail as rows: written with the business change, sent by the worker after it (reliability D10–D16)."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class OutboundEmail(models.Model):
    """One mail to one recipient. `payload` never holds a token; `secret` holds a code, encrypted, until it is sent."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        DEFERRED = "deferred", _("deferred")
        FAILED = "failed", _("failed")
        UNKNOWN = "unknown", _("unknown")
        DEAD = "dead", _("set aside")
        SUPPRESSED = "suppressed", _("suppressed")

    WAITING = (State.QUEUED, State.DEFERRED)
    FINAL = (State.SENT, State.FAILED, State.UNKNOWN, State.DEAD, State.SUPPRESSED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=60)
    template_version = models.PositiveSmallIntegerField(default=1)
    language = models.CharField(max_length=10, default="en")
    recipient = models.EmailField()
    recipient_name = models.CharField(max_length=100, blank=True)
    recipient_key = models.CharField(max_length=320)
    payload = models.JSONField(default=dict, blank=True)
    secret = models.BinaryField(null=True, blank=True)
    cloud_code = models.CharField(max_length=32, blank=True)
    partner_id = models.UUIDField(null=True, blank=True)
    customer_id = models.UUIDField(null=True, blank=True)
    about_type = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True, blank=True)
    dedupe_key = models.CharField(max_length=150, unique=True)
    message_id = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField(default=0)
    lost_leases = models.PositiveSmallIntegerField(default=0)
    unknown_ends = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(db_default=Now())
    give_up_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_owner = models.UUIDField(null=True, blank=True)
    last_code = models.PositiveSmallIntegerField(null=True, blank=True)
    last_answer = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["next_at", "id"],
                condition=models.Q(state__in=["queued", "deferred"]),
                name="outboundemail_due",
            ),
            models.Index(
                fields=["lease_until"], condition=models.Q(state="sending"), name="outboundemail_leased"
            ),
            models.Index(fields=["about_id", "id"], name="outboundemail_about"),
            models.Index(fields=["recipient_key"], name="outboundemail_recipient"),
        ]
        constraints = [
            models.CheckConstraint(
                name="outboundemail_lease_while_sending",
                condition=models.Q(state="sending", lease_until__isnull=False, lease_owner__isnull=False)
                | (~models.Q(state="sending") & models.Q(lease_until=None, lease_owner=None)),
            ),
            models.CheckConstraint(
                name="outboundemail_settled_holds_no_secret",
                condition=models.Q(state__in=["queued", "sending", "deferred"])
                | models.Q(secret=None, settled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"
