"""Who may sell to whom: a customer lets a partner do so, in one capacity."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from partnercenter.clouds.one_cloud import OneCloud
from partnercenter.partners.models import Capacity, Partner


class ResellerRelationship(models.Model):
    """A customer lets a partner sell to it, in one capacity. Never touches what other partners sold (S1, R-50)."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")

    class EndedSide(models.TextChoices):
        CUSTOMER = "customer", _("ended by the customer")
        PARTNER = "partner", _("ended by the partner")
        OPERATOR = "operator", _("ended by the operator")
        SYSTEM = "system", _("ended by itself")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="relationships")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="relationships")
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    provider = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="resold_relationships"
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ACTIVE)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_side = models.CharField(max_length=10, choices=EndedSide.choices, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("reseller relationship")
        verbose_name_plural = _("reseller relationships")
        ordering = ["-started_at", "-id"]
        indexes = [models.Index(fields=["customer", "status"], name="resellerrelationship_customer")]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "customer", "capacity", "provider"],
                condition=models.Q(status="active"),
                nulls_distinct=False,
                name="resellerrelationship_one_active",
            ),
            models.CheckConstraint(
                name="resellerrelationship_provider_fits_capacity",
                condition=models.Q(capacity="reseller", provider__isnull=False)
                | (~models.Q(capacity="reseller") & models.Q(provider=None)),
            ),
            models.CheckConstraint(
                name="resellerrelationship_ended_when_and_who",
                condition=models.Q(status="active", ended_at=None, ended_by=None, ended_side="")
                | models.Q(status="ended", ended_at__isnull=False),
            ),
        ]
        triggers = [
            OneCloud(name="one_cloud", fields=["partner", "provider", "customer"]),
            pgtrigger.Protect(
                name="ended_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="ended"),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.customer} ({self.capacity})"
