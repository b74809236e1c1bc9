"""Customers (tenants) and the people who decide for them (decisions §1, §5)."""

import uuid
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.canonical.names import sort_key
from partnercenter.clouds.models import CloudRegion


class CustomerRole(models.TextChoices):
    """What a member of a customer's staff is (decisions §9)."""

    GLOBAL_ADMIN = "global_admin", _("Global administrator")
    BILLING_ADMIN = "billing_admin", _("Billing administrator")
    USER = "user", _("User")


class Customer(models.Model):
    """One organisation in one cloud, shared by all its partners; what is a partner's own lies on PartnerCustomer."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="customers")
    tenant_id = models.UUIDField(_("organisation ID"), default=uuid.uuid4)
    name = models.CharField(_("legal name"), max_length=200)
    sort_key = models.CharField(max_length=200, editable=False)
    primary_domain = models.CharField(_("domain"), max_length=253, blank=True)
    country = models.CharField(_("registered country"), max_length=2)
    address = models.CharField(_("address"), max_length=300, blank=True)
    contact_name = models.CharField(_("contact"), max_length=100, blank=True)
    contact_email = models.EmailField(_("contact's e-mail address"), blank=True)
    language = models.CharField(_("language"), max_length=10, default="en")
    time_zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_self_registered = models.BooleanField(_("registered itself"), default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("customer")
        verbose_name_plural = _("customers")
        ordering = ["sort_key", "id"]
        indexes = [models.Index(fields=["sort_key", "id"], name="customer_sort")]
        constraints = [
            models.UniqueConstraint(fields=["cloud", "tenant_id"], name="customer_tenant_once_a_cloud"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sort_key = sort_key(self.name)
        super().save(*args, **kwargs)


class CustomerMembership(models.Model):
    """A person of a customer's organisation, with one role."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="memberships")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="customer_memberships")
    role = models.CharField(_("role"), max_length=16, choices=CustomerRole.choices, default=CustomerRole.USER)
    joined_at = models.DateTimeField(db_default=Now(), editable=False)
    left_at = models.DateTimeField(null=True, blank=True)
    is_from_directory = models.BooleanField(_("managed by the directory"), default=False, editable=False)

    class Meta:
        verbose_name = _("member of a customer")
        verbose_name_plural = _("members of customers")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "user"],
                condition=models.Q(left_at=None),
                name="customermembership_once_at_a_time",
            ),
            models.CheckConstraint(
                name="customermembership_has_known_role", condition=models.Q(role__in=CustomerRole.values)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.customer})"

    @property
    def organisation_id(self) -> uuid.UUID:
        return self.customer.public_id

    @property
    def organisation_name(self) -> str:
        return self.customer.name

    @property
    def cloud_name(self) -> str:
        return self.customer.cloud.name

    @property
    def time_zone(self) -> str:
        return self.customer.time_zone

    @property
    def roles(self) -> list[str]:
        """The one role, as the room of teams asks for it."""
        return [self.role]

    @property
    def role_label(self) -> str:
        return self.get_role_display()


class JoinRequest(models.Model):
    """Somebody of a registered domain asks that organisation's admins to be let in (decisions §5)."""

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("join request", "open")
        ACCEPTED = "accepted", pgettext_lazy("join request", "accepted")
        DECLINED = "declined", pgettext_lazy("join request", "declined")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.CASCADE, related_name="join_requests")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="join_requests")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.OPEN)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("join request")
        verbose_name_plural = _("join requests")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["customer", "user"],
                condition=models.Q(status="open"),
                name="joinrequest_one_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} → {self.customer}"
