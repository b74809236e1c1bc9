"""Handing the text over outside the portal: to copy, as a `mailto:` address, as an `.eml` draft (S3)."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from invitations.drafts.box import as_text, fixed_box
from invitations.drafts.text import LONGEST_SUBJECT, body_of, fill, subject_of
from invitations.models import Invitation
from partnercenter.canonical.emails import ascii_address

LONGEST_MAILTO = 1800  # encoded characters that every common mail program takes
SHORT_SUBJECT = 60  # characters of the subject beside the short text; a Japanese one takes nine each


@dataclass(frozen=True)
class MailTo:
    """The address to open in a mail program, and how much of the draft fitted into it."""

    address: str
    has_box: bool
    has_text: bool


def whole_text(invitation: Invitation, link: str) -> str:
    """What *Copy* and the drafts start with: the sender's words with the link, then the fixed box."""
    return f"{fill(body_of(invitation), link)}\n\n{as_text(fixed_box(invitation))}"


def mail_to(invitation: Invitation, link: str) -> MailTo:
    """The longest of these that fits: words and box, the words alone, a short fixed text with the link."""
    words = fill(body_of(invitation), link)
    whole = address_with(invitation, whole_text(invitation, link))
    if len(whole) <= LONGEST_MAILTO:
        return MailTo(whole, has_box=True, has_text=True)
    alone = address_with(invitation, words)
    if len(alone) <= LONGEST_MAILTO:
        return MailTo(alone, has_box=False, has_text=True)
    short = address_with(invitation, short_text(invitation, link), longest_subject=SHORT_SUBJECT)
    return MailTo(short, has_box=False, has_text=False)


def address_with(invitation: Invitation, text: str, *, longest_subject: int = LONGEST_SUBJECT) -> str:
    """`mailto:` with recipient, subject and text; line breaks as CRLF (RFC 6068)."""
    subject = subject_of(invitation)[:longest_subject]
    to = ascii_address(invitation.recipient_email) if invitation.recipient_email else ""
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject, safe='')}&body={body}"


def short_text(invitation: Invitation, link: str) -> str:
    """The fixed text for mail programs that do not take the whole one."""
    with override(invitation.language):
        return _("Read the request and accept or decline it:\n%(link)s\n\nOpening the link changes nothing.") % {
            "link": link
        }


def eml_draft(invitation: Invitation, link: str) -> bytes:
    """The mail as an unsent draft: opens in a mail program ready to be sent from the person's own mailbox."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if invitation.recipient_email:
        message["To"] = ascii_address(invitation.recipient_email)
    message["Subject"] = subject_of(invitation)
    message.set_content(whole_text(invitation, link) + "\n", cte="base64")
    return message.as_bytes()
