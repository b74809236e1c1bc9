"""Files of a service request's thread: in the database, so that a backup has them and no folder is ever served."""

import uuid

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from customers.services.models.requests import ServiceRequestMessage


class Attachment(models.Model):
    """One file of a message. Its name is ours: what the sender called it is never kept (reliability 106)."""

    class Kind(models.TextChoices):
        """The types that are taken, by their contents (`customers.services.rules.attachments`)."""

        PNG = "png", _("PNG image")
        JPEG = "jpg", _("JPEG image")
        PDF = "pdf", _("PDF document")
        TEXT = "txt", _("plain text")

    MEDIA_TYPES = {
        Kind.PNG: "image/png",
        Kind.JPEG: "image/jpeg",
        Kind.PDF: "application/pdf",
        Kind.TEXT: "text/plain; charset=utf-8",
    }

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    message = models.ForeignKey(ServiceRequestMessage, on_delete=models.PROTECT, related_name="attachments")
    name = models.CharField(_("name"), max_length=60, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=4, choices=Kind.choices)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64, editable=False)
    content = models.BinaryField()

    class Meta:
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(name="attachment_has_a_size", condition=models.Q(size__gte=1)),
        ]
        triggers = [
            pgtrigger.Protect(name="stays_as_sent", operation=pgtrigger.Update | pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def media_type(self) -> str:
        return self.MEDIA_TYPES[self.Kind(self.kind)]
