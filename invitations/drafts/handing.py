"""Handing a request's mail over outside the portal (S3); `outbox.handing` knows how."""

from invitations.drafts.box import fixed_box
from invitations.drafts.text import body_of, subject_of
from invitations.models import Invitation
from partnercenter.outbox import handing
from partnercenter.outbox.boxes import as_text
from partnercenter.outbox.handing import Draft, MailTo


def draft_of(invitation: Invitation, link: str) -> Draft:
    """The request's mail as it stands, with the address of its link."""
    return Draft(
        recipient=invitation.recipient_email,
        subject=subject_of(invitation),
        body=body_of(invitation),
        box=as_text(fixed_box(invitation)),
        link=link,
        language=invitation.language,
    )


def whole_text(invitation: Invitation, link: str) -> str:
    """What *Copy* and the drafts start with."""
    return handing.whole_text(draft_of(invitation, link))


def mail_to(invitation: Invitation, link: str) -> MailTo:
    """The address to open in a mail program."""
    return handing.mail_to(draft_of(invitation, link))


def eml_draft(invitation: Invitation, link: str) -> bytes:
    """The mail as an unsent draft."""
    return handing.eml_draft(draft_of(invitation, link))
