"""What people of partners fill in about partnerships: the request, its words, the answer, the end."""

import uuid
from typing import Any

from django import forms
from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import EmailAddressField, LineField, TextBlockField, WholeNumberField
from partnercenter.canonical.linkish import check_no_links
from partnercenter.links.words import LONGEST_BODY, LONGEST_SUBJECT
from partnercenter.pages.forms import PortalForm
from partnercenter.pages.names import company_markup
from partnercenter.pages.sentences import one_stop
from partnercenter.partners.actions.asking import PartnershipTerms
from partnercenter.partners.models import Partner
from partnercenter.partners.models.requests import DEFAULT_LIFE, LONGEST_LIFE, SHORTEST_LIFE

REASON_LENGTH = 500
AUTHORIZES = _("I have the authority to authorize %(provider)s as an indirect provider of %(reseller)s.")


class PartnershipRequestForm(PortalForm):
    """To whom the request goes, all of it optional, and how long its link works."""

    request_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Open this form again; it could not be read.")},
    )
    second = forms.BooleanField(widget=forms.HiddenInput, required=False)
    recipient_email = EmailAddressField(
        label=_("E-mail"),
        required=False,
        help_text=_("Only this person, or a global admin of the same domain, can accept."),
    )
    recipient_name = LineField(label=_("Name"), max_length=100, required=False)
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=settings.LANGUAGES)
    life_days = WholeNumberField(
        label=_("Link works for"),
        initial=DEFAULT_LIFE,
        min_value=SHORTEST_LIFE,
        max_value=LONGEST_LIFE,
        help_text=_("In days, from 1 to 90."),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a number of days from 1 to 90.")
        ),
    )

    reminds = forms.BooleanField(
        label=_("Remind the recipient"),
        required=False,
        help_text=_("7 days and 1 day before the link ends, if nobody has answered by then."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("request_key", uuid.uuid4())
        for name in ("recipient_email", "recipient_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean_recipient_name(self) -> str:
        name: str = self.cleaned_data["recipient_name"]
        check_no_links(name)
        return name

    def terms(self) -> PartnershipTerms:
        """What was filled in, as the action takes it."""
        given = self.cleaned_data
        names = ("recipient_email", "recipient_name", "language", "reminds", "life_days")
        return PartnershipTerms(**{name: given[name] for name in names})


class PartnershipRecipientForm(PortalForm):
    """The corrected recipient of a request."""

    recipient_email = EmailAddressField(label=_("E-mail"))
    recipient_name = LineField(label=_("Name"), max_length=100, required=False)

    def clean_recipient_name(self) -> str:
        name: str = self.cleaned_data["recipient_name"]
        check_no_links(name)
        return name


class WordsForm(PortalForm):
    """Subject and body. What is right is `actions.edit_text`'s to say."""

    subject = LineField(label=_("Subject"), max_length=LONGEST_SUBJECT)
    body = TextBlockField(
        label=_("Your words"),
        max_length=LONGEST_BODY,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_(
            "Plain text, at most 4,000 characters. {link} is replaced by the link; other links are not allowed."
        ),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs["lang"] = language


class AuthorizeForm(PortalForm):
    """The one box that authorizing needs; nothing is ticked beforehand."""

    authorizes = forms.BooleanField()

    def __init__(self, *args: Any, provider: Partner, reseller: Partner, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = {"provider": company_markup(provider.legal_name), "reseller": company_markup(reseller.legal_name)}
        self.fields["authorizes"].label = mark_safe(one_stop(escape(AUTHORIZES) % names))


class DeclineForm(PortalForm):
    """Why, if the person wants to say it."""

    reason = TextBlockField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("The provider reads it. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class EndForm(PortalForm):
    """Why the partnership ends, if somebody wants to say it."""

    reason = TextBlockField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("The other partner reads it. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
