"""What people are told, what they chose to be told, and what went out as a daily e-mail."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.audit.models import AuditEvent


class Digest(models.Model):
    """One daily e-mail to a person of an organisation: the row is the guarantee that the day has one only."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    organisation_id = models.UUIDField()
    day = models.DateField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("daily e-mail")
        verbose_name_plural = _("daily e-mails")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation_id", "day"], name="digest_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.day}"


class Notice(models.Model):
    """One event told to one person, as a member of one organisation (by public id: the reader's own side)."""

    class Side(models.TextChoices):
        PARTNER = "partner", _("Partner")
        CUSTOMER = "customer", _("Customer")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    event = models.ForeignKey(AuditEvent, on_delete=models.PROTECT, related_name="+")
    side = models.CharField(max_length=8, choices=Side.choices)
    organisation_id = models.UUIDField()
    kind = models.CharField(max_length=30)
    is_listed = models.BooleanField()
    is_for_digest = models.BooleanField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(Digest, on_delete=models.SET_NULL, null=True, blank=True, related_name="notices")

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["user", "organisation_id", "-id"], condition=Q(is_listed=True), name="notice_listed"),
            models.Index(
                fields=["user", "organisation_id"], condition=Q(is_listed=True, read_at=None), name="notice_unread"
            ),
            models.Index(
                fields=["user", "organisation_id"], condition=Q(is_for_digest=True, digest=None), name="notice_waiting"
            ),
            models.Index(fields=["created_at"], name="notice_age"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["user", "organisation_id", "event"], name="notice_once_for_each_event"),
            models.CheckConstraint(
                name="notice_goes_somewhere", condition=Q(is_listed=True) | Q(is_for_digest=True)
            ),
            models.CheckConstraint(name="notice_has_known_side", condition=Q(side__in=["partner", "customer"])),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Preference(models.Model):
    """What a person chose for a kind; without a row it is as the role begins (`kinds.TABLE`)."""

    class Mail(models.TextChoices):
        AT_ONCE = "at_once", pgettext_lazy("e-mail", "At once")
        DAILY = "daily", pgettext_lazy("e-mail", "Once a day")
        OFF = "off", pgettext_lazy("e-mail", "Off")

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_preferences")
    kind = models.CharField(max_length=30)
    is_listed = models.BooleanField()
    mail = models.CharField(max_length=8, choices=Mail.choices)

    class Meta:
        verbose_name = _("choice of notifications")
        verbose_name_plural = _("choices of notifications")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once_for_each_kind"),
            models.CheckConstraint(
                name="preference_has_known_mail", condition=Q(mail__in=["at_once", "daily", "off"])
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.user_id} {self.kind}"
