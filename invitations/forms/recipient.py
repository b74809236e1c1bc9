"""Whom a request is corrected to (K37)."""

from django.utils.translation import gettext_lazy as _

from invitations.forms.names import without_links
from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.pages.forms import PortalForm


class RecipientForm(PortalForm):
    """The corrected recipient of a request."""

    recipient_email = EmailAddressField(label=_("E-mail"))
    recipient_name = LineField(label=_("Name"), max_length=100, required=False)

    def clean_recipient_name(self) -> str:
        return without_links(self.cleaned_data["recipient_name"])
