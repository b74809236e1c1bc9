"""Reminders and lost mail under real transactions: several schedulers at once, one mail."""

from functools import partial

import pytest
from django.utils import timezone

from invitations.actions import remind_due
from invitations.models import InvitationReminder
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.undelivered import tell_undelivered
from tests import factories
from tests.invitations.actions.test_remind import at_noon, waiting
from tests.races.starting import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db]


def test_schedulers_at_once_remind_once() -> None:
    membership = factories.PartnerMembershipFactory()
    asked = [waiting(membership) for _each in range(5)]
    sent = at_once(*[partial(remind_due, at_noon())] * 4)
    assert sum(sent) == len(asked)
    assert InvitationReminder.objects.count() == len(asked)
    assert OutboundEmail.objects.filter(kind="invitation.reminder").count() == len(asked)


def test_schedulers_at_once_tell_of_a_lost_mail_once() -> None:
    asked = waiting(factories.PartnerMembershipFactory())
    lost = OutboundEmail.objects.filter(about_id=asked.public_id)
    lost.update(state="bounced", settled_at=timezone.now())
    assert sorted(at_once(*[tell_undelivered] * 4)) == [0, 0, 0, 1]
    assert OutboundEmail.objects.filter(kind="requests.undelivered").count() == 1
