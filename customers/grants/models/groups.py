"""A partner's security groups, and what they may do at a customer (R-108): rights reach people through these alone."""

import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.grants.models.grant import DelegatedAdminGrant
from partnercenter.canonical.names import sort_key
from partnercenter.partners.models import Partner, PartnerMembership

GROUP_NAME_LENGTH = 100


class SecurityGroup(models.Model):
    """Some of a partner's staff. A deleted one stays as a row, so that what it could do can be told afterwards."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="security_groups")
    name = models.CharField(_("name"), max_length=GROUP_NAME_LENGTH)
    sort_key = models.CharField(max_length=200, editable=False)
    members: models.ManyToManyField = models.ManyToManyField(
        PartnerMembership, through="GroupMember", related_name="security_groups"
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    deleted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("security group")
        verbose_name_plural = _("security groups")
        ordering = ["sort_key", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "name"], condition=models.Q(deleted_at=None), name="securitygroup_name_once"
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="deleted_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__deleted_at__isnull=False),
            ),
            pgtrigger.ReadOnly(name="partner_never_changes", fields=["partner"]),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class GroupMember(models.Model):
    """A colleague in a group; a row goes when she is taken out, the log keeps that she was there."""

    group = models.ForeignKey(SecurityGroup, on_delete=models.CASCADE, related_name="group_members")
    membership = models.ForeignKey(PartnerMembership, on_delete=models.CASCADE, related_name="group_members")
    added_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("member of a security group")
        verbose_name_plural = _("members of security groups")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["group", "membership"], name="groupmember_once"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="same_partner",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func="""
                    IF (SELECT partner_id FROM grants_securitygroup WHERE id = NEW.group_id) IS DISTINCT FROM
                        (SELECT partner_id FROM partners_partnermembership WHERE id = NEW.membership_id) THEN
                        RAISE EXCEPTION 'A group holds staff of its own partner only.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} ∈ {self.group}"


class AccessAssignment(models.Model):
    """A group holds some of a grant's roles. What counts is what the grant still has of them."""

    class Status(models.TextChoices):
        PENDING = "pending", pgettext_lazy("access assignment", "being activated")
        ACTIVE = "active", pgettext_lazy("access assignment", "active")
        REMOVED = "removed", pgettext_lazy("access assignment", "removed")

    # The only moves there are; the database refuses every other.
    MOVES = {
        Status.PENDING: (Status.ACTIVE, Status.REMOVED),
        Status.ACTIVE: (Status.REMOVED,),
        Status.REMOVED: (),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    grant = models.ForeignKey(DelegatedAdminGrant, on_delete=models.PROTECT, related_name="assignments")
    group = models.ForeignKey(SecurityGroup, on_delete=models.PROTECT, related_name="assignments")
    roles = ArrayField(models.CharField(max_length=60))
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.PENDING)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    activated_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    removed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("access assignment")
        verbose_name_plural = _("access assignments")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], condition=models.Q(status="pending"), name="accessassignment_pending"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["grant", "group"], condition=~models.Q(status="removed"), name="accessassignment_one_a_group"
            ),
            models.CheckConstraint(name="accessassignment_has_roles", condition=models.Q(roles__len__gte=1)),
            models.CheckConstraint(
                name="accessassignment_times_fit_status",
                condition=models.Q(status="pending", activated_at=None, removed_at=None, removed_by=None)
                | models.Q(status="active", activated_at__isnull=False, removed_at=None, removed_by=None)
                | models.Q(status="removed", removed_at__isnull=False, removed_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="removed_never_changes", operation=pgtrigger.Update, condition=pgtrigger.Q(old__status="removed")
            ),
            pgtrigger.Protect(
                name="never_pending_again",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="active", new__status="pending"),
            ),
            pgtrigger.ReadOnly(name="sides_never_change", fields=["grant", "group", "created_by"]),
            pgtrigger.Trigger(
                name="roles_of_the_grant",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.UpdateOf("roles"),
                func="""
                    IF NOT EXISTS (SELECT FROM grants_delegatedadmingrant AS held JOIN grants_securitygroup AS given
                        ON given.partner_id = held.partner_id
                        WHERE held.id = NEW.grant_id AND given.id = NEW.group_id AND NEW.roles <@ held.roles) THEN
                        RAISE EXCEPTION 'A group of the same partner holds roles of the grant only.';
                    END IF;
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group} → {self.grant}"
