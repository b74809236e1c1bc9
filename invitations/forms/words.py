"""The words of a request's mail (page 2)."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import LineField, TextBlockField
from partnercenter.links.words import LONGEST_BODY
from partnercenter.pages.forms import PortalForm


class WordsForm(PortalForm):
    """Page 2: subject and body. What is right is `actions.edit_text`'s to say."""

    subject = LineField(label=_("Subject"), max_length=150)
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
