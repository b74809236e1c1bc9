"""The answers to a request, with their evidence (decisions §5)."""

import uuid

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from invitations.models.links import InvitationLink
from invitations.models.requests import Invitation


class Acceptance(models.Model):
    """One answer to a request and its evidence. Never changes; points down at what it produced."""

    class Outcome(models.TextChoices):
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    invitation = models.ForeignKey(Invitation, on_delete=models.PROTECT, related_name="acceptances")
    link = models.ForeignKey(InvitationLink, on_delete=models.PROTECT, related_name="+")
    customer = models.ForeignKey(Customer, null=True, blank=True, on_delete=models.PROTECT, related_name="acceptances")
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    decided_at = models.DateTimeField(db_default=Now())
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_as = models.CharField(max_length=16, blank=True)
    is_single_use = models.BooleanField()
    reason = models.CharField(max_length=500, blank=True)
    language = models.CharField(max_length=10)
    terms = models.JSONField(default=dict)  # what was shown and accepted, word for word facts
    receipt = models.CharField(max_length=20, unique=True)
    receipt_hash = models.CharField(max_length=64)
    trace_id = models.UUIDField(null=True, blank=True)
    agreement_acceptance = models.ForeignKey(
        AgreementAcceptance, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    relationship = models.ForeignKey(
        ResellerRelationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    provider_relationship = models.ForeignKey(
        ResellerRelationship, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    grant = models.OneToOneField(
        DelegatedAdminGrant, null=True, blank=True, on_delete=models.PROTECT, related_name="acceptance"
    )

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["invitation"], condition=Q(is_single_use=True), name="acceptance_single_use_once"
            ),
            models.UniqueConstraint(
                fields=["invitation", "customer"],
                condition=Q(outcome="accepted"),
                name="acceptance_once_a_customer",
            ),
            models.CheckConstraint(
                name="acceptance_accepted_by_a_customer",
                condition=Q(outcome="declined")
                | Q(outcome="accepted", customer__isnull=False, decided_by__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="evidence_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.receipt
