"""Sending, again and with a new link: row, event and mail each time, and never too often."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from invitations.actions import cancel, change_recipient, edit_text, new_link, resend, reveal_link, send
from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.suppressing import suppress
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.invitations.asked import codes, events, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(
        partner=partner_membership.partner,
        owner=partner_membership,
        recipient_email="k.sato@minato.example",
        language="ja",
    )


def refused_with(action, **arguments):
    with pytest.raises(ValidationError) as refused:
        action(**arguments)
    return codes(refused.value)


def later(**span):
    """A clock that far ahead; the rows' own times are set back instead, because the database has its own clock."""
    moved = timedelta(**span)
    for mail in OutboundEmail.objects.all():
        OutboundEmail.objects.filter(pk=mail.pk).update(created_at=mail.created_at - moved)


def test_sending_writes_the_row_the_event_and_one_mail(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    asked.refresh_from_db()
    [mail] = mails(asked)
    assert (asked.status, events(asked)) == ("sent", ["invitation.sent"])
    assert (mail.kind, mail.recipient, mail.language) == ("invitation.request", "k.sato@minato.example", "ja")
    assert mail.payload == {"generation": 1, "subject": asked.subject, "body": asked.body}
    assert mail.give_up_at == asked.expires_at
    assert mail.partner_id == asked.partner.public_id


def test_sending_twice_is_a_no_op(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    send(invitation=asked, by=partner_membership)
    assert len(mails(asked)) == 1
    assert events(asked) == ["invitation.sent"]


def test_no_mail_row_holds_the_token(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    token = factories.token_of(factories.live_link(asked))
    assert token not in str(OutboundEmail.objects.values().get())


@pytest.mark.parametrize("trait", ["accepted", "declined", "cancelled", "expired", "replaced"])
@pytest.mark.parametrize("action", [send, resend, new_link])
def test_nothing_is_sent_for_a_request_that_has_ended(partner_membership, trait, action):
    ended = factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership, **{trait: True})
    assert refused_with(action, invitation=ended, by=partner_membership) == {"__all__": ["ended"]}
    assert not mails(ended)


def test_nothing_is_sent_after_the_last_day_even_before_the_job_has_run(asked, partner_membership):
    with time_machine.travel(asked.expires_at + timedelta(seconds=1)):
        assert refused_with(send, invitation=asked, by=partner_membership) == {"__all__": ["expired"]}


def test_a_draft_and_a_request_without_recipient_cannot_be_sent(partner_membership):
    own = {"partner": partner_membership.partner, "owner": partner_membership}
    draft = factories.InvitationFactory(draft=True, **own)
    nobody = factories.InvitationFactory(unaddressed=True, **own)
    assert refused_with(send, invitation=draft, by=partner_membership) == {"__all__": ["not_ready"]}
    assert refused_with(send, invitation=nobody, by=partner_membership) == {"__all__": ["no_recipient"]}


def test_again_means_the_same_link_in_another_mail(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    later(minutes=10, seconds=1)
    resend(invitation=asked, by=partner_membership)
    assert [mail.payload["generation"] for mail in mails(asked)] == [1, 1]
    assert events(asked) == ["invitation.sent", "invitation.resent"]


def test_again_within_ten_minutes_says_how_long_to_wait(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    later(minutes=3)
    with pytest.raises(ValidationError) as refused:
        resend(invitation=asked, by=partner_membership)
    assert refused.value.code == "too_soon"
    assert "Wait 7 minutes" in refused.value.messages[0]
    assert len(mails(asked)) == 1


def test_the_sixth_mail_of_a_day_is_refused(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    for _time in range(4):
        later(minutes=11)
        resend(invitation=asked, by=partner_membership)
    later(minutes=11)
    assert refused_with(resend, invitation=asked, by=partner_membership) == {"__all__": ["too_many"]}
    later(hours=24)
    resend(invitation=asked, by=partner_membership)
    assert len(mails(asked)) == 6


def test_one_address_gets_ten_mails_a_day_of_a_partner_at_most(partner_membership):
    own = {"partner": partner_membership.partner, "owner": partner_membership}
    asked = [factories.InvitationFactory(recipient_email="k.sato@minato.example", **own) for _each in range(11)]
    for each in asked[:10]:
        send(invitation=each, by=partner_membership)
    assert refused_with(send, invitation=asked[10], by=partner_membership) == {"__all__": ["address_busy"]}


def test_a_new_link_ends_the_old_one_and_keeps_the_request(asked, partner_membership):
    old = factories.live_link(asked)
    fresh = new_link(invitation=asked, by=partner_membership)
    old.refresh_from_db()
    asked.refresh_from_db()
    assert old.replaced_at is not None
    assert (fresh.generation, factories.live_link(asked)) == (2, fresh)
    assert (asked.status, mails(asked), events(asked)) == ("ready", [], ["invitation.link_replaced"])


def test_a_new_link_can_be_mailed_without_the_ten_minutes(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    new_link(invitation=asked, with_mail=True, by=partner_membership)
    assert [mail.payload["generation"] for mail in mails(asked)] == [1, 2]


def test_a_corrected_address_gets_a_new_link(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    change_recipient(invitation=asked, email="K.Sato@minato-seiki.example", name="佐藤", by=partner_membership)
    asked.refresh_from_db()
    assert (asked.recipient_key, asked.recipient_name) == ("k.sato@minato-seiki.example", "佐藤")
    assert [(mail.recipient, mail.payload["generation"]) for mail in mails(asked)] == [
        ("k.sato@minato.example", 1),
        ("K.Sato@minato-seiki.example", 2),
    ]
    assert events(asked)[-1] == "invitation.recipient_changed"


def test_a_corrected_address_is_checked_like_a_first_one(asked, partner_membership):
    found = refused_with(change_recipient, invitation=asked, email="abuse@minato.example", by=partner_membership)
    assert found == {"recipient_email": ["reserved_local_part"]}
    assert Invitation.objects.get(pk=asked.pk).recipient_email == "k.sato@minato.example"
    assert factories.live_link(asked).generation == 1


def test_an_address_that_takes_no_mail_is_no_correction_and_leaves_the_link_alive(asked, partner_membership):
    suppress(recipient_key="gone@minato.example", cloud_code=asked.cloud.code, reason="no_mailbox", by=None)
    found = refused_with(change_recipient, invitation=asked, email="Gone@minato.example", by=partner_membership)
    assert found == {"recipient_email": ["suppressed"]}
    assert (factories.live_link(asked).generation, mails(asked), events(asked)) == (1, [], [])


def test_a_reusable_request_never_gets_a_recipient(partner_membership):
    asked = factories.InvitationFactory(reusable=True, partner=partner_membership.partner, owner=partner_membership)
    found = refused_with(change_recipient, invitation=asked, email="a@minato.example", by=partner_membership)
    assert found == {"recipient_email": ["reusable_addressed"]}


@pytest.mark.parametrize("action", [send, resend, new_link])
@pytest.mark.parametrize(
    ("roles", "own", "allowed"),
    [
        (["admin_agent"], False, True),
        (["global_admin"], False, True),
        (["sales_agent"], True, True),
        (["sales_agent"], False, False),
        (["sales_agent", "admin_agent"], False, True),
        (["helpdesk_agent"], False, False),
        (["viewer"], False, False),
    ],
)
def test_the_role_table_decides_who_controls_a_request(partner, action, roles, own, allowed):
    by = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole(role) for role in roles])
    owner = {"owner": by} if own else {}
    asked = factories.InvitationFactory(partner=partner, **owner)
    if allowed:
        action(invitation=asked, by=by)
        assert events(asked)
        return
    with pytest.raises(PermissionDenied):
        action(invitation=asked, by=by)
    assert not events(asked)
    assert not mails(asked)


def test_a_stranger_is_refused_and_an_operator_is_not(asked):
    with pytest.raises(PermissionDenied):
        send(invitation=asked, by=factories.PartnerMembershipFactory())
    with pytest.raises(PermissionDenied):
        send(invitation=asked, by=factories.UserFactory())
    send(invitation=asked, by=factories.UserFactory(operator=True))
    assert events(asked) == ["invitation.sent"]


def test_a_suspended_partner_sends_nothing(asked, partner_membership):
    partner = partner_membership.partner
    partner.status, partner.suspended_at = "suspended", timezone.now()
    partner.suspended_by = factories.UserFactory(operator=True)
    partner.save()
    assert refused_with(send, invitation=asked, by=partner_membership) == {"__all__": ["partner_suspended"]}


@pytest.mark.parametrize("role", [PartnerRole.SALES_AGENT, PartnerRole.GLOBAL_ADMIN])
def test_who_may_not_ask_for_rights_alone_cannot_turn_a_released_request_to_somebody_else(partner_membership, role):
    by = factories.PartnerMembershipFactory(partner=partner_membership.partner, roles=[role])
    released = factories.InvitationFactory(partner=by.partner, owner=by, rights="full")
    with pytest.raises(PermissionDenied, match="Admin agent"):
        change_recipient(invitation=released, email="other@hikari.example", by=by)
    released.refresh_from_db()
    assert released.recipient_email != "other@hikari.example"
    assert mails(released) == events(released) == []


def test_a_sales_agent_corrects_the_address_of_an_own_request_without_rights(partner_membership):
    by = factories.PartnerMembershipFactory(partner=partner_membership.partner, roles=[PartnerRole.SALES_AGENT])
    asked = factories.InvitationFactory(partner=by.partner, owner=by, rights="none")
    change_recipient(invitation=asked, email="other@hikari.example", by=by)
    assert mails(asked)[-1].recipient == "other@hikari.example"


def test_a_suspended_partner_changes_nothing(asked, partner_membership):
    partner = partner_membership.partner
    partner.status, partner.suspended_at = "suspended", timezone.now()
    partner.suspended_by = factories.UserFactory(operator=True)
    partner.save()
    refused = {"__all__": ["partner_suspended"]}
    changes = {"invitation": asked, "by": partner_membership}
    assert refused_with(edit_text, subject="Other", body="Other {link}", **changes) == refused
    assert refused_with(reveal_link, **changes) == refused
    assert refused_with(cancel, **changes) == refused
    assert events(asked) == []
