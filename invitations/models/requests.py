"""What a partner asks a customer for (decisions §4)."""

import uuid

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.grants.models import (
    GLOBAL_ADMINISTRATOR,
    LONGEST_DAYS,
    NAME_LENGTH,
    SHORTEST_DAYS,
)
from customers.grants.terms import GranularTerms
from partnercenter.audit.frozen import FrozenWhen
from partnercenter.clouds.models import CloudRegion
from partnercenter.clouds.one_cloud import OneCloud
from partnercenter.links.words import LONGEST_BODY
from partnercenter.partners.models import Capacity, Partner, PartnerMembership

SHORTEST_LIFE, DEFAULT_LIFE, LONGEST_LIFE = 1, 30, 90  # days that a link may live
# The domain of the recipient, for an organisation that asks what waits for it; `invitation_recipient_domain` has it.
RECIPIENT_DOMAIN = Func(
    F("recipient_key"), Value("@"), Value(2), function="split_part", output_field=models.CharField()
)


class Invitation(models.Model):
    """A partner asks a customer for a relationship, with or without rights. Terms are frozen from `ready` on."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Link issued")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Withdrawn")
        EXPIRED = "expired", _("Expired")
        REPLACED = "replaced", _("Replaced")

    class Rights(models.TextChoices):
        NONE = "none", _("No administrator rights")
        FULL = "full", _("Full rights")
        GRANULAR = "granular", _("Granular rights")

    OPEN = (Status.READY, Status.SENT)
    TERMINAL = (Status.ACCEPTED, Status.DECLINED, Status.CANCELLED, Status.EXPIRED, Status.REPLACED)
    CAME_TO_NOTHING = (Status.DECLINED, Status.CANCELLED, Status.EXPIRED)  # can be asked again
    # The only moves there are; the database refuses to leave a terminal state.
    MOVES = {
        Status.DRAFT: (Status.READY, Status.CANCELLED),
        Status.READY: (Status.SENT, *TERMINAL),
        Status.SENT: TERMINAL,
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20, editable=False)
    request_key = models.UUIDField(default=uuid.uuid4)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="invitations")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="invitations")
    owner = models.ForeignKey(PartnerMembership, on_delete=models.PROTECT, related_name="invitations")
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations")
    # Terms
    with_relationship = models.BooleanField(default=True)
    capacity = models.CharField(max_length=10, choices=Capacity.choices)
    provider = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="provided_invitations"
    )
    on_behalf_of = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="invitations_made_for"
    )
    rights_holder = models.ForeignKey(Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    rights = models.CharField(max_length=10, choices=Rights.choices)
    roles = ArrayField(models.CharField(max_length=60), default=list, blank=True)
    days = models.PositiveSmallIntegerField(null=True, blank=True)
    auto_extends = models.BooleanField(default=False)
    grant_name = models.CharField(max_length=NAME_LENGTH, blank=True)
    # Addressee, all optional
    recipient_email = models.EmailField(blank=True)
    recipient_key = models.CharField(max_length=320, blank=True)
    recipient_name = models.CharField(max_length=100, blank=True)
    customer_name = models.CharField(max_length=200, blank=True)
    customer_country = models.CharField(max_length=2, blank=True)
    language = models.CharField(max_length=10, default="en", choices=settings.LANGUAGES)
    reference = models.CharField(_("internal reference"), max_length=60, blank=True)
    # The mail's words; the body holds {link} once, never the token
    subject = models.CharField(max_length=150, blank=True)
    body = models.TextField(max_length=LONGEST_BODY, blank=True)
    reminds = models.BooleanField(default=True)  # the addressee, 7 days and 1 day before the end
    # Use and life
    is_reusable = models.BooleanField(default=False)
    use_limit = models.PositiveIntegerField(null=True, blank=True)
    life_days = models.PositiveSmallIntegerField(default=DEFAULT_LIFE)
    expires_at = models.DateTimeField(null=True, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    ready_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    new_link_asked_at = models.DateTimeField(null=True, blank=True)  # by somebody, until the partner answers
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=40, blank=True)

    class Meta:
        verbose_name = _("request")
        verbose_name_plural = _("requests")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["partner", "-id"], name="invitation_partner"),
            models.Index(fields=["partner", "status", "-id"], name="invitation_partner_status"),
            models.Index(fields=["recipient_key"], name="invitation_recipient"),
            models.Index(
                RECIPIENT_DOMAIN, condition=Q(status__in=["ready", "sent"]), name="invitation_recipient_domain"
            ),
            models.Index(fields=["number"], name="invitation_number"),
            models.Index(fields=["expires_at"], condition=Q(status__in=["ready", "sent"]), name="invitation_expiring"),
            models.Index(
                fields=["partner", "new_link_asked_at"],
                condition=Q(new_link_asked_at__isnull=False),
                name="invitation_link_asked",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["partner", "request_key"], name="invitation_request_key_once"),
            models.UniqueConstraint(
                fields=["partner", "grant_name"],
                condition=Q(status__in=["draft", "ready", "sent"]) & ~Q(grant_name=""),
                name="invitation_grant_name_once",
            ),
            models.CheckConstraint(
                name="invitation_terms_fit_rights",
                # A CHECK passes on NULL: without `days__isnull` a granular request could have no duration.
                condition=(
                    Q(rights="granular", roles__len__gte=1, days__isnull=False)
                    & Q(days__gte=SHORTEST_DAYS, days__lte=LONGEST_DAYS)
                    & ~Q(grant_name="")
                )
                | (~Q(rights="granular") & Q(roles=[], days=None, auto_extends=False, grant_name="")),
            ),
            models.CheckConstraint(
                name="invitation_all_powerful_ends",
                condition=Q(auto_extends=False) | ~Q(roles__contains=[GLOBAL_ADMINISTRATOR]),
            ),
            models.CheckConstraint(
                name="invitation_asks_for_something", condition=Q(with_relationship=True) | ~Q(rights="none")
            ),
            models.CheckConstraint(
                name="invitation_provider_fits_capacity",
                condition=Q(capacity="reseller", provider__isnull=False) | (~Q(capacity="reseller") & Q(provider=None)),
            ),
            models.CheckConstraint(
                name="invitation_reusable_is_open",
                condition=Q(is_reusable=False, use_limit=None)
                | (Q(is_reusable=True, recipient_key="") & ~Q(rights="granular")),
            ),
            models.CheckConstraint(
                name="invitation_recipient_whole",
                condition=Q(recipient_email="", recipient_key="") | ~(Q(recipient_email="") | Q(recipient_key="")),
            ),
            models.CheckConstraint(
                name="invitation_life_within_bounds",
                condition=Q(life_days__gte=SHORTEST_LIFE, life_days__lte=LONGEST_LIFE),
            ),
            models.CheckConstraint(
                name="invitation_times_fit_status",
                condition=Q(status="draft", ready_at=None, ended_at=None)
                | Q(
                    status="ready",
                    ready_at__isnull=False,
                    expires_at__isnull=False,
                    sent_at=None,
                    ended_at=None,
                )
                | Q(
                    status="sent",
                    ready_at__isnull=False,
                    expires_at__isnull=False,
                    sent_at__isnull=False,
                    ended_at=None,
                )
                | Q(
                    status__in=["accepted", "declined", "cancelled", "expired", "replaced"],
                    ended_at__isnull=False,
                ),
            ),
        ]
        triggers = [
            OneCloud(
                name="one_cloud", fields=["cloud", "partner", "customer", "provider", "on_behalf_of", "rights_holder"]
            ),
            pgtrigger.Protect(
                name="never_deleted", operation=pgtrigger.Delete, condition=~pgtrigger.Q(old__status="draft")
            ),
            FrozenWhen(
                name="terms_frozen",
                fields=[
                    "cloud",
                    "partner",
                    "customer",
                    "with_relationship",
                    "capacity",
                    "provider",
                    "on_behalf_of",
                    "rights_holder",
                    "rights",
                    "roles",
                    "days",
                    "auto_extends",
                    "grant_name",
                    "is_reusable",
                    "use_limit",
                    "expires_at",
                ],
                condition=~pgtrigger.Q(old__status="draft"),
            ),
            FrozenWhen(
                name="terminal_never_moves",
                fields=["status", "ended_at", "ended_by", "end_reason"],
                condition=pgtrigger.Q(old__status__in=["accepted", "declined", "cancelled", "expired", "replaced"]),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_addressed(self) -> bool:
        return bool(self.recipient_key)

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN

    @property
    def may_have_answers(self) -> bool:
        """Whether somebody may have answered already: a single-use request that is still open has no answer."""
        return self.is_reusable or not self.is_open

    @property
    def asks_rights(self) -> bool:
        return self.rights != self.Rights.NONE

    @property
    def asks_granular(self) -> bool:
        return self.rights == self.Rights.GRANULAR

    @property
    def granular_terms(self) -> GranularTerms:
        """What is asked where the rights are granular."""
        assert self.days  # noqa: S101 - a CHECK demands it of every granular request
        return GranularTerms(
            name=self.grant_name, roles=tuple(self.roles), days=self.days, auto_extends=self.auto_extends
        )
