"""The operator's form before a partner is suspended."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import TextBlockField


class SuspensionForm(forms.Form):
    """Why; the partner reads it, its customers do not."""

    reason = TextBlockField(
        label=_("Reason"),
        max_length=500,
        help_text=_("The partner reads it, its customers do not. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 4, "cols": 60}),
    )
