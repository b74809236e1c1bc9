"""Mail as rows: written with the business change, sent by the worker after it (reliability D10–D16)."""

import uuid
from datetime import datetime
from typing import Any, ClassVar, Protocol, Self
from uuid import UUID

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext_lazy as _

from partnercenter.outbox.retries import LIFE
from partnercenter.outbox.states import DeliveryState, delivery_state

NOBODY = UUID(int=0)  # the sender of mails that are no partner's
SENDER = Coalesce(F("partner_id"), Value(NOBODY, models.UUIDField()))
# Neither taking a mail in hand nor putting it back untouched is a step of its way.
NOTE_CHANGE = pgtrigger.Trigger(
    name="note_change",
    when=pgtrigger.After,
    operation=pgtrigger.UpdateOf("state"),
    condition=pgtrigger.Condition(
        "NEW.state IS DISTINCT FROM OLD.state AND NEW.state <> 'sending'"
        " AND NOT (OLD.state = 'sending' AND NEW.state = 'queued' AND NEW.lost_leases = OLD.lost_leases)"
    ),
    func="""
        INSERT INTO outbox_mailevent (email_id, kind, at, code, words, until) VALUES (
            NEW.id,
            CASE WHEN NEW.state <> 'queued' THEN NEW.state WHEN OLD.state = 'sending' THEN 'lost' ELSE 'retried' END,
            COALESCE(NEW.settled_at, statement_timestamp()),
            CASE WHEN NEW.state <> 'queued' THEN NEW.last_code END,
            CASE WHEN NEW.state = 'queued' AND OLD.state <> 'sending' THEN '' ELSE NEW.last_answer END,
            CASE WHEN NEW.state = 'deferred' THEN NEW.next_at END
        );
        RETURN NULL;
    """,
)


class About(Protocol):
    """What the outbox needs of the object that a mail is about."""

    public_id: UUID
    _meta: ClassVar[Any]


class OutboundEmailQuerySet(models.QuerySet["OutboundEmail"]):
    """The questions that pages and the worker ask."""

    def about(self, subject: About) -> Self:
        """The mails about an object, the newest first."""
        return self.filter(about_type=subject._meta.model_name, about_id=subject.public_id).order_by("-id")

    def waiting(self) -> Self:
        """Neither settled nor in a worker's hands."""
        return self.filter(state__in=OutboundEmail.WAITING)

    def due(self) -> Self:
        """To be sent now by the database's clock, the longest due first; nothing that is overdue."""
        waiting = self.of_served_clouds().waiting()
        return waiting.filter(self._deadline(after_now=True), next_at__lte=Now()).order_by("next_at", "id")

    def of_served_clouds(self) -> Self:
        """Of clouds that this deployment serves, and of none: only it knows the addresses of its hosts."""
        return self.filter(cloud_code__in=[*settings.CLOUDS, ""]) if settings.CLOUDS else self.all()

    def overdue(self) -> Self:
        """Waiting beyond the time at which it makes sense to send it."""
        return self.waiting().filter(self._deadline(after_now=False))

    @staticmethod
    def _deadline(*, after_now: bool) -> Q:
        deadline = Coalesce(F("give_up_at"), F("created_at") + LIFE)
        lookup = models.lookups.GreaterThan if after_now else models.lookups.LessThanOrEqual
        return Q(lookup(deadline, Now()))


class OutboundEmail(models.Model):
    """One mail to one recipient. `payload` never holds a token; `secret` holds a code, encrypted, until it is sent."""

    class State(models.TextChoices):
        QUEUED = "queued", _("queued")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        DEFERRED = "deferred", _("deferred")
        FAILED = "failed", _("failed")
        BOUNCED = "bounced", _("bounced")  # taken by the first server, sent back by a later one
        UNKNOWN = "unknown", _("unknown")
        DEAD = "dead", _("set aside")
        SUPPRESSED = "suppressed", _("suppressed")
        MOOT = "moot", _("not needed any more")

    WAITING = (State.QUEUED, State.DEFERRED)
    UNDELIVERED = (State.FAILED, State.BOUNCED, State.DEAD, State.SUPPRESSED)  # the recipient does not have it

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
    handed_at = models.DateTimeField(null=True, blank=True)  # of this lease: the content began to go out
    last_code = models.PositiveSmallIntegerField(null=True, blank=True)
    last_answer = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    settled_at = models.DateTimeField(null=True, blank=True)
    sender_told_at = models.DateTimeField(null=True, blank=True)  # that it did not arrive

    objects = OutboundEmailQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-id"]
        indexes = [
            models.Index(
                SENDER,
                F("next_at"),
                F("id"),
                condition=models.Q(state__in=["queued", "deferred"]),
                name="outboundemail_turn",
            ),
            models.Index(fields=["lease_until"], condition=models.Q(state="sending"), name="outboundemail_leased"),
            models.Index(fields=["about_id", "id"], name="outboundemail_about"),
            models.Index(fields=["recipient_key", "created_at"], name="outboundemail_recipient_day"),
            models.Index(fields=["partner_id", "created_at"], name="outboundemail_partner_day"),
            models.Index(
                fields=["about_id"],
                condition=models.Q(state__in=["failed", "bounced", "dead", "suppressed"]),
                name="outboundemail_undelivered",
            ),
            models.Index(
                fields=["id"],
                condition=models.Q(state__in=["failed", "bounced", "dead", "suppressed"], sender_told_at=None),
                name="outboundemail_untold",
            ),
            models.Index(
                fields=["state", "id"],
                condition=models.Q(state__in=["dead", "unknown"]),
                name="outboundemail_set_aside",
            ),
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
        triggers = [NOTE_CHANGE]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def deadline(self) -> datetime:
        """When sending it makes no sense any more: what its writer said, else four days after (D16)."""
        return self.give_up_at or self.created_at + LIFE

    @property
    def delivery_state(self) -> DeliveryState:
        """Tone, word and sentence for a page."""
        return delivery_state(self)
