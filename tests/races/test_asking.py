"""The asking side under real transactions: one form one request, one living link, no lock waited for long."""

import time
from functools import partial

import pytest
from django.db import OperationalError, transaction

from invitations.actions import ask, cancel, create, expire_due, new_link, send
from invitations.models import Invitation
from tests import factories
from tests.invitations.asked import events, key, mails, terms
from tests.races.starting import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.race]


def test_twenty_sendings_of_one_form_make_one_request():
    by, same = factories.PartnerMembershipFactory(), key()
    made = at_once(*[lambda: create(terms=terms(), request_key=same, by=by)] * 20)
    assert {each.pk for each in made} == {Invitation.objects.get().pk}
    assert events(made[0]) == ["invitation.created"]


def test_twenty_sendings_of_one_form_leave_one_link():
    by, same = factories.PartnerMembershipFactory(), key()
    asked = at_once(*[lambda: ask(terms=terms(), request_key=same, by=by)] * 20)
    assert {each.invitation.pk for each in asked} == {Invitation.objects.get().pk}
    assert sum(each.link is not None for each in asked) == 1
    assert events(asked[0].invitation) == ["invitation.created", "invitation.readied"]


def test_ten_new_links_at_once_leave_one_that_lives():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    at_once(*[lambda: new_link(invitation=asked, by=by)] * 10)
    assert asked.links.filter(replaced_at=None).count() == 1
    assert sorted(asked.links.values_list("generation", flat=True)) == list(range(1, 12))


def test_ten_sendings_at_once_queue_one_mail():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    at_once(*[lambda: send(invitation=asked, by=by)] * 10)
    assert len(mails(asked)) == 1
    assert events(asked) == ["invitation.sent"]


def test_sending_against_withdrawing_ends_withdrawn_in_either_order():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    at_once(*(partial(act, invitation=asked, by=by) for act in [send, cancel] * 4))
    asked.refresh_from_db()
    assert asked.status == "cancelled"
    assert events(asked).count("invitation.cancelled") == 1
    kinds = [mail.kind for mail in mails(asked)]
    assert kinds in ([], ["invitation.request", "invitation.cancelled"])


def test_four_expiring_jobs_at_once_end_each_request_once():
    due = [factories.InvitationFactory(expires_at=factories.ago(seconds=1)) for _each in range(10)]
    at_once(*[lambda: expire_due(batch=3)] * 4)
    expire_due()
    assert all(events(each) == ["invitation.expired"] for each in due)


def test_a_lock_that_is_not_had_in_three_seconds_is_given_up():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    with transaction.atomic():
        Invitation.objects.select_for_update().get(pk=asked.pk)
        began = time.monotonic()
        [refusal] = at_once(lambda: send(invitation=asked, by=by))
        waited = time.monotonic() - began
    assert isinstance(refusal, OperationalError)
    assert 2.5 < waited < 4.5
    assert not mails(asked)
