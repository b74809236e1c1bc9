"""The customer agreement: versioned texts, frozen once published, and the evidence that one was accepted."""

import hashlib
import uuid
from typing import Any

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from partnercenter.audit.frozen import FrozenWhen
from partnercenter.clouds.models import CloudRegion, MarketGroup


class AgreementText(models.Model):
    """One version in one language for a cloud, for all its markets or for one market group (decisions §6)."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        SUPERSEDED = "superseded", _("superseded")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="agreements")
    market_group = models.ForeignKey(
        MarketGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    version = models.CharField(_("version"), max_length=20)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64, editable=False)
    is_sample = models.BooleanField(_("sample text"), default=False)
    status = models.CharField(max_length=12, choices=Status.choices, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True, blank=True)
    published_by = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("agreement text")
        verbose_name_plural = _("agreement texts")
        ordering = ["cloud", "-published_at", "language"]
        constraints = [
            models.UniqueConstraint(
                fields=["cloud", "market_group", "version", "language"],
                nulls_distinct=False,
                name="agreementtext_version_once",
            ),
            models.CheckConstraint(
                name="agreementtext_published_when_and_who",
                condition=models.Q(status="draft", published_at=None, published_by="")
                | (
                    models.Q(status__in=["published", "superseded"], published_at__isnull=False)
                    & ~models.Q(published_by="")
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="published_never_deleted",
                operation=pgtrigger.Delete,
                condition=pgtrigger.Q(old__status__in=["published", "superseded"]),
            ),
            FrozenWhen(
                name="published_never_changes",
                fields=[
                    "cloud",
                    "market_group",
                    "version",
                    "language",
                    "title",
                    "body",
                    "sha256",
                    "published_at",
                ],
                condition=pgtrigger.Q(old__status__in=["published", "superseded"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.version}, {self.language}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sha256 = self.text_hash()
        super().save(*args, **kwargs)

    def text_hash(self) -> str:
        """SHA-256 of title and text as they are shown, in hexadecimal: what an acceptance proves."""
        return hashlib.sha256(f"{self.title}\n\n{self.body}".encode()).hexdigest()


class AgreementAcceptance(models.Model):
    """A customer accepted one version: which text, its hash, who and when. Never changes, never goes."""

    class Method(models.TextChoices):
        ONLINE = "online", _("accepted online")
        ATTESTED = "attested", _("attested by a partner")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    customer = models.ForeignKey(Customer, on_delete=models.PROTECT, related_name="agreement_acceptances")
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="acceptances")
    sha256 = models.CharField(max_length=64)
    method = models.CharField(max_length=10, choices=Method.choices, default=Method.ONLINE)
    accepted_at = models.DateTimeField(db_default=Now())
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    trace_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("accepted agreement")
        verbose_name_plural = _("accepted agreements")
        ordering = ["-accepted_at"]
        constraints = [
            models.CheckConstraint(
                name="agreementacceptance_online_by_somebody",
                condition=~models.Q(method="online", accepted_by=None),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="evidence_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.text}"
