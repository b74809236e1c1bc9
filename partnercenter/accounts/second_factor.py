"""allauth's second factor, as far as the portal answers itself."""

from io import BytesIO

import qrcode
from allauth.mfa.adapter import DefaultMFAAdapter
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage


class SecondFactorAdapter(DefaultMFAAdapter):
    """Our words, and a QR code that a camera reads in the dark theme as well."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("The code is different. Enter the one that your app shows now."),
        "rate_limited": _("Too many attempts. Try again in a few minutes."),
    }

    def build_totp_svg(self, url: str) -> str:
        """The QR code as SVG, black on its own white ground."""
        picture = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(picture)
        return picture.getvalue().decode()
