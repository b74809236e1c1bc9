"""The activity log: append-only, with ids only. What names a person lies in a row that can be erased."""

import uuid

import pgtrigger
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class AuditTrace(models.Model):
    """Who did it, from where and, of operators, why: in clear, erasable.

    The event keeps a digest salted with this row's salt.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    salt = models.BinaryField(max_length=16)
    actor_name = models.CharField(max_length=200, blank=True)
    actor_email = models.CharField(max_length=254, blank=True)
    ip_address = models.GenericIPAddressField(null=True, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    reason = models.CharField(max_length=500, blank=True, default="")

    def __str__(self) -> str:
        return self.actor_name or "system"


class AuditEvent(models.Model):
    """One fact: who did what to which object, for whom. Labels and ids, no foreign keys (it outlives its objects).

    `sequence`, `previous_hash` and `hash` are empty until the sealing job chains the row; that is the one update
    the database allows.
    """

    class Side(models.TextChoices):
        PARTNER = "partner", _("Partner")
        CUSTOMER = "customer", _("Customer")
        OPERATOR = "operator", _("Operator")
        SYSTEM = "system", _("System")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    happened_at = models.DateTimeField(db_default=Now(), editable=False)
    action = models.CharField(max_length=80)
    side = models.CharField(max_length=10, choices=Side.choices, default=Side.SYSTEM)
    actor_id = models.UUIDField(null=True, blank=True)
    trace_id = models.UUIDField(null=True, blank=True)
    trace_digest = models.BinaryField(max_length=32, null=True, blank=True)
    cloud_code = models.CharField(max_length=32, blank=True)
    partner_id = models.UUIDField(null=True, blank=True)
    customer_id = models.UUIDField(null=True, blank=True)
    object_type = models.CharField(max_length=60)
    object_id = models.UUIDField()
    details = models.JSONField(default=dict, blank=True)
    sequence = models.BigIntegerField(null=True, blank=True, unique=True)
    previous_hash = models.BinaryField(max_length=32, null=True, blank=True)
    hash = models.BinaryField(max_length=32, null=True, blank=True)

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["object_id", "id"], name="auditevent_object"),
            models.Index(fields=["partner_id", "-id"], name="auditevent_partner"),
            models.Index(fields=["customer_id", "-id"], name="auditevent_customer"),
            models.Index(fields=["id"], condition=models.Q(hash=None), name="auditevent_unsealed"),
        ]
        constraints = [
            models.CheckConstraint(
                name="auditevent_sealed_whole",
                condition=models.Q(sequence=None, previous_hash=None, hash=None)
                | models.Q(sequence__isnull=False, previous_hash__isnull=False, hash__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="facts_never_change", exclude=["sequence", "previous_hash", "hash"]),
            pgtrigger.Protect(
                name="sealed_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__hash__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.object_type} {self.object_id}"
