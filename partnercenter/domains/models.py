"""Somebody says that a domain is theirs, until a DNS record or an operator says so too (decisions §5)."""

import uuid
from collections.abc import Mapping

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from partnercenter.audit.frozen import FrozenWhen
from partnercenter.clouds.models import CloudRegion, TenantDomain


class DomainClaim(models.Model):
    """A claim to a domain that is not the claimant's yet. Claimant and holder by label and id, as domains' owners.

    Pending until a DNS record proves it; disputed where another organisation stands against it and an operator has
    to decide. A person without an organisation claims by a mailbox in the domain, and only disputes.
    """

    class Status(models.TextChoices):
        PENDING = "pending", pgettext_lazy("claim to a domain", "waiting for the DNS record")
        DISPUTED = "disputed", pgettext_lazy("claim to a domain", "in dispute")
        GRANTED = "granted", pgettext_lazy("claim to a domain", "granted")
        REJECTED = "rejected", pgettext_lazy("claim to a domain", "rejected")
        WITHDRAWN = "withdrawn", pgettext_lazy("claim to a domain", "withdrawn")

    OPEN = (Status.PENDING, Status.DISPUTED)

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="domain_claims")
    domain = models.CharField(_("domain"), max_length=253)
    claimed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="domain_claims")
    claimant_kind = models.CharField(max_length=10, choices=TenantDomain.Owner.choices, blank=True)
    claimant_id = models.UUIDField(null=True, blank=True)
    words = models.TextField(_("what the claimant says"), blank=True)
    challenge = models.UUIDField(default=uuid.uuid4, editable=False)
    status = models.CharField(_("state"), max_length=10, choices=Status.choices, default=Status.PENDING)
    claimed_at = models.DateTimeField(db_default=Now(), editable=False)
    checked_at = models.DateTimeField(null=True, blank=True, editable=False)
    proved_at = models.DateTimeField(_("proved by DNS"), null=True, blank=True)
    holder_kind = models.CharField(max_length=10, choices=TenantDomain.Owner.choices, blank=True)
    holder_id = models.UUIDField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    reason = models.CharField(_("reason"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("claim to a domain")
        verbose_name_plural = _("claims to domains")
        ordering = ["id"]
        indexes = [models.Index(fields=["claimant_id"], name="domainclaim_claimant")]
        constraints = [
            models.UniqueConstraint(
                fields=["cloud", "domain", "claimant_id"],
                condition=models.Q(status__in=["pending", "disputed"]),
                name="domainclaim_one_open_of_an_organisation",
            ),
            models.UniqueConstraint(
                fields=["cloud", "domain", "claimed_by"],
                condition=models.Q(status__in=["pending", "disputed"], claimant_id=None),
                name="domainclaim_one_open_of_a_person",
            ),
            models.CheckConstraint(
                name="domainclaim_claimant_kind_and_id",
                condition=models.Q(claimant_kind="", claimant_id=None)
                | models.Q(claimant_kind__in=TenantDomain.Owner.values, claimant_id__isnull=False),
            ),
            models.CheckConstraint(
                name="domainclaim_disputed_with_a_holder",
                condition=~models.Q(status="disputed") | models.Q(holder_id__isnull=False),
            ),
            models.CheckConstraint(
                name="domainclaim_decided_when_and_why",
                condition=models.Q(status__in=["pending", "disputed"], decided_at=None, decided_by=None)
                | models.Q(status="granted", decided_at__isnull=False)
                | models.Q(status__in=["rejected", "withdrawn"], decided_at__isnull=False, decided_by__isnull=False),
            ),
        ]
        triggers = [
            FrozenWhen(
                name="decision_stays",
                fields=["cloud", "domain", "claimed_by", "status", "decided_at", "decided_by", "reason"],
                condition=pgtrigger.Q(old__status__in=["granted", "rejected", "withdrawn"]),
            ),
        ]

    def __str__(self) -> str:
        return self.domain

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN


_S = DomainClaim.Status
MOVES: Mapping[str, frozenset[str]] = {
    _S.PENDING: frozenset({_S.DISPUTED, _S.GRANTED, _S.WITHDRAWN}),
    _S.DISPUTED: frozenset({_S.GRANTED, _S.REJECTED, _S.WITHDRAWN}),
    _S.GRANTED: frozenset(),
    _S.REJECTED: frozenset(),
    _S.WITHDRAWN: frozenset(),
}
