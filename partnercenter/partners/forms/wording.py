"""What a global admin fills in about the partner's mails."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import EmailAddressField, LineField, TextBlockField
from partnercenter.links.words import LONGEST_SUBJECT
from partnercenter.pages.forms import PortalForm
from partnercenter.partners.letters import Words
from partnercenter.partners.models import LONGEST_TEMPLATE


class MailTemplateForm(PortalForm):
    """A name, a subject and a body with places."""

    name = LineField(label=_("Name of the template"), max_length=60, help_text=_("Only your company sees it."))
    subject = LineField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = TextBlockField(
        label=_("Your words"),
        max_length=LONGEST_TEMPLATE,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text=_("Plain text, at most 3,000 characters. {link} has to stand in it once; other links are refused."),
    )
    is_standard = forms.BooleanField(
        label=_("Begin every e-mail of this kind with it"),
        required=False,
        help_text=_("Without it, colleagues can choose it on the page of the draft."),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("subject", "body"):
            self.fields[name].widget.attrs["lang"] = language

    @property
    def words(self) -> Words:
        """What was typed."""
        return Words(self.cleaned_data["subject"], self.cleaned_data["body"])


class SenderForm(PortalForm):
    """As whom mails come, where answers go, and reminders."""

    mail_name = LineField(
        label=_("Name of the sender"),
        max_length=100,
        required=False,
        help_text=_("A part of your legal name. Empty: the whole of it. “via Partner Center” is added."),
    )
    reply_to = EmailAddressField(
        label=_("Address for replies"),
        required=False,
        help_text=_(
            "In a domain that your company has confirmed, or a colleague’s confirmed address. Empty: the owner of each "
            "request."
        ),
    )
    reminds = forms.BooleanField(
        label=_("New requests begin with reminders"),
        required=False,
        help_text=_("7 days and 1 day before the link ends. Each request can turn them off."),
    )
