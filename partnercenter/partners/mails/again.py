"""To whoever sent a request: who holds an ended link asks for a new one. One letter for all requests."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import main_address
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import About, OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, renders
from partnercenter.partners.mails.requests import concerns_of, find_request, staff_of
from partnercenter.partners.models import PartnershipRequest

NEW_LINK_ASKED = "partnershiprequest.new_link_asked"


def queue_asked(kind: str, about: About, people: Iterable[User], *, day: date, concerns: Concerns) -> None:
    """One mail of a kind to each person, once a day, in their language."""
    queue_rows(
        [
            email_row(
                kind,
                to=Recipient(user.email, user.display_name, user.locale or "en"),
                about=about,
                dedupe_key=f"{kind}:{about.public_id}:{day}:{user.public_id}",
                concerns=concerns,
            )
            for user in people
        ]
    )


def asked_letter(email: OutboundEmail, *, number: str, asked: str, is_open: bool, page: str) -> Letter:
    """Which request it is about (`asked` names whom it went to, if anybody), and what can be done on its page."""
    with override(email.language):
        subject = _("A new link is asked for: request %(number)s") % {"number": number}
    address = main_address(page, public_id=email.about_id)
    facts = {"subject": subject, "number": number, "asked": asked, "is_open": is_open, "address": address}
    return letter_of("mail/links/new_link_asked", facts, email.language)


def tell_new_link_asked(request: PartnershipRequest, *, day: date) -> None:
    """To the request's owner, or to the provider's admins where the owner has left."""
    queue_asked(NEW_LINK_ASKED, request, staff_of(request), day=day, concerns=concerns_of(request))


@renders(NEW_LINK_ASKED)
def new_link_asked(email: OutboundEmail) -> Letter:
    """A partnership request."""
    request = find_request(email)
    number, asked = request.number, request.recipient_email
    return asked_letter(email, number=number, asked=asked, is_open=request.is_open, page="partnership_request")
