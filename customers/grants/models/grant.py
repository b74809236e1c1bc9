"""Delegated admin rights that a customer granted (decisions §6); until acceptance the terms are the request's."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from partnercenter.partners.models import Partner

SHORTEST_DAYS, LONGEST_DAYS = 1, 730
EXTENSION_DAYS = 180
NAME_LENGTH = 50


class DelegatedAdminGrant(models.Model):
    """Rights in force or ended: `full` without end, or `granular` roles for a number of days."""

    class Kind(models.TextChoices):
        FULL = "full", _("full rights")
        GRANULAR = "granular", _("granular rights")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        EXPIRED = "expired", _("expired")
        TERMINATED = "terminated", _("terminated")

    class EndedSide(models.TextChoices):
        CUSTOMER = "customer", _("ended by the customer")
        PARTNER = "partner", _("given up by the partner")
        OPERATOR = "operator", _("ended by the operator")
        SYSTEM = "system", _("ended with the relationship")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="grants")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=50, blank=True)
    roles = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True, blank=True)
    auto_extends = models.BooleanField(default=False)
    granted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    last_used_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_side = models.CharField(max_length=10, choices=EndedSide.choices, blank=True)
    end_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("grant of admin rights")
        verbose_name_plural = _("grants of admin rights")
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["ends_at"], condition=models.Q(status="active"), name="delegatedadmingrant_ending"),
            models.Index(fields=["partner", "customer"], name="delegatedadmingrant_pair"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "customer"],
                condition=models.Q(kind="full", status="active"),
                name="delegatedadmingrant_one_full",
            ),
            models.CheckConstraint(
                name="delegatedadmingrant_end_fits_kind",
                condition=models.Q(kind="full", ends_at=None, auto_extends=False, roles=[])
                | models.Q(kind="granular", ends_at__isnull=False, roles__len__gte=1),
            ),
            models.CheckConstraint(
                name="delegatedadmingrant_ended_when_and_who",
                condition=models.Q(status="active", ended_at=None, ended_by=None, ended_side="")
                | models.Q(status="expired", ended_at__isnull=False, ended_by=None)
                | (models.Q(status="terminated", ended_at__isnull=False) & ~models.Q(ended_side="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="ended_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["expired", "terminated"]),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.partner} → {self.customer} ({self.kind})"
