"""The words of a mail that carries a link: subject and body as a sender may write them (decisions §4)."""

from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.canonical.linkish import check_no_links
from partnercenter.canonical.names import clean_line, clean_text

LONGEST_SUBJECT, LONGEST_BODY = 150, 4000
LINK_PLACE = "{link}"  # where the link stands in a stored body; the token itself is never stored


def check_subject(text: str, *, names: Iterable[str] = ()) -> str:
    """The subject to store: one line, at most 150 characters, no links. Codes of `clean_line`, `link`, `required`.

    `names` are legal ones, which may look like a domain: "Booking.com K.K." asks in its own name.
    """
    subject = clean_line(text, LONGEST_SUBJECT)
    if not subject:
        raise ValidationError(_("Enter a subject."), code="required")
    check_no_links(subject, allowed_names=filter(None, names))
    return subject


def check_body(text: str, *, names: Iterable[str] = ()) -> str:
    """The body to store: at most 4,000 characters, the link's place exactly once, no other links.

    Codes of `clean_text`, `link_missing`, `link_twice`, `link`. `names` are legal ones, which may look like a domain.
    """
    body = clean_text(text, LONGEST_BODY)
    places = body.count(LINK_PLACE)
    if places != 1:
        raise wrong_places(places)
    known = [name for name in names if name]
    for place in (" ", "x"):  # the link's place may not make a link of what stands before it, either
        check_no_links(body.replace(LINK_PLACE, place), allowed_names=known)
    return body


def wrong_places(places: int) -> ValidationError:
    """The refusal of a body without the link's place, or with several."""
    if places:
        return ValidationError(
            _("Leave %(place)s in the text once only; it is replaced by the link."),
            code="link_twice",
            params={"place": LINK_PLACE},
        )
    return ValidationError(
        _("Put %(place)s back into the text; it is replaced by the link, and without it nobody can answer."),
        code="link_missing",
        params={"place": LINK_PLACE},
    )


def fill(body: str, link: str) -> str:
    """The body with the link in its place. Nothing else in it is read as a placeholder."""
    return body.replace(LINK_PLACE, link)
