"""Whoever asked hears that a mail did not arrive: once for each mail, in one letter for all that came back at once."""

import pytest
from django.utils import timezone

from invitations.actions import resend, send
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.outbox.undelivered import tell_undelivered
from partnercenter.partners.mails.undelivered import UNDELIVERED
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.factories.times import ago

pytestmark = pytest.mark.django_db


def lost(membership, state: str = "bounced", **traits):
    """A request whose mail came to a bad end."""
    asked = factories.InvitationFactory(partner=membership.partner, owner=membership, **traits)
    asked = send(invitation=asked, by=membership)
    OutboundEmail.objects.filter(about_id=asked.public_id).update(state=state, settled_at=timezone.now())
    return asked


def told() -> list[OutboundEmail]:
    return list(OutboundEmail.objects.filter(kind=UNDELIVERED).order_by("id"))


@pytest.mark.parametrize("state", ["bounced", "failed", "suppressed", "dead"])
def test_the_owner_is_told_once(state, partner_membership) -> None:
    asked = lost(partner_membership, state)
    assert [tell_undelivered() for _run in range(3)] == [1, 0, 0]
    [mail] = told()
    letter = render(mail)
    assert mail.recipient == partner_membership.user.email
    assert letter.subject == f"The e-mail to {asked.recipient_email} did not arrive"
    assert f"/partner/requests/{asked.public_id}/" in letter.text


def test_a_second_mail_that_is_lost_is_told_again(partner_membership) -> None:
    asked = lost(partner_membership)
    tell_undelivered()
    OutboundEmail.objects.filter(about_id=asked.public_id).update(created_at=ago(hours=1))
    resend(invitation=asked, by=partner_membership)
    OutboundEmail.objects.filter(state="queued", kind="invitation.request").update(
        state="bounced", settled_at=timezone.now()
    )
    tell_undelivered()
    assert len(told()) == 2


def test_what_came_back_in_one_go_stands_in_one_letter(partner_membership) -> None:
    several = [lost(partner_membership) for _each in range(3)]
    assert tell_undelivered() == 3
    letter = render(told()[0])
    assert letter.subject == "3 e-mails did not arrive"
    assert all(asked.number in letter.text and asked.recipient_email in letter.text for asked in several)


@pytest.mark.parametrize("state", ["sent", "queued", "unknown", "moot"])
def test_nobody_is_told_of_a_mail_that_is_on_its_way_or_there(state, partner_membership) -> None:
    lost(partner_membership, state)
    assert tell_undelivered() == 0


def test_of_a_request_that_was_answered_meanwhile_nobody_is_told(partner_membership) -> None:
    asked = lost(partner_membership)
    type(asked).objects.filter(pk=asked.pk).update(status="accepted", ended_at=timezone.now())
    tell_undelivered()
    assert told() == []


def test_where_the_owner_has_left_the_global_admins_are_told(partner, partner_membership) -> None:
    admin = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    lost(partner_membership)
    partner_membership.left_at = timezone.now()
    partner_membership.save()
    tell_undelivered()
    assert [mail.recipient for mail in told()] == [admin.user.email]
