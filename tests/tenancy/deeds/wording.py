"""Words of their own, and reminders."""

from invitations.mails import asking
from invitations.models import Invitation, InvitationReminder
from partnercenter.partners.mails import requests
from partnercenter.partners.models import LetterKind, MailTemplate, PartnershipReminder, PartnershipRequest
from tests.tenancy.land import Land


def word_and_remind(land: Land) -> None:
    """A and C keep templates; everybody who was asked has been reminded."""
    for name in ("A", "C"):
        words = {"name": "Our usual", "subject": "Of us", "body": "Hello {link}"}
        MailTemplate.objects.create(partner=land.partners[name], kind=LetterKind.REMINDER, language="en", **words)
    for asked in Invitation.objects.filter(cloud=land.cloud, status="sent"):
        InvitationReminder.objects.create(invitation=asked, kind="days_7")
        for link in asked.links.filter(replaced_at=None):
            asking.queue_reminder(asked, link, kind="days_7")
    for asked in PartnershipRequest.objects.filter(cloud=land.cloud, status="sent"):
        PartnershipReminder.objects.create(request=asked, kind="days_7")
        for link in asked.links.filter(replaced_at=None):
            requests.queue_reminder(asked, link, kind="days_7")
