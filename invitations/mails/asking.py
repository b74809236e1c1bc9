"""The request's own mail, and the one that takes it back: queued here, written here (ux 5.7, K34-K36, K10)."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from invitations.addresses import link_address
from invitations.drafts.box import fixed_box
from invitations.drafts.text import answer_by, body_of, reminder_words, reply_address, sender_name, subject_of
from invitations.models import Invitation, InvitationLink
from partnercenter.links.words import fill
from partnercenter.outbox.boxes import as_text
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_email
from partnercenter.outbox.renderers import Letter, NothingToSend, gathered, gathers, renders
from partnercenter.partners.letters import Words
from partnercenter.partners.senders import name_of

REQUEST, REMINDER, CANCELLED = "invitation.request", "invitation.reminder", "invitation.cancelled"
CANCELLED_KEPT = timedelta(days=2)  # a withdrawal that nobody could be told of for two days is old news
READ_WITH_IT = ("cloud", "partner", "owner__user")


def queue_request_mail(invitation: Invitation, link: InvitationLink) -> OutboundEmail:
    """Put the request's mail into the outbox, with the words as they are now and the number of its link.

    Each mail of a request has its number, so that trying one again is a no-op and sending again is another mail.
    """
    count = OutboundEmail.objects.filter(about_id=invitation.public_id, kind=REQUEST).count()
    return queue_email(REQUEST, **request_facts(invitation, link, number=count + 1))


def first_row(invitation: Invitation, link: InvitationLink) -> OutboundEmail:
    """The first mail of a request that has none yet, for those who queue many at once."""
    return email_row(REQUEST, **request_facts(invitation, link, number=1))


def request_facts(invitation: Invitation, link: InvitationLink, *, number: int) -> dict[str, Any]:
    """What the row of a request's mail holds."""
    return {
        "to": recipient_of(invitation),
        "about": invitation,
        "dedupe_key": f"{REQUEST}:{invitation.public_id}:{link.generation}:{number}",
        "payload": {
            "generation": link.generation,
            "subject": subject_of(invitation),
            "body": body_of(invitation),
        },
        "concerns": concerns_of(invitation),
        "give_up_at": invitation.expires_at,
    }


def queue_reminder(invitation: Invitation, link: InvitationLink, *, kind: str) -> OutboundEmail:
    """Put the reminder of a kind into the outbox: the same link, the words of a reminder; once for each kind."""
    words = reminder_words(invitation)
    return queue_email(
        REMINDER,
        to=recipient_of(invitation),
        about=invitation,
        dedupe_key=f"{REMINDER}:{invitation.public_id}:{kind}",
        payload={"generation": link.generation, "subject": words.subject, "body": words.body},
        concerns=concerns_of(invitation),
        give_up_at=invitation.expires_at,
    )


def cancelled_row(invitation: Invitation, *, ended_at: datetime) -> OutboundEmail:
    """The mail that tells the addressee that the request was withdrawn; once."""
    return email_row(
        CANCELLED,
        to=recipient_of(invitation),
        about=invitation,
        dedupe_key=f"{CANCELLED}:{invitation.public_id}",
        concerns=concerns_of(invitation),
        give_up_at=ended_at + CANCELLED_KEPT,
    )


def recipient_of(invitation: Invitation) -> Recipient:
    """The addressee, and the language the mail is written in."""
    return Recipient(invitation.recipient_email, invitation.recipient_name, invitation.language)


def concerns_of(invitation: Invitation) -> Concerns:
    """Whose mail it is."""
    return Concerns(invitation.cloud.code, invitation.partner.public_id, None)


@gathers(REQUEST)
@gathers(REMINDER)
def living_links(emails: Sequence[OutboundEmail]) -> dict[int, InvitationLink]:
    """The link of each mail, if it still is its request's own, with all that the words need; one query."""
    links = InvitationLink.objects.select_related(*(f"invitation__{name}" for name in READ_WITH_IT)).order_by()
    about = {str(email.about_id) for email in emails}
    found = links.filter(invitation__public_id__in=about, replaced_at=None)
    living = {(link.invitation.public_id, link.generation): link for link in found}
    asked = {email.pk: (email.about_id, email.payload["generation"]) for email in emails}
    return {pk: living[key] for pk, key in asked.items() if key in living}


@renders(REQUEST)
@renders(REMINDER)
def request_mail(email: OutboundEmail) -> Letter:
    """The partner's words with the link, marked as theirs, and the fixed box.

    Nothing to send where the request has ended or its link was replaced while the mail waited.
    """
    link: InvitationLink | None = gathered(email)
    if link is None or not link.invitation.is_open:
        raise NothingToSend("The request has ended, or its link was replaced.")
    return write_request(email, link.invitation, link)


def write_request(email: OutboundEmail, invitation: Invitation, link: InvitationLink) -> Letter:
    """The words of the request's mail, out of rows that are read already."""
    words = Words(email.payload["subject"], email.payload["body"])
    return letter_with(words, invitation, link_address(link, invitation), email.language)


def letter_with(words: Words, invitation: Invitation, address: str, language: str) -> Letter:
    """The mail with the partner's filled words and the link's address: what is sent, and what a preview shows."""
    context = request_context(invitation, address, words=fill(words.body, address)) | {"subject": words.subject}
    return letter("mail/invitations/request", context, language, invitation)


def request_context(invitation: Invitation, address: str, *, words: str) -> dict[str, Any]:
    """What the two templates of the request's mail read."""
    box = fixed_box(invitation)
    return facts_of(invitation) | {
        "words": words,
        "address": address,
        "box": box,
        "box_text": as_text(box),
        "answer_by": answer_by(invitation),
    }


@renders(CANCELLED)
def cancelled_mail(email: OutboundEmail) -> Letter:
    """The request was withdrawn, and nothing has to be done."""
    invitation = find_invitation(email)
    with override(email.language):
        subject = _("%(partner)s has withdrawn its request") % {"partner": invitation.partner.legal_name}
    context = facts_of(invitation) | {"subject": subject}
    return letter("mail/invitations/cancelled", context, email.language, invitation)


def find_invitation(email: OutboundEmail) -> Invitation:
    """The request that a mail is about. Raises NothingToSend where it is gone (a deleted draft)."""
    requests = Invitation.objects.select_related(*READ_WITH_IT)
    found = requests.filter(public_id=email.about_id).first() if email.about_id else None
    if found is None:
        raise NothingToSend("The request is not there.")
    return found


def facts_of(invitation: Invitation) -> dict[str, Any]:
    """The names in a mail's frame."""
    return {
        "partner": invitation.partner.legal_name,
        "partner_address": invitation.partner.address,
        "sender": sender_name(invitation),
        "reply_to": reply_address(invitation),
        "number": invitation.number,
        "customer": invitation.customer_name,
    }


def letter(template: str, context: dict[str, Any], language: str, invitation: Invitation) -> Letter:
    """The letter of a template, in the name of the partner; answers go to `reply_address`."""
    name, reply = name_of(invitation.partner), context["reply_to"]
    return letter_of(template, context, language, from_name=name, reply_to=reply)
