"""Delegated admin rights that a customer granted (decisions §6); until acceptance the terms are the request's."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.grants.models.roles import GLOBAL_ADMINISTRATOR
from partnercenter.clouds.one_cloud import OneCloud
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

    # The only moves there are; the database refuses to leave an end.
    MOVES = {Status.ACTIVE: (Status.EXPIRED, Status.TERMINATED), Status.EXPIRED: (), Status.TERMINATED: ()}

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="grants")
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="grants")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=NAME_LENGTH, blank=True)
    roles = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    starts_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField(null=True, blank=True)  # as accepted; an extension leaves it
    ends_at = models.DateTimeField(null=True, blank=True)
    auto_extends = models.BooleanField(default=False)
    auto_extend_changed_at = models.DateTimeField(null=True, blank=True)
    extended_times = models.PositiveSmallIntegerField(default=0, db_default=0)
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
            models.Index(fields=["partner", "ends_at", "id"], name="delegatedadmingrant_of_partner"),
            models.Index(
                fields=["last_used_at", "starts_at"],
                condition=models.Q(kind="full", status="active"),
                name="delegatedadmingrant_idle",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "customer"],
                condition=models.Q(kind="full", status="active"),
                name="delegatedadmingrant_one_full",
            ),
            models.UniqueConstraint(
                fields=["partner", "name"],
                condition=models.Q(status="active") & ~models.Q(name=""),
                name="delegatedadmingrant_name_once",
            ),
            models.CheckConstraint(
                name="delegatedadmingrant_end_fits_kind",
                condition=models.Q(kind="full", days=None, ends_at=None, auto_extends=False, extended_times=0, roles=[])
                | models.Q(
                    kind="granular",
                    days__isnull=False,
                    ends_at__isnull=False,
                    days__gte=SHORTEST_DAYS,
                    days__lte=LONGEST_DAYS,
                    ends_at__gt=models.F("starts_at"),
                    roles__len__gte=1,
                ),
            ),
            models.CheckConstraint(
                name="delegatedadmingrant_all_powerful_ends",
                condition=models.Q(auto_extends=False) | ~models.Q(roles__contains=[GLOBAL_ADMINISTRATOR]),
            ),
            models.CheckConstraint(
                name="delegatedadmingrant_ended_when_and_who",
                condition=models.Q(status="active", ended_at=None, ended_by=None, ended_side="")
                | models.Q(status="expired", kind="granular", ended_at__isnull=False, ended_by=None, ended_side="")
                | (models.Q(status="terminated", ended_at__isnull=False) & ~models.Q(ended_side="")),
            ),
        ]
        triggers = [
            OneCloud(name="one_cloud", fields=["partner", "customer"]),
            pgtrigger.Protect(
                name="ended_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status__in=["expired", "terminated"]),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="terms_never_change",
                fields=["partner", "customer", "kind", "name", "starts_at", "days", "granted_by"],
            ),
            pgtrigger.Trigger(
                name="roles_only_shrink",
                when=pgtrigger.Before,
                operation=pgtrigger.UpdateOf("roles"),
                condition=pgtrigger.Condition("NOT NEW.roles <@ OLD.roles"),
                func="RAISE EXCEPTION 'A grant never gains a role.';",
            ),
            pgtrigger.Trigger(
                name="roles_exist",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__kind="granular"),
                func="""
                    IF EXISTS (SELECT FROM unnest(NEW.roles) AS asked WHERE NOT EXISTS
                        (SELECT FROM grants_directoryrole WHERE code = asked)) THEN
                        RAISE EXCEPTION 'There is no such role.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner} → {self.customer} ({self.kind})"

    @property
    def is_full(self) -> bool:
        return self.kind == self.Kind.FULL

    @property
    def is_active(self) -> bool:
        """By its status alone; whether rights are in force is the database's to say (`queries.grants.in_force`)."""
        return self.status == self.Status.ACTIVE
