"""Partners and their staff (decisions §1, §7, §9)."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.canonical.names import sort_key
from partnercenter.clouds.models import CloudRegion, MarketGroup
from partnercenter.pages.sentences import listed


class Capacity(models.TextChoices):
    """In which role a partner deals with a customer."""

    DIRECT = "direct", _("direct")
    PROVIDER = "provider", _("provider")
    RESELLER = "reseller", _("reseller through a provider")


class PartnerRole(models.TextChoices):
    """What a member of a partner's staff is; the table in `access` says what each may do."""

    ADMIN_AGENT = "admin_agent", _("Admin agent")
    SALES_AGENT = "sales_agent", _("Sales agent")
    HELPDESK_AGENT = "helpdesk_agent", _("Helpdesk agent")
    GLOBAL_ADMIN = "global_admin", _("Global admin")
    VIEWER = "viewer", _("Viewer")


class Partner(models.Model):
    """One partner account, in one cloud. Direct bill and indirect reseller may be one account."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", pgettext_lazy("partner", "suspended")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="partners")
    legal_name = models.CharField(_("legal name"), max_length=200)
    sort_key = models.CharField(max_length=200, editable=False)
    country = models.CharField(_("registered country"), max_length=2)
    market_group = models.ForeignKey(MarketGroup, on_delete=models.PROTECT, related_name="partners")
    address = models.CharField(_("address"), max_length=300, blank=True)
    # How customers reach its support; empty where it has not said.
    support_phone = models.CharField(_("telephone of the support"), max_length=40, blank=True)
    support_email = models.EmailField(_("e-mail address of the support"), blank=True)
    support_url = models.URLField(_("web address of the support"), blank=True)
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    partner_number = models.CharField(_("partner ID"), max_length=20, blank=True)
    is_direct = models.BooleanField(_("direct bill partner"), default=False)
    is_provider = models.BooleanField(_("indirect provider"), default=False)
    is_reseller = models.BooleanField(_("indirect reseller"), default=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    suspended_at = models.DateTimeField(null=True, blank=True)
    suspended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    suspension_reason = models.CharField(_("reason of the suspension"), max_length=500, blank=True)  # for the partner
    programme_agreement_version = models.CharField(_("partner agreement"), max_length=40, blank=True)
    programme_agreement_accepted_on = models.DateField(null=True, blank=True)
    # What its mails say of it: empty for the legal name, and for the address of a request's owner
    mail_name = models.CharField(_("name in e-mails"), max_length=100, blank=True)
    reply_to = models.EmailField(_("address for replies"), blank=True)
    reminds = models.BooleanField(_("reminders"), default=True)  # what a new request begins with
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="partner_sort")]
        constraints = [
            models.CheckConstraint(
                name="partner_has_a_kind",
                condition=models.Q(is_direct=True) | models.Q(is_provider=True) | models.Q(is_reseller=True),
            ),
            models.CheckConstraint(
                name="partner_provider_is_no_reseller",
                condition=~models.Q(is_provider=True, is_reseller=True),
            ),
            models.CheckConstraint(
                name="partner_suspended_when_and_who",
                condition=models.Q(status="active", suspended_at=None, suspended_by=None, suspension_reason="")
                | models.Q(status="suspended", suspended_at__isnull=False, suspended_by__isnull=False),
            ),
            models.CheckConstraint(
                name="partner_agreement_version_and_date",
                condition=models.Q(programme_agreement_version="", programme_agreement_accepted_on=None)
                | (~models.Q(programme_agreement_version="") & models.Q(programme_agreement_accepted_on__isnull=False)),
            ),
        ]

    def __str__(self) -> str:
        return self.legal_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.legal_name)
        super().save(*args, **kwargs)

    @property
    def is_suspended(self) -> bool:
        return self.status == self.Status.SUSPENDED


class PartnerMembership(models.Model):
    """A person on a partner's staff, with one or more roles."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="partner_memberships")
    roles = ArrayField(models.CharField(max_length=20, choices=PartnerRole.choices), verbose_name=_("roles"))
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    left_at = models.DateTimeField(null=True, blank=True)
    is_from_directory = models.BooleanField(_("managed by the directory"), default=False, editable=False)

    class Meta:
        verbose_name = _("member of a partner")
        verbose_name_plural = _("members of partners")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "user"],
                condition=models.Q(left_at=None),
                name="partnermembership_once_at_a_time",
            ),
            models.CheckConstraint(
                name="partnermembership_has_known_roles",
                condition=models.Q(roles__len__gte=1) & models.Q(roles__contained_by=PartnerRole.values),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.partner})"

    @property
    def organisation_id(self) -> uuid.UUID:
        return self.partner.public_id

    @property
    def organisation_name(self) -> str:
        return self.partner.legal_name

    @property
    def cloud_name(self) -> str:
        return self.partner.cloud.name

    @property
    def time_zone(self) -> str:
        return self.partner.time_zone

    @property
    def market_group_name(self) -> str:
        return self.partner.market_group.name

    @property
    def role_label(self) -> str:
        return listed(PartnerRole(role).label for role in self.roles)
