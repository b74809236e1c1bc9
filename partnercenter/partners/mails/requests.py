"""The mails of a partnership request: the request itself, its withdrawal, and its answer."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import main_address
from partnercenter.links.words import fill
from partnercenter.outbox.boxes import as_text
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.outbox.undelivered import tells_sender
from partnercenter.partners.addresses import link_address
from partnercenter.partners.drafts.text import answer_by, fixed_box, reminder_words, reply_address, sender_name
from partnercenter.partners.letters import Words
from partnercenter.partners.mails.answering import admins_of, queue_notices
from partnercenter.partners.mails.undelivered import Lost, tell_lost
from partnercenter.partners.models import PartnershipLink, PartnershipRequest
from partnercenter.partners.partnership_queries import (
    CANCELLED_MAIL,
    LINK_MAILS,
    REMINDER_MAIL,
    REQUEST_MAIL,
    live_link,
    request_about,
)
from partnercenter.partners.senders import name_of

ACCEPTED, DECLINED = "partnership.accepted", "partnership.declined"
CANCELLED_KEPT = timedelta(days=2)  # a withdrawal that nobody could be told of for two days is old news


def queue_request_mail(request: PartnershipRequest, link: PartnershipLink) -> OutboundEmail:
    """Put the request's mail into the outbox, with the words as they are now and the number of its link."""
    count = OutboundEmail.objects.filter(about_id=request.public_id, kind=REQUEST_MAIL).count()
    return queue_email(
        REQUEST_MAIL,
        to=recipient_of(request),
        about=request,
        dedupe_key=f"{REQUEST_MAIL}:{request.public_id}:{link.generation}:{count + 1}",
        payload={"generation": link.generation, "subject": request.subject, "body": request.body},
        concerns=concerns_of(request),
        give_up_at=request.expires_at,
    )


def queue_reminder(request: PartnershipRequest, link: PartnershipLink, *, kind: str) -> OutboundEmail:
    """Put the reminder of a kind into the outbox: the same link, the words of a reminder; once for each kind."""
    words = reminder_words(request)
    return queue_email(
        REMINDER_MAIL,
        to=recipient_of(request),
        about=request,
        dedupe_key=f"{REMINDER_MAIL}:{request.public_id}:{kind}",
        payload={"generation": link.generation, "subject": words.subject, "body": words.body},
        concerns=concerns_of(request),
        give_up_at=request.expires_at,
    )


def queue_cancelled_mail(request: PartnershipRequest) -> OutboundEmail:
    """Tell the addressee that the request was withdrawn; once."""
    return queue_email(
        CANCELLED_MAIL,
        to=recipient_of(request),
        about=request,
        dedupe_key=f"{CANCELLED_MAIL}:{request.public_id}",
        concerns=concerns_of(request),
        give_up_at=request.ended_at + CANCELLED_KEPT if request.ended_at else None,
    )


def recipient_of(request: PartnershipRequest) -> Recipient:
    """The addressee, and the language the mail is written in."""
    return Recipient(request.recipient_email, request.recipient_name, request.language)


def concerns_of(request: PartnershipRequest) -> Concerns:
    """Whose mail it is."""
    return Concerns(request.cloud.code, request.provider.public_id, None)


def tell_accepted(request: PartnershipRequest) -> None:
    """Tell both sides' admins, and the request's owner."""
    tell_answered(ACCEPTED, request)


def tell_declined(request: PartnershipRequest) -> None:
    """Tell the asking side, and the admins of the reseller for which somebody declined."""
    tell_answered(DECLINED, request)


@tells_sender(*LINK_MAILS)
def tell_senders(mails: Sequence[OutboundEmail]) -> None:
    """Tell the owners of the requests that still wait that their mails did not arrive."""
    about = {str(mail.about_id) for mail in mails}
    waiting = PartnershipRequest.objects.filter(public_id__in=about, status__in=PartnershipRequest.OPEN)
    found = {asked.public_id: asked for asked in waiting.select_related("provider", "owner__user")}
    lost = [(mail, found[mail.about_id]) for mail in mails if mail.about_id in found]
    tell_lost(
        Lost(mail, asked, asked.number, "partnership_request", staff_of(asked), asked.provider.public_id)
        for mail, asked in lost
    )


def staff_of(request: PartnershipRequest) -> list[User]:
    """The request's owner; the provider's admins where the owner has left."""
    return admins_of(request.provider) if request.owner.left_at else [request.owner.user]


def tell_answered(kind: str, request: PartnershipRequest) -> None:
    owner = [] if request.owner.left_at else [request.owner.user]
    queue_notices(kind, request, request.provider, [*owner, *admins_of(request.provider)])
    if request.reseller:
        queue_notices(kind, request, request.reseller, admins_of(request.reseller))


@renders(REQUEST_MAIL)
@renders(REMINDER_MAIL)
def request_mail(email: OutboundEmail) -> Letter:
    """The provider's words with the link, marked as theirs, and the fixed box.

    Nothing to send where the request has ended or its link was replaced while the mail waited.
    """
    request = find_request(email)
    link = live_link(request)
    if link is None or not request.is_open or link.generation != email.payload["generation"]:
        raise NothingToSend("The request has ended, or its link was replaced.")
    words = Words(email.payload["subject"], email.payload["body"])
    return letter_with(words, request, link_address(link, request), email.language)


def letter_with(words: Words, request: PartnershipRequest, address: str, language: str) -> Letter:
    """The mail with the provider's filled words and the link's address: what is sent, and what a preview shows."""
    box = fixed_box(request)
    context = facts_of(request) | {
        "subject": words.subject,
        "words": fill(words.body, address),
        "address": address,
        "box": box,
        "box_text": as_text(box),
        "answer_by": answer_by(request),
    }
    return letter("mail/partnerships/request", context, language, request)


@renders(CANCELLED_MAIL)
def cancelled_mail(email: OutboundEmail) -> Letter:
    """The request was withdrawn, and nothing has to be done."""
    request = find_request(email)
    with override(email.language):
        subject = _("%(partner)s has withdrawn its request") % {"partner": request.provider.legal_name}
    return letter("mail/partnerships/cancelled", facts_of(request) | {"subject": subject}, email.language, request)


@renders(ACCEPTED)
def accepted_mail(email: OutboundEmail) -> Letter:
    """The partnership is in force: what both can do now, and its page."""
    request = find_request(email)
    assert request.partnership  # noqa: S101 - an accepted request has both
    assert request.reseller  # noqa: S101
    with override(email.language):
        names = {"provider": request.provider.legal_name, "reseller": request.reseller.legal_name}
        context = facts_of(request) | {
            "subject": _("%(provider)s and %(reseller)s are partners now") % names,
            "address": main_address("partnership", public_id=request.partnership.public_id),
        }
    return letter_of("mail/partnerships/accepted", context | names, email.language)


@renders(DECLINED)
def declined_mail(email: OutboundEmail) -> Letter:
    """Who declined, and why if they said so; the asking side also gets the way to its request."""
    request = find_request(email)
    is_asker = email.payload["partner"] == str(request.provider.public_id)
    with override(email.language):
        context = facts_of(request) | {
            "subject": _("Partnership request %(number)s was declined") % {"number": request.number},
            "reseller": request.reseller.legal_name if request.reseller else "",
            "reason": request.decline_reason if is_asker else "",
            "address": main_address("partnership_request", public_id=request.public_id) if is_asker else "",
        }
    return letter_of("mail/partnerships/declined", context, email.language)


def find_request(email: OutboundEmail) -> PartnershipRequest:
    """The request that a mail is about. Raises NothingToSend where it is not there."""
    found = request_about(email.about_id)
    if found is None:
        raise NothingToSend("The request is not there.")
    return found


def facts_of(request: PartnershipRequest) -> dict[str, Any]:
    """The names in a mail's frame."""
    return {
        "partner": request.provider.legal_name,
        "partner_address": request.provider.address,
        "sender": sender_name(request),
        "reply_to": reply_address(request),
        "number": request.number,
    }


def letter(template: str, context: dict[str, Any], language: str, request: PartnershipRequest) -> Letter:
    """A letter in the name of the provider; answers go to `reply_address`."""
    name, reply = name_of(request.provider), context["reply_to"]
    return letter_of(template, context, language, from_name=name, reply_to=reply)
