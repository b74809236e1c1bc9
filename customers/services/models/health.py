"""What is wrong with a cloud's services, as its operator says (decisions §8, R-114)."""

import uuid

import pgtrigger
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.services.models.offers import Offer
from partnercenter.clouds.models import CloudRegion, in_language

RESTORED_UNTIL = _("Say until when it lasted: the service is restored.")


class HealthNotice(models.Model):
    """One notice about a service of a cloud, from a moment until another; while none stands, the service is healthy."""

    class State(models.TextChoices):
        """From bad to good."""

        INTERRUPTION = "interruption", pgettext_lazy("service health", "interruption")
        DEGRADATION = "degradation", pgettext_lazy("service health", "degradation")
        INFORMATION = "information", pgettext_lazy("service health", "information")
        RESTORED = "restored", pgettext_lazy("service health", "restored")

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    cloud = models.ForeignKey(CloudRegion, on_delete=models.PROTECT, related_name="health_notices")
    service = models.CharField(
        _("service"), max_length=100, help_text=_("As it stands in the catalogue of offers of this cloud.")
    )
    state = models.CharField(_("state"), max_length=12, choices=State.choices, default=State.DEGRADATION)
    title_en = models.CharField(_("title (English)"), max_length=150)
    title_ja = models.CharField(_("title (Japanese)"), max_length=150, blank=True)
    text_en = models.TextField(_("text (English)"), max_length=4000)
    text_ja = models.TextField(_("text (Japanese)"), max_length=4000, blank=True)
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(
        _("until"), null=True, blank=True, help_text=_("Empty while nobody knows; a restored service has an end.")
    )
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("service health notice")
        verbose_name_plural = _("service health notices")
        ordering = ["-starts_at", "-id"]
        indexes = [models.Index(fields=["cloud", "-starts_at"], name="healthnotice_of_cloud")]
        constraints = [
            models.CheckConstraint(
                name="healthnotice_ends_after_it_starts",
                condition=models.Q(ends_at=None) | models.Q(ends_at__gt=models.F("starts_at")),
                violation_error_message=_("It has to end after it starts."),
            ),
            models.CheckConstraint(
                name="healthnotice_restored_has_an_end",
                condition=~models.Q(state="restored") | models.Q(ends_at__isnull=False),
                violation_error_message=RESTORED_UNTIL,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.service}: {self.title}"

    def clean(self) -> None:
        """A notice is about a service that the cloud's catalogue has; a restored one says until when it lasted, beside
        its field. Codes `service_unknown`, `no_end`."""
        if self.cloud_id and not Offer.objects.filter(cloud=self.cloud_id, service=self.service).exists():
            words = _("No offer of this cloud is of this service. Write it as the catalogue does.")
            raise ValidationError({"service": ValidationError(words, code="service_unknown")})
        if self.state == self.State.RESTORED and self.ends_at is None:
            raise ValidationError({"ends_at": ValidationError(RESTORED_UNTIL, code="no_end")})

    @property
    def title(self) -> str:
        return in_language(self.title_en, self.title_ja)

    @property
    def text(self) -> str:
        return in_language(self.text_en, self.text_ja)

    @property
    def is_current(self) -> bool:
        """Whether it weighs on the service now."""
        now = timezone.now()
        is_over = self.state == self.State.RESTORED or (self.ends_at is not None and self.ends_at <= now)
        return self.starts_at <= now and not is_over


class HealthUpdate(models.Model):
    """What became known later; it stays as it was written."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    notice = models.ForeignKey(HealthNotice, on_delete=models.PROTECT, related_name="updates")
    written_at = models.DateTimeField(_("written at"), db_default=Now(), editable=False)
    text_en = models.TextField(_("text (English)"), max_length=2000)
    text_ja = models.TextField(_("text (Japanese)"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("update of a service health notice")
        verbose_name_plural = _("updates of service health notices")
        ordering = ["-written_at", "-id"]
        triggers = [
            pgtrigger.Protect(name="stays_as_written", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.notice}"

    @property
    def text(self) -> str:
        return in_language(self.text_en, self.text_ja)
