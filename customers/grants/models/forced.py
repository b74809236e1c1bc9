"""Rights that an operator ends by force: one operator asks, a second one decides (decisions §9)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.grants.models.grant import DelegatedAdminGrant


class ForcedEnd(models.Model):
    """An operator's wish that a grant ends, and what another operator decided about it."""

    class Status(models.TextChoices):
        ASKED = "asked", pgettext_lazy("forced end", "waits for a second operator")
        APPROVED = "approved", pgettext_lazy("forced end", "approved")
        REFUSED = "refused", pgettext_lazy("forced end", "refused")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    grant = models.ForeignKey(DelegatedAdminGrant, on_delete=models.PROTECT, related_name="forced_ends")
    reason = models.CharField(_("reason"), max_length=500)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("forced end of rights")
        verbose_name_plural = _("forced ends of rights")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["grant"], condition=models.Q(status="asked"), name="forcedend_one_at_a_time"
            ),
            models.CheckConstraint(name="forcedend_has_a_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="forcedend_decided_by_another",
                condition=models.Q(status="asked", decided_at=None, decided_by=None)
                | models.Q(status__in=["approved", "refused"], decided_at__isnull=False, decided_by__isnull=False)
                & ~models.Q(decided_by=models.F("asked_by")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["approved", "refused"]),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="question_never_changes", fields=["grant", "reason", "asked_by"]),
        ]

    def __str__(self) -> str:
        return f"{self.grant}: {self.get_status_display()}"
