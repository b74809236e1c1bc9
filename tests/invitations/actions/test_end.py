"""Withdrawn by a person, expired by the clock."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from invitations.actions import cancel, expire_due, send
from invitations.models import Invitation
from invitations.tasks import expire_due_requests
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.invitations.asked import codes, events, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership)


def overdue(**traits):
    return factories.InvitationFactory(expires_at=timezone.now() - timedelta(seconds=1), **traits)


def test_withdrawing_writes_when_and_who_and_the_event(asked, partner_membership):
    cancel(invitation=asked, by=partner_membership)
    row = Invitation.objects.get(pk=asked.pk)
    assert (row.status, row.ended_by) == ("cancelled", partner_membership.user)
    assert row.ended_at is not None
    assert events(asked) == ["invitation.cancelled"]
    assert not mails(asked)


def test_whoever_was_mailed_is_told(asked, partner_membership):
    send(invitation=asked, by=partner_membership)
    cancel(invitation=asked, by=partner_membership)
    assert [mail.kind for mail in mails(asked)] == ["invitation.request", "invitation.cancelled"]


def test_a_draft_can_be_withdrawn(partner_membership):
    draft = factories.InvitationFactory(draft=True, partner=partner_membership.partner, owner=partner_membership)
    assert cancel(invitation=draft, by=partner_membership).status == "cancelled"


@pytest.mark.parametrize("trait", ["accepted", "declined", "cancelled", "expired", "replaced"])
def test_what_has_ended_cannot_be_withdrawn(partner_membership, trait):
    ended = factories.InvitationFactory(partner=partner_membership.partner, owner=partner_membership, **{trait: True})
    with pytest.raises(ValidationError) as refused:
        cancel(invitation=ended, by=partner_membership)
    assert codes(refused.value) == {"__all__": ["ended"]}
    assert not events(ended)


def test_a_viewer_withdraws_nothing(asked, partner):
    viewer = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER])
    with pytest.raises(PermissionDenied):
        cancel(invitation=asked, by=viewer)


def test_a_job_may_withdraw_with_a_reason(asked):
    row = cancel(invitation=asked, reason="partnership_ended", by=None)
    assert (row.end_reason, row.ended_by) == ("partnership_ended", None)


def test_what_is_due_expires_and_the_rest_does_not(asked):
    due = [overdue(), overdue(sent=True)]
    draft, done = factories.InvitationFactory(draft=True), overdue(accepted=True)
    assert expire_due() == 2
    assert {row.status for row in Invitation.objects.filter(pk__in=[each.pk for each in due])} == {"expired"}
    assert all(events(each) == ["invitation.expired"] for each in due)
    for kept, status in ((asked, "ready"), (draft, "draft"), (done, "accepted")):
        kept.refresh_from_db()
        assert kept.status == status


def test_expiring_again_changes_nothing():
    due = overdue()
    assert (expire_due(), expire_due()) == (1, 0)
    assert events(due) == ["invitation.expired"]


def test_many_are_expired_in_batches():
    for _each in range(5):
        overdue()
    assert expire_due(batch=2) == 5


def test_the_task_does_it():
    overdue()
    assert expire_due_requests() == 1
