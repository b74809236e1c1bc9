"""The customer agreement: versioned texts, frozen once published, and the evidence that one was accepted."""

import hashlib
import uuid
from typing import Any
from unicodedata import east_asian_width

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.directory.models import Customer
from partnercenter.audit.frozen import FrozenWhen
from partnercenter.canonical.facts import salted_digest
from partnercenter.clouds.models import CloudRegion, MarketGroup
from partnercenter.partners.models import Partner

# A draft becomes the text in force only as two admins saw it (decisions §9): one asked, another one confirmed.
PUBLISHED_BY_TWO = """
    IF NOT EXISTS (
        SELECT FROM agreements_publication
        WHERE text_id = NEW.id AND status = 'published' AND sha256 = NEW.sha256
    ) THEN
        RAISE EXCEPTION 'Cannot publish a text that no second admin has confirmed';
    END IF;
    RETURN NEW;
"""


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
                    *("cloud", "market_group", "version", "language", "title", "body"),
                    *("sha256", "is_sample", "published_at", "published_by"),
                ],
                condition=pgtrigger.Q(old__status__in=["published", "superseded"]),
            ),
            pgtrigger.Protect(
                name="status_never_goes_back",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__status="published", new__status="draft")
                | pgtrigger.Q(old__status="superseded", new__status__in=["draft", "published"]),
            ),
            pgtrigger.Trigger(
                name="published_by_two",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__status="draft", new__status="published"),
                func=PUBLISHED_BY_TWO,
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


class Publication(models.Model):
    """An admin's wish that a draft is published, and what became of it: a second admin confirms, or nobody does."""

    class Status(models.TextChoices):
        ASKED = "asked", pgettext_lazy("publication", "waits for a second admin")
        PUBLISHED = "published", pgettext_lazy("publication", "published")
        WITHDRAWN = "withdrawn", pgettext_lazy("publication", "withdrawn")
        EXPIRED = "expired", pgettext_lazy("publication", "expired")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    text = models.ForeignKey(AgreementText, on_delete=models.PROTECT, related_name="publications")
    sha256 = models.CharField(max_length=64, editable=False)
    reason = models.CharField(_("reason"), max_length=500)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.ASKED)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    expires_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = _("publication of an agreement text")
        verbose_name_plural = _("publications of agreement texts")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["text"], condition=models.Q(status="asked"), name="publication_one_at_a_time"
            ),
            models.CheckConstraint(name="publication_has_a_reason", condition=~models.Q(reason="")),
            models.CheckConstraint(
                name="publication_confirmed_by_another",
                condition=models.Q(status="asked", decided_at=None, decided_by=None)
                | models.Q(status="expired", decided_at__isnull=False, decided_by=None)
                | models.Q(status="withdrawn", decided_at__isnull=False, decided_by__isnull=False)
                | models.Q(status="published", decided_at__isnull=False, decided_by__isnull=False)
                & ~models.Q(decided_by=models.F("asked_by")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(
                name="decided_never_changes",
                operation=pgtrigger.Update,
                condition=~pgtrigger.Q(old__status="asked"),
            ),
            pgtrigger.Protect(name="never_deleted", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="question_never_changes", fields=["text", "sha256", "reason", "asked_by", "expires_at"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.text}: {self.get_status_display()}"


class AttestedContact(models.Model):
    """Whom a partner names as having accepted, in clear, erasable; the evidence keeps a digest with this row's salt."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    salt = models.BinaryField(max_length=16)
    first_name = models.CharField(_("first name"), max_length=100)
    last_name = models.CharField(_("last name"), max_length=100)
    email = models.EmailField(_("e-mail address"))
    phone = models.CharField(_("telephone"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("contact of an attestation")
        verbose_name_plural = _("contacts of attestations")

    def __str__(self) -> str:
        """The whole name in its own order: the family name first where it is written in wide letters."""
        names = (self.first_name, self.last_name)
        is_wide = any(east_asian_width(letter) in "WF" for letter in self.last_name)
        return " ".join(reversed(names) if is_wide else names)

    def digest(self) -> bytes:
        """Proves the contact while this row stands; says nothing once its salt is erased."""
        return salted_digest(self.salt, (self.first_name, self.last_name, self.email, self.phone))


class AgreementAcceptance(models.Model):
    """A customer accepted one version, or a partner attests that it did: which text, its hash, who and when.

    Evidence with a receipt; never changes, never goes. `parties` are the organisations as they were called then.
    """

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
    # Of an attestation: who says so, and when the contact is said to have accepted
    partner = models.ForeignKey(
        Partner, null=True, blank=True, on_delete=models.PROTECT, related_name="attested_agreements"
    )
    attested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    attested_on = models.DateField(null=True, blank=True)
    contact_id = models.UUIDField(null=True, blank=True)
    contact_digest = models.BinaryField(max_length=32, null=True, blank=True)
    parties = models.JSONField(default=dict)
    receipt = models.CharField(max_length=20, unique=True)
    receipt_hash = models.CharField(max_length=64)
    trace_id = models.UUIDField(null=True, blank=True)

    class Meta:
        verbose_name = _("accepted agreement")
        verbose_name_plural = _("accepted agreements")
        ordering = ["-accepted_at"]
        constraints = [
            models.CheckConstraint(
                name="agreementacceptance_facts_fit_method",
                condition=models.Q(
                    method="online",
                    accepted_by__isnull=False,
                    partner=None,
                    attested_by=None,
                    attested_on=None,
                    contact_id=None,
                    contact_digest=None,
                )
                | models.Q(
                    method="attested",
                    accepted_by=None,
                    partner__isnull=False,
                    attested_by__isnull=False,
                    attested_on__isnull=False,
                    contact_id__isnull=False,
                    contact_digest__isnull=False,
                ),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="evidence_stays", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.customer}: {self.text}"

    @property
    def contact(self) -> AttestedContact | None:
        """Whom the partner named; None for an online acceptance, and once the contact has been erased."""
        return AttestedContact.objects.filter(pk=self.contact_id).first() if self.contact_id else None
