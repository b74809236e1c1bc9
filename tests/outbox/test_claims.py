"""Leases: one worker at a time has a mail, by the database's clock."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now

from partnercenter.outbox.claims import LeaseLost, claim, mark_handed
from partnercenter.outbox.models import OutboundEmail
from tests.outbox.mails import Subject, queue

pytestmark = pytest.mark.django_db


def age(email, **durations):
    """Move the named times of a row into the past by these durations."""
    OutboundEmail.objects.filter(pk=email.pk).update(**{name: Now() - by for name, by in durations.items()})


def test_a_claimed_mail_is_leased_by_the_databases_clock(settings):
    settings.MAIL_LEASE_SECONDS = 120
    queue()
    mine = claim()
    row = OutboundEmail.objects.annotate(now=Now()).get()
    assert row.state == "sending"
    assert row.lease_owner == mine.lease_owner
    assert timedelta(seconds=119) < row.lease_until - row.now <= timedelta(seconds=120)


def test_the_mail_that_has_been_due_for_longest_comes_first():
    late, early = queue(), queue()
    age(late, next_at=timedelta(minutes=1))
    age(early, next_at=timedelta(minutes=5))
    assert [claim().pk, claim().pk, claim()] == [early.pk, late.pk, None]


def test_what_is_not_due_yet_is_left_alone():
    age(queue(), next_at=-timedelta(minutes=1))
    assert claim() is None


@pytest.mark.parametrize("state", ["sent", "failed", "unknown", "dead", "suppressed"])
def test_a_settled_mail_is_never_claimed(state):
    OutboundEmail.objects.filter(pk=queue().pk).update(state=state, settled_at=Now())
    assert claim() is None


def test_a_mail_whose_time_is_over_is_not_claimed():
    with_end, without_end = queue(), queue()
    age(with_end, give_up_at=timedelta(seconds=1))
    age(without_end, created_at=timedelta(days=4, seconds=1))
    assert claim() is None
    assert set(OutboundEmail.objects.overdue()) == {with_end, without_end}


def test_the_content_may_go_out_only_under_a_living_lease():
    queue()
    mine = claim()
    mark_handed(mine)
    assert OutboundEmail.objects.get().handed_at is not None
    age(mine, lease_until=timedelta(seconds=1))
    with pytest.raises(LeaseLost):
        mark_handed(mine)


def test_the_mails_about_an_object_are_found_the_newest_first():
    subject = Subject()
    first, second = queue(about=subject), queue(about=subject)
    queue()
    assert list(OutboundEmail.objects.about(subject)) == [second, first]


def test_the_look_for_due_mails_uses_its_index():
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        plan = OutboundEmail.objects.due().explain()
    assert "outboundemail_due" in plan
