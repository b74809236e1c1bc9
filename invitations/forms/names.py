"""Names that go into a mail."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.linkish import check_no_links
from partnercenter.links.words import LINK_PLACE


def without_links(text: str) -> str:
    """A name that goes into the mail may not be a link, nor the place of one (T7, 41)."""
    if LINK_PLACE in text:
        raise ValidationError(
            _("Links are not allowed here. Remove “%(found)s”."), code="link", params={"found": LINK_PLACE}
        )
    check_no_links(text)
    return text
