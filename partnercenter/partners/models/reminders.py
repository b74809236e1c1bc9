"""Reminders of requests that wait for an answer: a row per reminder, so that none goes out twice."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.partners.models.requests import PartnershipRequest


class SentReminder(models.Model):
    """One reminder to the addressee of a request, before its link ends."""

    class Kind(models.TextChoices):
        DAYS_7 = "days_7", _("7 days before the end")
        DAYS_1 = "days_1", _("1 day before the end")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    sent_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        abstract = True
        ordering = ["-id"]


class PartnershipReminder(SentReminder):
    """A reminder of a partnership request."""

    request = models.ForeignKey(PartnershipRequest, on_delete=models.PROTECT, related_name="reminders")

    class Meta(SentReminder.Meta):
        verbose_name = _("reminder of a partnership request")
        verbose_name_plural = _("reminders of partnership requests")
        constraints = [
            models.UniqueConstraint(fields=["request", "kind"], name="partnershipreminder_once"),
            models.CheckConstraint(name="partnershipreminder_known_kind", condition=Q(kind__in=["days_7", "days_1"])),
        ]

    def __str__(self) -> str:
        return f"{self.request}: {self.get_kind_display()}"
