"""Service requests: what a partner asks for on a customer's behalf, and who has to answer (decisions §6-§8)."""

import uuid
from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.directory.models import Customer
from partnercenter.audit.frozen import FrozenWhen
from partnercenter.partners.models import Partner

LONGEST_MESSAGE = 4000


class ServiceRequest(models.Model):
    """One request of a partner for a customer. It lies with a desk: the reseller's provider, or the operator."""

    class Severity(models.TextChoices):
        A = "A", _("A – critical: work has stopped")
        B = "B", _("B – moderate: work is hindered")
        C = "C", _("C – minimal: work goes on")

    class Status(models.TextChoices):
        OPEN = "open", pgettext_lazy("service request", "open")
        ANSWERED = "answered", pgettext_lazy("service request", "answered")
        CLOSED = "closed", pgettext_lazy("service request", "closed")

    class Desk(models.TextChoices):
        PROVIDER = "provider", pgettext_lazy("desk", "provider")
        OPERATOR = "operator", pgettext_lazy("desk", "operator")

    # First response within so many hours.
    TARGET_HOURS = {Severity.A: 2, Severity.B: 4, Severity.C: 8}
    # The only moves there are; what is closed stays as it is, but that it can be opened again.
    MOVES = {
        Status.OPEN: (Status.ANSWERED, Status.CLOSED),
        Status.ANSWERED: (Status.OPEN, Status.CLOSED),
        Status.CLOSED: (Status.OPEN,),
    }
    REOPENED_WITHIN = timedelta(days=30)  # of the closing

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    request_key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    number = models.CharField(_("number"), max_length=20, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="service_requests")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="service_requests")
    provider = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="resellers_service_requests"
    )
    severity = models.CharField(_("severity"), max_length=1, choices=Severity.choices)
    subject = models.CharField(_("subject"), max_length=150)
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.OPEN)
    desk = models.CharField(_("lies with"), max_length=10, choices=Desk.choices)
    without_rights = models.BooleanField(_("without admin rights"), default=False)
    raised_at = models.DateTimeField()
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    respond_by = models.DateTimeField(_("first response by"))
    answered_at = models.DateTimeField(_("first answered at"), null=True, blank=True)
    forwarded_at = models.DateTimeField(null=True, blank=True)
    reopened_at = models.DateTimeField(_("opened again at"), null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("service request")
        verbose_name_plural = _("service requests")
        ordering = ["-raised_at", "-id"]
        indexes = [
            models.Index(fields=["partner", "-raised_at", "-id"], name="servicerequest_of_partner"),
            models.Index(fields=["provider", "-raised_at", "-id"], name="servicerequest_of_provider"),
            models.Index(fields=["customer", "-raised_at", "-id"], name="servicerequest_of_customer"),
        ]
        constraints = [
            models.CheckConstraint(
                name="servicerequest_closed_when_and_who",
                condition=models.Q(status="closed", closed_at__isnull=False, closed_by__isnull=False)
                | (~models.Q(status="closed") & models.Q(closed_at=None, closed_by=None)),
            ),
            models.CheckConstraint(
                name="servicerequest_desk_is_somebody",
                condition=models.Q(desk="provider", provider__isnull=False, forwarded_at=None)
                | models.Q(desk="operator"),
            ),
            models.CheckConstraint(
                # A reseller's goes to its provider without the mark, and forwarding adds none (decisions §6).
                name="servicerequest_mark_is_the_operators",
                condition=models.Q(without_rights=False) | models.Q(desk="operator", provider=None),
            ),
        ]
        triggers = [
            FrozenWhen(
                name="closed_never_changes",
                fields=["status", "desk", "severity", "subject", "closed_at", "closed_by"],
                condition=pgtrigger.Q(old__status="closed") & ~pgtrigger.Q(new__status="open"),
            ),
            FrozenWhen(
                name="reopened_keeps_its_facts",
                fields=["desk", "severity", "subject", "raised_at", "respond_by"],
                condition=pgtrigger.Q(old__status="closed"),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def is_closed(self) -> bool:
        return self.status == self.Status.CLOSED

    @property
    def is_overdue(self) -> bool:
        """Whether nobody has answered, and the time for the first response is over."""
        return not self.is_closed and self.answered_at is None and self.respond_by < timezone.now()

    @property
    def hours_overdue(self) -> int:
        """Whole hours since the first response was due; 0 within the first."""
        return int((timezone.now() - self.respond_by) / timedelta(hours=1)) if self.is_overdue else 0

    @property
    def may_be_reopened(self) -> bool:
        """Whether it was closed so lately that it can be opened again."""
        return self.closed_at is not None and timezone.now() < self.closed_at + self.REOPENED_WITHIN

    @property
    def target(self) -> timedelta:
        """How long the first response may take."""
        return timedelta(hours=self.TARGET_HOURS[self.Severity(self.severity)])


class ServiceRequestMessage(models.Model):
    """One message of the thread; it stays as it was written."""

    class Side(models.TextChoices):
        PARTNER = "partner", _("partner")
        PROVIDER = "provider", pgettext_lazy("desk", "provider")
        OPERATOR = "operator", pgettext_lazy("desk", "operator")
        CUSTOMER = "customer", _("customer")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    service_request = models.ForeignKey(ServiceRequest, on_delete=models.PROTECT, related_name="messages")
    side = models.CharField(max_length=10, choices=Side.choices)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(db_default=Now())
    text = models.TextField(_("text"), max_length=LONGEST_MESSAGE)

    class Meta:
        verbose_name = _("message of a service request")
        verbose_name_plural = _("messages of service requests")
        ordering = ["written_at", "id"]
        triggers = [
            pgtrigger.Protect(name="stays_as_written", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.service_request}, {self.get_side_display()}"
