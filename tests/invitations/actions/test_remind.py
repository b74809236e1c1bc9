"""Reminders: to whom, when, once each, in the recipient's language, with the link that lives."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from invitations.actions import change_recipient, new_link, remind_due, send, switch_reminders
from invitations.actions.remind import REQUESTS
from invitations.models import Invitation, InvitationReminder
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.outbox.suppressing import suppress
from partnercenter.partners import reminding
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.factories.times import ago, midnight_in
from tests.invitations.asked import events

pytestmark = pytest.mark.django_db
REMINDER = "invitation.reminder"


def waiting(membership, *, days: int = 7, mailed_days_ago: int = 20, **traits):
    """A request that was sent and arrived, and whose last day lies `days` days ahead."""
    fields = {"partner": membership.partner, "owner": membership, "expires_at": midnight_in(days), **traits}
    asked = send(invitation=factories.InvitationFactory(**fields), by=membership)
    Invitation.objects.filter(pk=asked.pk).update(sent_at=ago(days=mailed_days_ago))
    mails = OutboundEmail.objects.filter(about_id=asked.public_id)
    mails.update(state="sent", settled_at=ago(days=mailed_days_ago), created_at=ago(days=mailed_days_ago))
    return Invitation.objects.get(pk=asked.pk)


def at_noon(days: int = 0):
    """Noon of a day from now, in UTC: after nine in the morning of every zone that the tests use."""
    return timezone.now().replace(hour=12, minute=0) + timedelta(days=days)


def reminders() -> list[OutboundEmail]:
    return list(OutboundEmail.objects.filter(kind=REMINDER).order_by("id"))


def test_each_reminder_goes_out_once_however_often_and_late_the_job_runs(partner_membership) -> None:
    asked = waiting(partner_membership)
    for days in (-1, 0, 0, 1, 4, 6, 6, 7, 9):
        remind_due(at_noon(days))
        OutboundEmail.objects.filter(kind=REMINDER, state="queued").update(state="sent", settled_at=timezone.now())
    assert list(asked.reminders.order_by("id").values_list("kind", flat=True)) == ["days_7", "days_1"]
    assert [mail.recipient for mail in reminders()] == [asked.recipient_email] * 2
    assert events(asked)[-2:] == ["invitation.reminded"] * 2


def test_a_job_that_was_away_sends_the_urgent_one_alone(partner_membership) -> None:
    waiting(partner_membership)
    remind_due(at_noon(6))
    assert [row.kind for row in InvitationReminder.objects.all()] == ["days_1"]


def test_the_reminder_is_written_in_the_recipients_language_with_the_link_that_lives(partner_membership) -> None:
    asked = waiting(partner_membership, language="ja", subject="再販業者関係のご依頼")
    remind_due(at_noon())
    letter = render(reminders()[0])
    assert letter.subject == "再度のご連絡：再販業者関係のご依頼"
    assert f"/i/{factories.token_of(factories.live_link(asked))}/" in letter.text
    assert letter.text.count("/i/") == 1
    assert "変わらないこと" in letter.text
    assert (letter.from_name, letter.reply_to) == (asked.partner.legal_name, partner_membership.user.email)


LEFT_OUT = {
    "turned off": {"reminds": False},
    "without addressee": {"unaddressed": True},
    "just sent": {"mailed_days_ago": 1},
    "far from its end": {"days": 9},
}


@pytest.mark.parametrize("name", [name for name in LEFT_OUT if name != "without addressee"])
def test_nobody_is_reminded_of_a_request_that_is(name, partner_membership) -> None:
    waiting(partner_membership, **LEFT_OUT[name])
    assert remind_due(at_noon()) == 0


@pytest.mark.parametrize("traits", [{}, {"unaddressed": True, "sent": True}, {"accepted": True}, {"declined": True}])
def test_only_sent_requests_that_wait_are_reminded_of(traits, partner_membership) -> None:
    fields = {"partner": partner_membership.partner, "owner": partner_membership, "expires_at": midnight_in(7)}
    factories.InvitationFactory(**fields, **traits)
    assert remind_due(at_noon()) == 0


@pytest.mark.parametrize("state", ["bounced", "failed", "suppressed", "dead", "queued", "deferred"])
def test_nobody_is_reminded_of_a_mail_that_did_not_arrive(state, partner_membership) -> None:
    asked = waiting(partner_membership)
    settled = None if state in ("queued", "deferred") else timezone.now()
    OutboundEmail.objects.filter(about_id=asked.public_id).update(state=state, settled_at=settled)
    assert remind_due(at_noon()) == 0


def test_an_address_on_the_suppression_list_gets_no_reminder(partner_membership) -> None:
    asked = waiting(partner_membership)
    suppress(recipient_key=asked.recipient_key, cloud_code="public", reason="operator", by=None)
    assert remind_due(at_noon()) == 0


def test_a_suspended_partner_reminds_nobody(partner_membership) -> None:
    waiting(partner_membership)
    operator = factories.UserFactory(operator=True)
    when_and_who = {"suspended_at": timezone.now(), "suspended_by": operator}
    Partner.objects.filter(pk=partner_membership.partner_id).update(status="suspended", **when_and_who)
    assert remind_due(at_noon()) == 0


@pytest.mark.parametrize("then", ["answered", "new link", "other address"])
def test_a_reminder_that_waits_is_not_sent_once_its_link_is_of_no_use(then, partner_membership) -> None:
    asked = waiting(partner_membership)
    remind_due(at_noon())
    if then == "answered":
        Invitation.objects.filter(pk=asked.pk).update(status="accepted", ended_at=timezone.now())
    elif then == "new link":
        new_link(invitation=asked, by=partner_membership)
    else:
        change_recipient(invitation=asked, email="other@minato.example", by=partner_membership)
    with pytest.raises(NothingToSend):
        render(reminders()[0])


def test_a_job_that_dies_over_a_reminder_leaves_neither_row_nor_mail_and_the_next_one_sends_it(
    partner_membership,
) -> None:
    asked = waiting(partner_membership)

    def tell_and_die(request, kind) -> None:
        REQUESTS.tell(request, kind)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        reminding.remind_due(replace(REQUESTS, tell=tell_and_die), at_noon())
    assert (asked.reminders.count(), reminders()) == (0, [])
    assert remind_due(at_noon()) == 1


def test_the_database_takes_no_second_reminder_of_a_kind(partner_membership) -> None:
    asked = waiting(partner_membership)
    remind_due(at_noon())
    with pytest.raises(IntegrityError), transaction.atomic():
        InvitationReminder.objects.create(invitation=asked, kind="days_7")


def test_reminders_are_turned_off_and_on_for_one_request(partner_membership) -> None:
    asked = waiting(partner_membership)
    for on, number in ((False, 0), (False, 0), (True, 1)):
        switch_reminders(invitation=asked, on=on, by=partner_membership)
        assert remind_due(at_noon()) == number
    assert events(asked)[-3:] == ["invitation.reminders_switched"] * 2 + ["invitation.reminded"]


def test_only_who_controls_a_request_that_waits_turns_its_reminders(partner, partner_membership) -> None:
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    with pytest.raises(PermissionDenied):
        switch_reminders(invitation=waiting(partner_membership), on=False, by=sales)
    ended = factories.InvitationFactory(partner=partner, owner=partner_membership, cancelled=True)
    with pytest.raises(ValidationError):
        switch_reminders(invitation=ended, on=False, by=partner_membership)


def test_the_page_shows_what_is_planned_and_turns_it_off(partner_membership) -> None:
    asked = waiting(partner_membership, days=20, mailed_days_ago=5)
    client, page = client_of(partner_membership), f"/partner/requests/{asked.public_id}/"
    assert "A reminder goes to the recipient" in client.get(page).content.decode()
    client.post(f"{page}reminders/", {"reminders": "off"})
    shown = client.get(page).content.decode()
    assert "A reminder goes to the recipient" not in shown
    assert "Turn reminders on" in shown


def test_a_new_request_begins_with_the_partners_choice_and_takes_another(partner, partner_client) -> None:
    assert partner_client.get("/partner/requests/new/").context["form"]["reminds"].value() is True
    partner.reminds = False
    partner.save()
    form = partner_client.get("/partner/requests/new/").context["form"]
    assert form["reminds"].value() is False
    answers = {"request_key": form["request_key"].value(), "rights": "none", "language": "en", "life_days": "30"}
    partner_client.post("/partner/requests/new/", answers | {"reminds": "on"})
    assert Invitation.objects.get().reminds is True
