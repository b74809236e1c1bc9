"""A provider asks for a partnership, by a link that a reseller's global admin accepts (R-62)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.frozen import FrozenWhen
from partnercenter.clouds.models import CloudRegion
from partnercenter.clouds.one_cloud import OneCloud
from partnercenter.links.models import IssuedLink
from partnercenter.links.words import LONGEST_BODY, LONGEST_SUBJECT
from partnercenter.partners.models.partners import Partner, PartnerMembership
from partnercenter.partners.models.partnerships import Partnership

SHORTEST_LIFE, DEFAULT_LIFE, LONGEST_LIFE = 1, 30, 90  # days that a link may live


class PartnershipRequest(models.Model):
    """The question, its letter and its answer. Its link lives from the first moment; nothing of its terms changes."""

    class Status(models.TextChoices):
        READY = "ready", _("Link issued")
        SENT = "sent", _("Sent")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        CANCELLED = "cancelled", _("Withdrawn")
        EXPIRED = "expired", _("Expired")

    OPEN = (Status.READY, Status.SENT)
    TERMINAL = (Status.ACCEPTED, Status.DECLINED, Status.CANCELLED, Status.EXPIRED)
    # The only moves there are; the database refuses to leave a terminal state.
    MOVES = {Status.READY: (Status.SENT, *TERMINAL), Status.SENT: TERMINAL}

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20, editable=False)
    request_key = models.UUIDField(default=uuid.uuid4)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="+")
    provider = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="partnership_requests")
    owner = models.ForeignKey(PartnerMembership, on_delete=models.PROTECT, related_name="partnership_requests")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    recipient_email = models.EmailField(blank=True)
    recipient_key = models.CharField(max_length=320, blank=True)
    recipient_name = models.CharField(max_length=100, blank=True)
    language = models.CharField(max_length=10, default="en", choices=settings.LANGUAGES)
    # The mail's words; the body holds {link} once, never the token
    subject = models.CharField(max_length=LONGEST_SUBJECT)
    body = models.TextField(max_length=LONGEST_BODY)
    reminds = models.BooleanField(default=True)  # the addressee, 7 days and 1 day before the end
    life_days = models.PositiveSmallIntegerField(default=DEFAULT_LIFE)
    expires_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.READY)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    sent_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    end_reason = models.CharField(max_length=40, blank=True)  # a code of the portal
    new_link_asked_at = models.DateTimeField(null=True, blank=True)  # by somebody, until the provider answers
    # The answer: for whom it was given, why it was declined, and what it made
    reseller = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="answered_partnership_requests"
    )
    decline_reason = models.CharField(max_length=500, blank=True)
    partnership = models.OneToOneField(
        Partnership, null=True, blank=True, on_delete=models.PROTECT, related_name="request"
    )

    class Meta:
        verbose_name = _("partnership request")
        verbose_name_plural = _("partnership requests")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["provider", "status", "-id"], name="partnershiprequest_provider"),
            models.Index(fields=["number"], name="partnershiprequest_number"),
            models.Index(
                fields=["expires_at"], condition=Q(status__in=["ready", "sent"]), name="partnershiprequest_due"
            ),
            models.Index(
                fields=["provider", "new_link_asked_at"],
                condition=Q(new_link_asked_at__isnull=False),
                name="partnershiprequest_link_asked",
            ),
        ]
        constraints = [
            models.UniqueConstraint(fields=["provider", "request_key"], name="partnershiprequest_key_once"),
            models.CheckConstraint(
                name="partnershiprequest_recipient_whole",
                condition=Q(recipient_email="", recipient_key="") | ~(Q(recipient_email="") | Q(recipient_key="")),
            ),
            models.CheckConstraint(
                name="partnershiprequest_life_within_bounds",
                condition=Q(life_days__gte=SHORTEST_LIFE, life_days__lte=LONGEST_LIFE),
            ),
            models.CheckConstraint(
                name="partnershiprequest_times_fit_status",
                condition=Q(status="ready", sent_at=None, ended_at=None, ended_by=None, end_reason="")
                | Q(status="sent", sent_at__isnull=False, ended_at=None, ended_by=None, end_reason="")
                | Q(status__in=["accepted", "declined", "cancelled", "expired"], ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="partnershiprequest_link_asked_of_what_lacks_an_answer",
                condition=Q(new_link_asked_at=None) | Q(status__in=["ready", "sent", "expired"]),
            ),
            models.CheckConstraint(
                name="partnershiprequest_answer_fits_status",
                condition=Q(
                    status="accepted",
                    reseller__isnull=False,
                    partnership__isnull=False,
                    ended_by__isnull=False,
                    decline_reason="",
                )
                | Q(status="declined", partnership=None, ended_by__isnull=False)
                | (~Q(status__in=["accepted", "declined"]) & Q(reseller=None, partnership=None, decline_reason="")),
            ),
        ]
        triggers = [
            OneCloud(name="one_cloud", fields=["cloud", "provider", "reseller"]),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="terms_never_change", fields=["number", "cloud", "provider", "expires_at"]),
            FrozenWhen(
                name="terminal_never_moves",
                fields=[
                    *("status", "ended_at", "ended_by", "end_reason"),
                    *("reseller", "decline_reason", "partnership"),
                ],
                condition=pgtrigger.Q(old__status__in=["accepted", "declined", "cancelled", "expired"]),
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


class PartnershipLink(IssuedLink):
    """One generation of a partnership link."""

    request = models.ForeignKey(PartnershipRequest, on_delete=models.CASCADE, related_name="links")

    class Meta(IssuedLink.Meta):
        verbose_name = _("link of a partnership request")
        verbose_name_plural = _("links of partnership requests")
        constraints = [
            models.UniqueConstraint(fields=["request", "generation"], name="partnershiplink_generation_once"),
            models.UniqueConstraint(fields=["request"], condition=Q(replaced_at=None), name="partnershiplink_one_live"),
        ]

    def __str__(self) -> str:
        return f"{self.request} #{self.generation}"
