"""The key of a form, by which a second press finds the first one's result (D9)."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def check_own_key(*, is_own: bool) -> None:
    """Refuse a key that stands for another customer's or another partner's. Code `foreign_key`."""
    if not is_own:
        raise ValidationError(_("Open this form again; it could not be read."), code="foreign_key")
