"""Leases: one worker at a time has a mail, by the database's clock."""

import uuid
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from partnercenter.outbox.answers import Answer, End
from partnercenter.outbox.claims import LeaseLost, Taken, claim, give_back, mark_handed
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns
from tests.outbox.mails import Subject, queue

pytestmark = pytest.mark.django_db


def age(email, **durations):
    """Move the named times of a row into the past by these durations."""
    OutboundEmail.objects.filter(pk=email.pk).update(**{name: Now() - by for name, by in durations.items()})


def test_a_claimed_mail_is_leased_by_the_databases_clock(settings):
    settings.MAIL_LEASE_SECONDS = 120
    queue()
    [mine] = claim()
    row = OutboundEmail.objects.annotate(now=Now()).get()
    assert row.state == "sending"
    assert row.lease_owner == mine.lease_owner
    assert timedelta(seconds=119) < row.lease_until - row.now <= timedelta(seconds=120)


def test_the_mail_that_has_been_due_for_longest_comes_first():
    late, early = queue(), queue()
    age(late, next_at=timedelta(minutes=1))
    age(early, next_at=timedelta(minutes=5))
    assert [[email.pk for email in claim(1)] for _ in range(3)] == [[early.pk], [late.pk], []]


def test_what_is_not_due_yet_is_left_alone():
    age(queue(), next_at=-timedelta(minutes=1))
    assert claim() == []


@pytest.mark.parametrize("state", ["sent", "failed", "unknown", "dead", "bounced", "suppressed", "moot"])
def test_a_settled_mail_is_never_claimed(state):
    OutboundEmail.objects.filter(pk=queue().pk).update(state=state, settled_at=Now())
    assert claim() == []


def test_a_mail_whose_time_is_over_is_not_claimed():
    with_end, without_end = queue(), queue()
    age(with_end, give_up_at=timedelta(seconds=1))
    age(without_end, created_at=timedelta(days=4, seconds=1))
    assert claim() == []
    assert set(OutboundEmail.objects.overdue()) == {with_end, without_end}


def test_the_content_may_go_out_only_under_a_living_lease():
    queue()
    [mine] = claim()
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


def test_the_look_for_due_mails_leaps_along_its_index():
    with connection.cursor() as cursor, CaptureQueriesContext(connection) as seen:
        claim()
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute("EXPLAIN " + seen[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())
    assert plan.count("outboundemail_turn") == 2  # from sender to sender, and each one's share
    assert "Seq Scan" not in plan


def queue_for(partner: uuid.UUID, count: int) -> None:
    for _ in range(count):
        queue(concerns=Concerns(partner_id=partner))


def senders(batch) -> Counter:
    return Counter(email.partner_id for email in batch)


def test_a_partner_with_many_mails_leaves_the_others_their_turn():
    many, few, late = (uuid.UUID(int=number) for number in (1, 2, 3))
    queue_for(many, 30)
    queue_for(few, 2)
    queue_for(late, 1)
    assert senders(claim(9)) == {many: 3, few: 2, late: 1}
    assert senders(claim(9)) == {many: 9}


def test_each_senders_turn_comes_where_they_are_more_than_a_batch_holds():
    partners = [uuid.UUID(int=number) for number in range(1, 8)]
    for partner in partners:
        queue_for(partner, 2)
    turns = [set(senders(claim(3))) for _ in range(3)]
    assert [len(turn) for turn in turns] == [2, 2, 2]
    assert not turns[0] & turns[1]
    assert not turns[1] & turns[2]


def test_a_code_to_sign_in_never_waits_behind_a_partners_mails():
    queue_for(uuid.UUID(int=1), 30)
    code = queue("test.code", secret={"code": "1"})
    assert code in claim(5)


def test_a_mail_over_which_a_worker_was_lost_goes_alone():
    innocent, suspect, other = queue(), queue(), queue()
    OutboundEmail.objects.filter(pk=suspect.pk).update(lost_leases=1)
    assert claim() == [innocent, other]
    assert claim() == [suspect]


def test_what_is_given_back_is_due_as_before():
    first, second = queue(), queue()
    before = OutboundEmail.objects.values_list("next_at", flat=True).get(pk=second.pk)
    mine = claim()
    mark_handed(mine[0])
    give_back(mine)
    assert claim() == [second]
    second.refresh_from_db()
    assert (second.next_at, second.lost_leases, second.attempts) == (before, 0, 0)
    first.refresh_from_db()
    assert first.state == "sending"  # its content may be on its way


def test_the_end_of_the_mail_before_is_written_with_the_next_ones_mark():
    queue(), queue()
    first, second = claim()
    mark_handed(first)
    mark_handed(second, Taken(first, Answer(End.SENT, 250, "2.0.0 kept")))
    first.refresh_from_db()
    assert (first.state, first.attempts, first.last_code, first.last_answer) == ("sent", 1, 250, "2.0.0 kept")
    assert (first.lease_owner, first.settled_at is None, first.secret) == (None, False, None)
    second.refresh_from_db()
    assert (second.state, second.handed_at is None) == ("sending", False)
