"""The words that a partner's mails begin with (issue 6): a subject and a body with places for names."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partnercenter.links.words import LONGEST_SUBJECT
from partnercenter.partners.models.partners import Partner

LONGEST_TEMPLATE = 3000  # characters of a body; the names that fill its places need room in the 4,000 of a mail


class LetterKind(models.TextChoices):
    """The mails that a partner words."""

    RELATIONSHIP = "relationship", _("Request without rights")
    WITH_RIGHTS = "with_rights", _("Request with rights")
    RIGHTS = "rights", _("Request for rights alone")
    REMINDER = "reminder", _("Reminder of a request")
    PARTNERSHIP = "partnership", _("Partnership request")
    PARTNERSHIP_REMINDER = "partnership_reminder", _("Reminder of a partnership request")


class MailTemplate(models.Model):
    """What a mail of one kind and language begins with. The standard one is taken by itself, others by choice."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.CASCADE, related_name="mail_templates")
    kind = models.CharField(_("kind of e-mail"), max_length=24, choices=LetterKind.choices)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    name = models.CharField(_("name"), max_length=60)
    subject = models.CharField(_("subject"), max_length=LONGEST_SUBJECT)
    body = models.TextField(_("text"), max_length=LONGEST_TEMPLATE)
    is_standard = models.BooleanField(_("standard"), default=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        verbose_name = _("e-mail template")
        verbose_name_plural = _("e-mail templates")
        ordering = ["kind", "language", "name"]
        constraints = [
            models.UniqueConstraint(fields=["partner", "kind", "language", "name"], name="mailtemplate_name_once"),
            models.UniqueConstraint(
                fields=["partner", "kind", "language"], condition=Q(is_standard=True), name="mailtemplate_one_standard"
            ),
            models.CheckConstraint(
                name="mailtemplate_holds_the_link",
                condition=Q(body__contains="{link}") & ~Q(body__regex=r"\{link\}.*\{link\}") & ~Q(name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
