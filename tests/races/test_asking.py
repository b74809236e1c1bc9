"""The asking side under real transactions: one form one request, one living link, no lock waited for long."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import OperationalError, connection, transaction

from invitations.actions import ask, cancel, create, expire_due, new_link, send
from invitations.models import Invitation
from tests import factories
from tests.invitations.asked import events, key, mails, terms

pytestmark = [pytest.mark.django_db, pytest.mark.race]


def at_once(count: int, action: Callable[[int], Any]) -> list[Any]:
    """Run `action` in so many threads that start together; answers or refusals, in order."""
    barrier = Barrier(count)

    def run(number: int) -> Any:
        barrier.wait()
        try:
            return action(number)
        except (ValidationError, OperationalError) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(run, range(count)))


def test_twenty_sendings_of_one_form_make_one_request():
    by, same = factories.PartnerMembershipFactory(), key()
    made = at_once(20, lambda _number: create(terms=terms(), request_key=same, by=by))
    assert {each.pk for each in made} == {Invitation.objects.get().pk}
    assert events(made[0]) == ["invitation.created"]


def test_twenty_sendings_of_one_form_leave_one_link():
    by, same = factories.PartnerMembershipFactory(), key()
    asked = at_once(20, lambda _number: ask(terms=terms(), request_key=same, by=by))
    assert {each.invitation.pk for each in asked} == {Invitation.objects.get().pk}
    assert sum(each.link is not None for each in asked) == 1
    assert events(asked[0].invitation) == ["invitation.created", "invitation.readied"]


def test_ten_new_links_at_once_leave_one_that_lives():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    at_once(10, lambda _number: new_link(invitation=asked, by=by))
    assert asked.links.filter(replaced_at=None).count() == 1
    assert sorted(asked.links.values_list("generation", flat=True)) == list(range(1, 12))


def test_ten_sendings_at_once_queue_one_mail():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    at_once(10, lambda _number: send(invitation=asked, by=by))
    assert len(mails(asked)) == 1
    assert events(asked) == ["invitation.sent"]


def test_sending_against_withdrawing_ends_withdrawn_in_either_order():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    at_once(8, lambda number: (cancel if number % 2 else send)(invitation=asked, by=by))
    asked.refresh_from_db()
    assert asked.status == "cancelled"
    assert events(asked).count("invitation.cancelled") == 1
    kinds = [mail.kind for mail in mails(asked)]
    assert kinds in ([], ["invitation.request", "invitation.cancelled"])


def test_four_expiring_jobs_at_once_end_each_request_once():
    due = [factories.InvitationFactory(expires_at=factories.ago(seconds=1)) for _each in range(10)]
    at_once(4, lambda _number: expire_due(batch=3))
    expire_due()
    assert all(events(each) == ["invitation.expired"] for each in due)


def test_a_lock_that_is_not_had_in_three_seconds_is_given_up():
    asked = factories.InvitationFactory()
    by = factories.PartnerMembershipFactory(partner=asked.partner)
    with transaction.atomic():
        Invitation.objects.select_for_update().get(pk=asked.pk)
        began = time.monotonic()
        [refusal] = at_once(1, lambda _number: send(invitation=asked, by=by))
        waited = time.monotonic() - began
    assert isinstance(refusal, OperationalError)
    assert 2.5 < waited < 4.5
    assert not mails(asked)
