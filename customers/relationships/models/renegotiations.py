"""The operator's mark that a partner's contract with a customer was renegotiated (decisions §6, S3)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from partnercenter.audit.frozen import FrozenWhen
from partnercenter.partners.models import Partner


class Renegotiation(models.Model):
    """From this mark on the partner no longer owes the customer support for what was agreed before it.

    A relationship that begins later brings the duty back. A mark set by mistake is taken back, never changed.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="renegotiations")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="renegotiations")
    renegotiated_on = models.DateField(_("renegotiated on"))
    reason = models.CharField(_("reason"), max_length=500)
    marked_at = models.DateTimeField(db_default=Now(), editable=False)
    marked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("renegotiated contract")
        verbose_name_plural = _("renegotiated contracts")
        ordering = ["-id"]
        indexes = [models.Index(fields=["partner", "customer"], name="renegotiation_pair")]
        constraints = [
            models.CheckConstraint(
                name="renegotiation_withdrawn_when_and_who",
                condition=models.Q(withdrawn_at=None, withdrawn_by=None)
                | models.Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="facts_never_change", exclude=["withdrawn_at", "withdrawn_by"]),
            FrozenWhen(
                name="withdrawn_once",
                fields=["withdrawn_at", "withdrawn_by"],
                condition=pgtrigger.Q(old__withdrawn_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} – {self.customer} ({self.renegotiated_on})"
