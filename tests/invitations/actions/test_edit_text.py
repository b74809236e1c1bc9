"""The sender's words, and the link shown to those who may hand it over."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from invitations.actions import edit_text, new_link, release, reveal_link
from invitations.drafts.text import answer_by, default_body, default_subject
from invitations.models import Invitation
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.invitations.asked import codes, events

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership)


def test_words_are_stored_as_written(asked, partner_membership):
    edit_text(invitation=asked, subject=" Our  talk ", body="Dear Mr Sato,\r\n\r\n{link}\n", by=partner_membership)
    row = Invitation.objects.get(pk=asked.pk)
    assert (row.subject, row.body) == ("Our talk", "Dear Mr Sato,\n\n{link}")
    assert events(asked) == ["invitation.text_edited"]


def test_unchanged_words_leave_no_event(asked, partner_membership):
    edit_text(invitation=asked, subject=asked.subject, body=asked.body, by=partner_membership)
    assert not events(asked)


@pytest.mark.parametrize("name", ["Booking.com K.K.", "Kitakaze.jp"])
def test_a_partner_may_ask_in_its_own_name_though_it_looks_like_a_domain(asked, partner_membership, name):
    asked.partner.legal_name = name
    asked.partner.save()
    fresh = Invitation.objects.get(pk=asked.pk)
    edit_text(invitation=fresh, subject=default_subject(fresh), body=default_body(fresh), by=partner_membership)
    assert name in Invitation.objects.get(pk=asked.pk).subject
    for words in (f"{name} and evil.com", f"{name}/login", f"sub.{name}"):
        with pytest.raises(ValidationError) as refused:
            edit_text(invitation=fresh, subject=words, body=default_body(fresh), by=partner_membership)
        assert codes(refused.value) == {"subject": ["link"]}


def test_both_refusals_come_at_once_and_nothing_is_stored(asked, partner_membership):
    with pytest.raises(ValidationError) as refused:
        edit_text(invitation=asked, subject="", body="no place", by=partner_membership)
    assert codes(refused.value) == {"subject": ["required"], "body": ["link_missing"]}
    assert Invitation.objects.get(pk=asked.pk).subject == asked.subject


def test_an_ended_request_keeps_its_words(partner_membership):
    ended = factories.InvitationFactory(accepted=True, partner=partner_membership.partner, owner=partner_membership)
    with pytest.raises(ValidationError):
        edit_text(invitation=ended, subject="x", body="{link}", by=partner_membership)


def test_the_link_is_shown_and_the_look_is_in_the_log(asked, partner_membership):
    address = reveal_link(invitation=asked, by=partner_membership)
    token = factories.token_of(factories.live_link(asked))
    assert address == f"http://public.localhost:8000/i/{token}/"
    assert events(asked) == ["invitation.link_revealed"]


def test_after_a_new_link_the_new_one_is_shown(asked, partner_membership):
    old = reveal_link(invitation=asked, by=partner_membership)
    new_link(invitation=asked, by=partner_membership)
    assert reveal_link(invitation=asked, by=partner_membership) != old


@pytest.mark.parametrize("role", [PartnerRole.VIEWER, PartnerRole.HELPDESK_AGENT, PartnerRole.SALES_AGENT])
def test_who_does_not_control_a_request_sees_no_link(asked, partner, role):
    other = factories.PartnerMembershipFactory(partner=partner, roles=[role])
    with pytest.raises(PermissionDenied):
        reveal_link(invitation=asked, by=other)
    assert not events(asked)


def test_the_default_words_of_a_draft_are_written_with_its_release_when_the_last_day_is_known(partner):
    sales = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    admin = factories.PartnerMembershipFactory(partner=partner)
    draft = factories.InvitationFactory(draft=True, partner=partner, owner=sales, subject="", body="")
    edit_text(invitation=draft, subject=default_subject(draft), body=default_body(draft), by=sales)
    assert Invitation.objects.get(pk=draft.pk).body == ""
    with time_machine.travel(timezone.now() + timedelta(days=5)):
        released = release(invitation=draft, by=admin)
    assert answer_by(released) in released.body
