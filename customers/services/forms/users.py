"""Somebody new in a customer's directory."""

from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.fields import EmailAddressField, LineField
from partnercenter.pages.forms import PortalForm


class InviteUserForm(PortalForm):
    """A name, and the name that the person signs in with at the customer's services."""

    display_name = LineField(label=_("Name"))
    user_name = EmailAddressField(
        label=_("User name"), help_text=_("The address that the person signs in with at the customer's services.")
    )
