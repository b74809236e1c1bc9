"""allauth's second factor, as far as the portal answers itself."""

from io import BytesIO
from typing import Any

import qrcode
from allauth.core import context as current
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from partnercenter.accounts.browsers import say_browser
from partnercenter.accounts.guessing import refuse_if_too_many
from partnercenter.links.crypto import SealBrokenError, open_sealed, seal


class SecondFactorAdapter(DefaultMFAAdapter):
    """Our words, and a QR code that a camera reads in the dark theme as well."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is different. Enter the one that your app shows now."),
    }

    def validation_error(self, code: str, *args: Any) -> ValidationError:
        """The refusal in words; a limit that is used up is no error of the form but a page of its own (429)."""
        refuse_if_too_many(code)
        return super().validation_error(code, *args)

    def encrypt(self, text: str) -> str:
        """Secrets of authenticators and recovery codes lie sealed in their table (D31)."""
        return seal({"text": text}).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again; one that was stored before they were sealed stands as it is."""
        try:
            return str(open_sealed(encrypted_text.encode())["text"])
        except SealBrokenError:
            return encrypted_text

    def generate_authenticator_name(self, user: Any, type: Any) -> str:
        """What a new passkey is called until the person says otherwise: the browser that made it."""
        return say_browser(current.request.headers.get("user-agent", "")) or str(_("Passkey"))

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """A passkey belongs to the host that it was made on, under the portal's name."""
        return super().get_public_key_credential_rp_entity() | {"name": settings.MFA_TOTP_ISSUER}

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG, black on its own white ground."""
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()
