"""What somebody says when rights end."""

from django import forms
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import TextBlockField
from partnercenter.pages.forms import PortalForm

REASON_LENGTH = 500


class EndRightsForm(PortalForm):
    """Why, if the person wants to say it; the other side reads it."""

    reason = TextBlockField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("The partner reads it. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
