"""What a customer has bought, minimal for now: enough to prove that an acceptance changes none of it (S1, R-50)."""

import uuid

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.agreements.models import AgreementText
from customers.directory.models import Customer
from partnercenter.partners.models import Partner


class Subscription(models.Model):
    """One subscription; channel, seller, reseller and Partner of Record are separate facts (decisions §7)."""

    class Channel(models.TextChoices):
        PARTNER = "partner", _("through a partner")
        DIRECT = "direct", _("bought directly")
        ENTERPRISE = "enterprise", _("enterprise agreement")
        OTHER = "other", _("other")

    class Kind(models.TextChoices):
        LICENCE = "licence", _("licences")
        AZURE = "azure", _("Azure")
        SOFTWARE = "software", _("software")
        RESERVATION = "reservation", _("reservation")

    class Status(models.TextChoices):
        ACTIVE = "active", _("active")
        SUSPENDED = "suspended", _("suspended")
        CANCELLED = "cancelled", _("cancelled")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="subscriptions")
    service = models.CharField(_("service"), max_length=100)
    name = models.CharField(_("name"), max_length=200)
    kind = models.CharField(max_length=12, choices=Kind.choices, default=Kind.LICENCE)
    seats = models.PositiveIntegerField(_("seats"), default=1)
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

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                name="subscription_seller_fits_channel",
                condition=models.Q(channel="partner", sold_by__isnull=False)
                | (~models.Q(channel="partner") & models.Q(sold_by=None)),
            ),
        ]

    def __str__(self) -> str:
        return self.name
