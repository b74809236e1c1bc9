"""Requests by file: the file, what its columns mean, and what is asked of everybody in it."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from invitations.forms.asking import GRANULAR_FIELDS, RequestForm
from invitations.models import InvitationBatch
from invitations.rules.batch import COLUMNS, REQUIRED
from partnercenter.canonical.fields import LineField, TextBlockField
from partnercenter.links.words import LONGEST_SUBJECT
from partnercenter.pages.forms import PortalForm
from partnercenter.partners.models import LONGEST_TEMPLATE
from partnercenter.sheets.uploading import SheetField

# What a batch asks for once; whom it asks stands in the rows.
KEPT = (
    "rights",
    *GRANULAR_FIELDS,
    "way",
    "rights_to",
    "language",
    "life_days",
    "reminds",
    "asks_again",
    "subject",
    "body",
)


class BatchFileForm(PortalForm):
    """One file; cleaned it is its titles and rows."""

    file = SheetField()


class ColumnsForm(PortalForm):
    """For each thing that a row can say, the column that holds it."""

    def __init__(self, *args: Any, batch: InvitationBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titles = [(str(place), title or f"({place + 1})") for place, title in enumerate(batch.titles)]
        for key, label in COLUMNS.items():
            is_needed = key == REQUIRED
            empty = _("Choose a column") if is_needed else _("Not in this file")
            self.fields[key] = forms.ChoiceField(
                label=label,
                choices=[("", empty), *titles],
                required=is_needed,
                initial=str(batch.columns.get(key, "")),
                error_messages={"required": _("Say which column holds the e-mail addresses.")},
            )

    def clean(self) -> dict[str, Any]:
        """No column for two things. Code `column_twice`."""
        given = super().clean() or self.cleaned_data
        taken: dict[str, str] = {}
        for key, place in list(given.items()):
            if place and place in taken:
                words = _("One column was chosen for two things. Choose another one.")
                self.add_error(key, ValidationError(words, code="column_twice"))
            elif place:
                taken[place] = key
        return given

    def columns(self) -> dict[str, int]:
        """The columns by what they hold."""
        return {key: int(place) for key, place in self.cleaned_data.items() if place}


class BatchTermsForm(RequestForm):
    """Page 1 of a request without whom it is for, and optionally the words of all the e-mails."""

    field_order = KEPT
    asks_again = forms.BooleanField(
        label=_("Ask again whom an earlier file asked"),
        required=False,
        help_text=_("Otherwise who answered, let the link end or was told of a withdrawal stays out."),
    )
    subject = LineField(label=_("Subject"), max_length=LONGEST_SUBJECT, required=False)
    body = TextBlockField(
        label=_("Your words"),
        max_length=LONGEST_TEMPLATE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Plain text, at most 3,000 characters. {link} has to stand in it once; other links are refused."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in [name for name in self.fields if name not in KEPT]:
            del self.fields[name]
        language = cast(forms.ChoiceField, self.fields["language"])
        cast(forms.BooleanField, self.fields["reminds"]).label = _("Remind the recipients")
        language.help_text = _("Where a row names no other.")
        named = self.fields["grant_name"]
        named.help_text = _("At most 42 characters; the line of each row is put behind it.")
        named.widget.attrs["maxlength"] = 42

    def clean(self) -> dict[str, Any]:
        """Own words are whole: subject and text."""
        given = super().clean()
        for name, other in (("subject", "body"), ("body", "subject")):
            if given.get(other) and not given.get(name) and name not in self.errors:
                self.add_error(name, ValidationError(_("Enter both, subject and text, or neither."), code="half"))
        return given


REMEMBERED = ("rights", "language", "life_days", "reminds", "asks_again", "subject", "body")


def chosen_before(batch: InvitationBatch) -> dict[str, Any]:
    """What the form starts with where the terms were chosen already."""
    if batch.status == InvitationBatch.Status.UPLOADED:
        return {}
    values = {name: getattr(batch, name) for name in REMEMBERED}
    values |= {"way": way_of(batch), "rights_to": "reseller" if batch.rights_holder == batch.on_behalf_of else "asking"}
    if batch.days:
        values |= {name: getattr(batch, name) for name in ("roles", "days", "auto_extends", "grant_name")}
        values["rights_alone"] = not batch.with_relationship
    return values


def way_of(batch: InvitationBatch) -> str:
    """The way's value, as `forms.ways` names it."""
    if batch.provider:
        return f"through:{batch.provider.public_id}"
    return f"for:{batch.on_behalf_of.public_id}" if batch.on_behalf_of else batch.capacity
