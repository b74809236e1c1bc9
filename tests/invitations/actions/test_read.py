"""What reading leaves behind."""

import pytest
from time_machine import travel

from invitations.actions.read import mark_read, report
from partnercenter.audit.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def test_reading_is_recorded_once():
    invitation, user = factories.InvitationFactory(sent=True), factories.UserFactory()
    assert mark_read(invitation=invitation, by=user)
    first = type(invitation).objects.get(pk=invitation.pk).read_at
    assert not mark_read(invitation=invitation, by=user)
    assert type(invitation).objects.get(pk=invitation.pk).read_at == first
    assert AuditEvent.objects.filter(action="invitation.read").count() == 1


def test_an_ended_request_is_not_read_any_more():
    invitation = factories.InvitationFactory(cancelled=True)
    assert not mark_read(invitation=invitation, by=factories.UserFactory())
    assert not AuditEvent.objects.exists()


def test_a_report_is_recorded_without_a_name_and_not_again_within_the_hour():
    invitation = factories.InvitationFactory(sent=True)
    assert report(invitation=invitation, by=None)
    assert not report(invitation=invitation, by=factories.UserFactory())
    event = AuditEvent.objects.get(action="invitation.reported")
    assert (event.actor_id, event.partner_id) == (None, invitation.partner.public_id)
    with travel(factories.ago(hours=-2)):
        assert report(invitation=invitation, by=None)


def test_a_report_changes_nothing_of_the_request():
    invitation = factories.InvitationFactory(sent=True)
    report(invitation=invitation, by=None)
    before = vars(invitation).copy()
    invitation.refresh_from_db()
    assert {key: vars(invitation)[key] for key in before if not key.startswith("_")} == {
        key: value for key, value in before.items() if not key.startswith("_")
    }
