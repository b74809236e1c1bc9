"""Where a partner's systems are told, what they are to be told, and what came of every try."""

import uuid
from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner

KEPT = timedelta(days=30)  # of settled deliveries and their tries


class WebhookEndpoint(models.Model):
    """An address of a partner's that is told of events. Its secrets lie sealed; the old one signs beside the new one
    for a day after it was replaced."""

    class Status(models.TextChoices):
        ACTIVE = "active", pgettext_lazy("webhook", "Active")
        OFF = "off", pgettext_lazy("webhook", "Switched off")  # by a global admin
        STOPPED = "stopped", pgettext_lazy("webhook", "Stopped")  # by the portal: it did not answer
        REMOVED = "removed", pgettext_lazy("webhook", "Removed")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="webhook_endpoints")
    url = models.CharField(_("address"), max_length=500)
    types = ArrayField(models.CharField(max_length=40), verbose_name=_("events"))
    status = models.CharField(_("state"), max_length=8, choices=Status.choices, default=Status.ACTIVE)
    secret = models.BinaryField(max_length=500)
    old_secret = models.BinaryField(max_length=500, null=True, blank=True)
    old_secret_until = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    stopped_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="webhookendpoint_has_known_status", condition=Q(status__in=["active", "off", "stopped", "removed"])
            ),
            models.CheckConstraint(name="webhookendpoint_has_types", condition=Q(types__len__gte=1)),
            models.CheckConstraint(
                name="webhookendpoint_active_or_when",
                condition=Q(status="active", stopped_at=None) | ~Q(status="active") & Q(stopped_at__isnull=False),
            ),
            models.CheckConstraint(
                name="webhookendpoint_old_secret_until",
                condition=Q(old_secret=None, old_secret_until=None)
                | Q(old_secret__isnull=False, old_secret_until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.url

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE


class WebhookDelivery(models.Model):
    """One event on its way to one endpoint: written with the act, sent by the worker; without an event a test.

    The id that the receiver sees is the event's own, so that an event never comes under two.
    """

    class State(models.TextChoices):
        QUEUED = "queued", pgettext_lazy("webhook", "Queued")
        SENDING = "sending", pgettext_lazy("webhook", "On its way")
        DEFERRED = "deferred", pgettext_lazy("webhook", "Tried again later")
        DELIVERED = "delivered", pgettext_lazy("webhook", "Delivered")
        FAILED = "failed", pgettext_lazy("webhook", "Failed")

    WAITING = (State.QUEUED, State.DEFERRED)
    SETTLED = (State.DELIVERED, State.FAILED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    endpoint = models.ForeignKey(WebhookEndpoint, on_delete=models.CASCADE, related_name="deliveries")
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    type = models.CharField(_("event"), max_length=40)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, db_default=State.QUEUED)
    attempts = models.PositiveIntegerField(_("tries"), db_default=0)
    last_status = models.PositiveSmallIntegerField(_("last answer"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    next_at = models.DateTimeField(db_default=Now())
    give_up_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    lease_owner = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("delivery of a webhook")
        verbose_name_plural = _("deliveries of webhooks")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["endpoint", "-id"], name="webhookdelivery_log"),
            models.Index(
                fields=["endpoint", "next_at", "id"],
                condition=Q(state__in=["queued", "deferred"]),
                name="webhookdelivery_due",
            ),
            models.Index(fields=["lease_until"], condition=Q(state="sending"), name="webhookdelivery_leased"),
            models.Index(fields=["settled_at"], condition=Q(settled_at__isnull=False), name="webhookdelivery_age"),
            models.Index(fields=["id"], condition=Q(state="failed"), name="webhookdelivery_given_up"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["endpoint", "event"], name="webhookdelivery_once_for_each_event"),
            models.CheckConstraint(
                name="webhookdelivery_leased_while_sending",
                condition=Q(state="sending", lease_until__isnull=False, lease_owner__isnull=False)
                | ~Q(state="sending") & Q(lease_until=None, lease_owner=None),
            ),
            models.CheckConstraint(
                name="webhookdelivery_settled_when",
                condition=Q(state__in=["delivered", "failed"], settled_at__isnull=False)
                | Q(state__in=["queued", "sending", "deferred"], settled_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.public_id}"

    @property
    def message_id(self) -> str:
        """What `webhook-id` says, at every try the same."""
        about = self.event.public_id if self.event else self.public_id
        return f"evt_{about.hex}"


class WebhookAttempt(models.Model):
    """One try and what came of it; never changed, and gone only by age."""

    delivery = models.ForeignKey(WebhookDelivery, on_delete=models.CASCADE, related_name="tries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now(), editable=False)
    milliseconds = models.PositiveIntegerField()
    status = models.PositiveSmallIntegerField(null=True, blank=True)
    trouble = models.CharField(max_length=40, blank=True)  # a code of `posting.Trouble`
    answer = models.CharField(max_length=500, blank=True)  # the first of what the receiver said

    class Meta:
        verbose_name = _("try of a webhook")
        verbose_name_plural = _("tries of webhooks")
        ordering = ["-id"]
        triggers = [
            pgtrigger.Protect(name="never_changed", operation=pgtrigger.Update),
            pgtrigger.Protect(
                name="gone_by_age_alone",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Condition("OLD.at > statement_timestamp() - interval '29 days'"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.status or self.trouble}"
