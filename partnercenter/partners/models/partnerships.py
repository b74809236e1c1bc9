"""The tie between an indirect provider and an indirect reseller (decisions §7)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.one_cloud import OneCloud
from partnercenter.partners.models.partners import Partner


class Partnership(models.Model):
    """A provider and a reseller that work together; shares no customers by itself (R-62, R-65)."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        ENDED = "ended", _("ended")

    class Side(models.TextChoices):
        """Who ended it."""

        PROVIDER = "provider", _("the indirect provider")
        RESELLER = "reseller", _("the indirect reseller")
        OPERATOR = "operator", _("the operator")

    # The only move there is; the database refuses to leave the end.
    MOVES = {Status.ACTIVE: (Status.ENDED,)}

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    provider = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="partnerships_as_provider")
    reseller = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="partnerships_as_reseller")
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    started_at = models.DateTimeField(default=timezone.now)
    # The reseller's global admin, or the operator who registered it; empty for those of before this was kept.
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_side = models.CharField(max_length=10, choices=Side.choices, blank=True)
    end_reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["provider", "status", "-id"], name="partnership_of_provider"),
            models.Index(fields=["reseller", "status", "-id"], name="partnership_of_reseller"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["provider", "reseller"],
                condition=models.Q(status="active"),
                name="partnership_one_at_a_time",
            ),
            models.CheckConstraint(name="partnership_between_two", condition=~models.Q(provider=models.F("reseller"))),
            models.CheckConstraint(
                name="partnership_ended_when_and_who",
                condition=models.Q(status="active", ended_at=None, ended_by=None, ended_side="", end_reason="")
                | (models.Q(status="ended", ended_at__isnull=False) & ~models.Q(ended_side="")),
            ),
        ]
        triggers = [
            OneCloud(name="one_cloud", fields=["provider", "reseller"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="pair_never_changes", fields=["provider", "reseller", "started_at"]),
            pgtrigger.Protect(
                name="ended_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="ended"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider} – {self.reseller}"

    @property
    def is_active(self) -> bool:
        return self.status == self.Status.ACTIVE

    def side_of(self, partner: Partner) -> str:
        """On which side of it `partner` stands; the operator's for neither."""
        sides = {self.provider_id: self.Side.PROVIDER, self.reseller_id: self.Side.RESELLER}
        return sides.get(partner.pk, self.Side.OPERATOR)

    def other_than(self, partner: Partner) -> Partner:
        """The partner on the other side."""
        return self.reseller if partner.pk == self.provider_id else self.provider
