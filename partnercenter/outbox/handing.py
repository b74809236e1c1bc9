"""Handing a mail over outside the portal: to copy, as a `mailto:` address, as an `.eml` draft (S3)."""

from dataclasses import dataclass
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import quote

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.canonical.emails import ascii_address
from partnercenter.links.words import LONGEST_SUBJECT, fill

LONGEST_MAILTO = 1800  # encoded characters that every common mail program takes
SHORT_SUBJECT = 60  # characters of the subject beside the short text; a Japanese one takes nine each


@dataclass(frozen=True)
class Draft:
    """A mail before it is sent: `body` with the link's place, `box` the fixed box as text, `link` the whole address."""

    recipient: str  # empty for nobody yet
    subject: str
    body: str
    box: str
    link: str
    language: str

    @property
    def words(self) -> str:
        """The sender's words with the link."""
        return fill(self.body, self.link)


@dataclass(frozen=True)
class MailTo:
    """The address to open in a mail program, and how much of the draft fitted into it."""

    address: str
    has_box: bool
    has_text: bool


def whole_text(draft: Draft) -> str:
    """What *Copy* and the drafts start with: the sender's words with the link, then the fixed box."""
    return f"{draft.words}\n\n{draft.box}"


def mail_to(draft: Draft) -> MailTo:
    """The longest of these that fits: words and box, the words alone, a short fixed text with the link."""
    whole = address_with(draft, whole_text(draft))
    if len(whole) <= LONGEST_MAILTO:
        return MailTo(whole, has_box=True, has_text=True)
    alone = address_with(draft, draft.words)
    if len(alone) <= LONGEST_MAILTO:
        return MailTo(alone, has_box=False, has_text=True)
    short = address_with(draft, short_text(draft), longest_subject=SHORT_SUBJECT)
    return MailTo(short, has_box=False, has_text=False)


def address_with(draft: Draft, text: str, *, longest_subject: int = LONGEST_SUBJECT) -> str:
    """`mailto:` with recipient, subject and text; line breaks as CRLF (RFC 6068)."""
    to = ascii_address(draft.recipient) if draft.recipient else ""
    subject = quote(draft.subject[:longest_subject], safe="")
    body = quote(text.replace("\n", "\r\n"), safe="")
    return f"mailto:{quote(to, safe='@')}?subject={subject}&body={body}"


def short_text(draft: Draft) -> str:
    """The fixed text for mail programs that do not take the whole one."""
    with override(draft.language):
        return _("Read the request and accept or decline it:\n%(link)s\n\nOpening the link changes nothing.") % {
            "link": draft.link
        }


def eml_draft(draft: Draft) -> bytes:
    """The mail as an unsent draft: opens in a mail program ready to be sent from the person's own mailbox."""
    message = EmailMessage(policy=SMTP)
    message["X-Unsent"] = "1"
    if draft.recipient:
        message["To"] = ascii_address(draft.recipient)
    message["Subject"] = draft.subject
    message.set_content(whole_text(draft) + "\n", cte="base64")
    return message.as_bytes()
