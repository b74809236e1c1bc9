"""A colleague is invited to the team of a partner or of a customer, and joins by answering from the mailbox itself."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.audit.frozen import FrozenWhen
from partnercenter.clouds.models import CloudRegion, TenantDomain


class TeamInvitation(models.Model):
    """An address that may join a team, with which roles. The team by label and id, as domains name their owners.

    It gives nothing by itself: the person signs in with the proven address and joins (decisions §1).
    """

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("invitation to a team", "waiting for an answer")
        ACCEPTED = "accepted", pgettext_lazy("invitation to a team", "accepted")
        WITHDRAWN = "withdrawn", pgettext_lazy("invitation to a team", "withdrawn")
        EXPIRED = "expired", pgettext_lazy("invitation to a team", "expired")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="team_invitations")
    owner_kind = models.CharField(max_length=10, choices=TenantDomain.Owner.choices)
    owner_id = models.UUIDField()
    email = models.EmailField(_("e-mail address"))
    email_key = models.CharField(max_length=320, editable=False)
    roles = ArrayField(models.CharField(max_length=20), verbose_name=_("roles"))
    language = models.CharField(_("language"), max_length=10)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.OPEN)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    invited_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(_("ends"))
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("invitation to a team")
        verbose_name_plural = _("invitations to teams")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["owner_id", "email_key"],
                condition=models.Q(status="open"),
                name="teaminvitation_one_open",
            ),
            models.CheckConstraint(
                name="teaminvitation_answered_when",
                condition=models.Q(status="open", answered_at=None)
                | (~models.Q(status="open") & models.Q(answered_at__isnull=False)),
            ),
            models.CheckConstraint(name="teaminvitation_has_roles", condition=models.Q(roles__len__gte=1)),
        ]
        triggers = [
            FrozenWhen(
                name="answer_stays",
                fields=["cloud", "owner_kind", "owner_id", "email", "roles", "status", "answered_at"],
                condition=pgtrigger.Q(old__status__in=["accepted", "withdrawn", "expired"]),
            ),
        ]

    def __str__(self) -> str:
        return self.email

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN and self.expires_at > timezone.now()


class SecondFactorRule(models.Model):
    """Which roles of a cloud's partners, or of its customers, need a second factor to do anything (decisions §9)."""

    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="second_factor_rules")
    member_kind = models.CharField(_("members of"), max_length=10, choices=TenantDomain.Owner.choices)
    roles = ArrayField(models.CharField(max_length=20), verbose_name=_("roles that need a second factor"))

    class Meta:
        verbose_name = _("rule of second factors")
        verbose_name_plural = _("rules of second factors")
        ordering = ["cloud", "member_kind"]
        constraints = [
            models.UniqueConstraint(fields=["cloud", "member_kind"], name="secondfactorrule_once_a_cloud_and_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.cloud}, {self.get_member_kind_display()}"
