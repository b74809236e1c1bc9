"""What somebody says when a relationship ends, or is asked to end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from customers.grants.forms.ending import EndRightsForm
from customers.relationships.models.asked import WORDS_LENGTH
from partnercenter.canonical.fields import TextBlockField
from partnercenter.pages.forms import PortalForm


class EndRelationshipForm(EndRightsForm):
    """Why the partner ends it, if it wants to say so."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].help_text = _("The customer reads it. At most 500 characters.")


class AskToEndForm(EndRightsForm):
    """Why the customer wants the end, if it wants to say so; the partner reads it."""


class AnswerAskedEndForm(PortalForm):
    """Why the partner wants to go on."""

    answer = TextBlockField(
        label=_("Why the relationship should go on, or what you propose"),
        max_length=WORDS_LENGTH,
        help_text=_("The customer reads it. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
