"""What a customer has bought. Accepting a request never writes here (S1, R-50)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.agreements.models import AgreementText
from customers.directory.models import Customer
from customers.services.models.offers import Kind, Offer
from partnercenter.clouds.models import in_language
from partnercenter.partners.models import Partner


class Subscription(models.Model):
    """One subscription; channel, seller, reseller and Partner of Record are separate facts (decisions §7).

    Who bought what under which terms never changes, and what was cancelled stays as it was: triggers hold it.
    """

    class Channel(models.TextChoices):
        PARTNER = "partner", _("through a partner")
        DIRECT = "direct", _("bought directly")
        ENTERPRISE = "enterprise", _("enterprise agreement")
        OTHER = "other", _("other")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        CANCELLED = "cancelled", _("cancelled")

    Kind = Kind
    LIVE = (Status.ACTIVE, Status.SUSPENDED)
    # The only moves there are; a trigger refuses every other.
    MOVES = {
        Status.ACTIVE: (Status.SUSPENDED, Status.CANCELLED),
        Status.SUSPENDED: (Status.ACTIVE, Status.CANCELLED),
        Status.CANCELLED: (),
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    order_key = models.UUIDField(null=True, unique=True, editable=False)  # of the form: pressed twice, ordered once
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="subscriptions")
    offer = models.ForeignKey(Offer, null=True, blank=True, on_delete=models.PROTECT, related_name="subscriptions")
    service = models.CharField(_("service"), max_length=100)
    name_en = models.CharField(_("name (English)"), max_length=200)
    name_ja = models.CharField(_("name (Japanese)"), max_length=200, blank=True)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LICENCE)
    seats = models.PositiveIntegerField(_("seats"), default=1)
    # How many of the seats people have: triggers of `License` count. Of a cancelled one, what it was at its end.
    assigned = models.PositiveIntegerField(_("assigned"), db_default=0, editable=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.ACTIVE)
    channel = models.CharField(max_length=12, choices=Channel.choices, default=Channel.PARTNER)
    sold_by = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="sold_subscriptions"
    )
    reseller = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="resold_subscriptions"
    )
    partner_of_record = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="recorded_subscriptions"
    )
    owner = models.CharField(_("account that owns it"), max_length=200, blank=True)
    terms = models.ForeignKey(
        AgreementText, null=True, blank=True, on_delete=models.PROTECT, related_name="subscriptions"
    )
    ordered_at = models.DateTimeField(db_default=Now())
    ordered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    term_months = models.PositiveSmallIntegerField(_("term in months"), null=True, blank=True)
    cancel_until = models.DateTimeField(_("can be cancelled at once until"), null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    # A cancellation that waits for the end of the term, and when it ends by itself: that end, or a suspension's.
    cancel_asked_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(_("ends on"), null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)
    # Whom the customer turns to; nobody named: who sold it.
    support_contact = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="supported_subscriptions"
    )

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["customer", "service"], name="subscription_by_service"),
            models.Index(fields=["ends_at"], name="subscription_ends", condition=models.Q(ends_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                name="subscription_seller_fits_channel",
                condition=models.Q(channel="partner", sold_by__isnull=False)
                | (~models.Q(channel="partner") & models.Q(sold_by=None)),
            ),
            models.CheckConstraint(
                name="subscription_times_fit_status",
                condition=models.Q(status="active", suspended_at=None, cancelled_at=None)
                | models.Q(status="suspended", suspended_at__isnull=False, cancelled_at=None)
                | models.Q(status="cancelled", cancelled_at__isnull=False),
            ),
            models.CheckConstraint(name="subscription_has_seats", condition=models.Q(seats__gte=1)),
            models.CheckConstraint(
                name="subscription_seats_cover_licences", condition=models.Q(assigned__lte=models.F("seats"))
            ),
            models.CheckConstraint(
                name="subscription_term_and_window",
                condition=models.Q(term_months=None, cancel_until=None)
                | models.Q(kind=Kind.LICENCE, term_months__gte=1, cancel_until__isnull=False),
            ),
            models.CheckConstraint(
                name="subscription_ends_for_a_reason",
                condition=models.Q(ends_at=None, cancel_asked_at=None)
                | models.Q(ends_at__isnull=False, cancel_asked_at__isnull=False, term_months__isnull=False)
                | models.Q(ends_at__isnull=False, suspended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="subscription_contact_of_a_seller",
                condition=models.Q(support_contact=None) | models.Q(sold_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="cancelled_never_changes",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="cancelled"),
            ),
            pgtrigger.ReadOnly(
                name="order_never_changes",
                fields=["customer", "offer", "service", "kind", "terms", "ordered_at", "term_months", "cancel_until"],
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.Trigger(
                name="ends_its_licences",
                when=pgtrigger.After,
                operation=pgtrigger.UpdateOf("status"),
                condition=pgtrigger.Q(new__status="cancelled") & ~pgtrigger.Q(old__status="cancelled"),
                func="DELETE FROM services_license WHERE subscription_id = NEW.id; RETURN NULL;",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """What it is called, in the reader's language; of an offer, as it was called when it was ordered."""
        return in_language(self.name_en, self.name_ja)

    @property
    def has_licences(self) -> bool:
        """Whether people of the directory can hold its seats (Azure, software and reservations have none)."""
        return self.kind == Kind.LICENCE and self.is_live

    @property
    def names_seats(self) -> bool:
        """Whether it was sold in a number of seats: an Azure plan is one whole."""
        return self.kind != Kind.AZURE

    @property
    def free_seats(self) -> int:
        """Seats that nobody has."""
        return self.seats - self.assigned

    @property
    def is_live(self) -> bool:
        return self.status in self.LIVE
