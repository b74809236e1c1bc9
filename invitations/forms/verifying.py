"""A receipt's number and its checksum, as somebody copied them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from invitations.verifying import read_checksum, read_number
from partnercenter.canonical.fields import LineField
from partnercenter.pages.forms import PortalForm


class VerifyForm(PortalForm):
    """Filled from the address, so that a verification can be linked to."""

    number = LineField(label=_("Number of the receipt"), max_length=40)
    hash = LineField(label=_("Checksum (SHA-256)"), max_length=200)

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in ("number", "hash"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}
        self.fields["number"].help_text = _("Such as A-2026-7K3M9QXD or G-2026-7K3M9QXD.")
        self.fields["hash"].help_text = _("64 digits and letters from a to f, as they stand on the receipt.")

    def clean_number(self) -> str:
        number = read_number(self.cleaned_data["number"])
        if not number:
            raise forms.ValidationError(_("This is no number of a receipt. Copy it whole."), code="no_number")
        return number

    def clean_hash(self) -> str:
        checksum = read_checksum(self.cleaned_data["hash"])
        if not checksum:
            raise forms.ValidationError(_("This is no checksum. Copy all 64 characters."), code="no_checksum")
        return checksum
