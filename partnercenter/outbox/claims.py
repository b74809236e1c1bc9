"""Who sends which mail: a lease on the row, so that two workers never send the same one (D11)."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import connection
from django.db.models.expressions import RawSQL
from django.db.models.functions import Now

from partnercenter.outbox.answers import Answer
from partnercenter.outbox.models import NOBODY, SENDER, OutboundEmail

State = OutboundEmail.State
BATCH = 20  # mails that one statement claims; twice as many where mails of no partner wait beside a partner's
TABLE = OutboundEmail._meta.db_table
NOT_ANY: list[Any] = [None, "", None, None]  # no mail before this one


class LeaseLost(Exception):
    """The lease ended under our hands; another worker may have the mail by now."""


@dataclass
class Rotation:
    """The sender after whom this process claims next, so that everybody's turn comes (one with 10,000 mails too)."""

    after: UUID = NOBODY


rotation = Rotation()


def claim(most: int = BATCH) -> list[OutboundEmail]:
    """Mails that are due, leased to the caller together: each sender's longest due first, a like share to each.

    Mails of no partner (codes, links to sign in) are in every batch. A mail over which a worker was lost comes
    alone: should it kill this one too, it takes no innocent ones with it. One statement, committed before the
    caller talks to any server; the time is the database's.
    """
    started, batch = rotation.after, _claim_after(rotation.after, most)
    if not batch and started != NOBODY:
        batch = _claim_after(NOBODY, most)
    rotation.after = max((email.partner_id for email in batch if email.partner_id), default=NOBODY)
    return sorted(batch, key=lambda email: (email.next_at, email.pk))


def _claim_after(sender: UUID, most: int) -> list[OutboundEmail]:
    sql, values = claiming(tuple(settings.CLOUDS))
    places = {AFTER: sender, MOST: most, OWNER: uuid.uuid4(), LEASE: settings.MAIL_LEASE_SECONDS}
    filled = [places[value] if isinstance(value, Place) else value for value in values]
    return list(OutboundEmail.objects.raw(sql, filled))


class Place(Enum):
    """Where a value of the moment stands in the claiming statement."""

    AFTER, MOST, OWNER, LEASE = range(4)


AFTER, MOST, OWNER, LEASE = Place


@cache
def claiming(clouds: tuple[str, ...]) -> tuple[str, tuple[object, ...]]:
    """The statement that claims, and its values: the same ones at any time for the clouds that are served.

    `turn` leaps along the index from sender to sender, `due` takes each one's share; a mail over which a worker was
    lost goes alone if it is the first of them, and otherwise waits until it is.
    """
    due = OutboundEmail.objects.due().annotate(sender=SENDER)
    later = due.filter(sender__gt=RawSQL("GREATEST(turn.sender, %s)", [AFTER])).order_by("sender")
    following, following_values = later.values("sender")[:1].query.sql_with_params()
    mine = due.filter(sender=RawSQL("turn.sender", [])).values("id", "next_at", "lost_leases")
    share, share_values = mine.query.sql_with_params()
    return CLAIM.format(table=TABLE, following=following, share=share), (
        *(NOBODY, *following_values, MOST, *share_values, MOST),
        *(State.SENDING, OWNER, LEASE),
    )


CLAIM = """
    WITH RECURSIVE turn AS (
        SELECT %s::uuid AS sender
        UNION ALL
        SELECT following.sender FROM turn CROSS JOIN LATERAL ({following}) AS following
    ), turns AS (SELECT sender FROM turn LIMIT %s),
    due AS (
        SELECT share.* FROM turns AS turn CROSS JOIN LATERAL (
            {share} LIMIT (SELECT ceil(%s / greatest(count(*) - 1, 1)::numeric) FROM turns) FOR UPDATE SKIP LOCKED
        ) AS share
    ), first AS (SELECT id, lost_leases > 0 AS is_suspect FROM due ORDER BY next_at, id LIMIT 1)
    UPDATE {table} AS mail SET state = %s, lease_owner = %s, handed_at = NULL,
        lease_until = statement_timestamp() + make_interval(secs => %s)
    FROM due, first
    WHERE mail.id = due.id AND CASE WHEN first.is_suspect THEN due.id = first.id ELSE due.lost_leases = 0 END
    RETURNING mail.*
"""
# The end of the mail before travels with the note that this one's content goes out: one commit for each mail.
HAND = """
    WITH taken AS (
        UPDATE {table} SET state = 'sent', attempts = attempts + 1, last_code = %s, last_answer = %s, secret = NULL,
            settled_at = statement_timestamp(), lease_until = NULL, lease_owner = NULL
        WHERE id = %s AND state = 'sending' AND lease_owner = %s
    )
    UPDATE {table} SET handed_at = statement_timestamp()
    WHERE id = %s AND state = 'sending' AND lease_owner = %s AND lease_until > statement_timestamp()
"""


@dataclass(frozen=True)
class Taken:
    """A mail that the server took over, and its answer; its row does not say so yet."""

    email: OutboundEmail
    answer: Answer


def mark_handed(email: OutboundEmail, before: Taken | None = None) -> None:
    """Note that the content is about to go out: should we die now, nobody knows whether it arrived.

    `before` is noted as sent with it. Raises `LeaseLost` if the lease has ended; nothing may be sent then.
    """
    held = [email.pk, email.lease_owner]
    done = [before.answer.code, before.answer.words, before.email.pk, before.email.lease_owner] if before else NOT_ANY
    with connection.cursor() as cursor:
        cursor.execute(HAND.format(table=TABLE), [*done, *held])
        if not cursor.rowcount:
            raise LeaseLost(email.public_id)


def give_back(emails: Sequence[OutboundEmail]) -> None:
    """Put mails that were claimed and not begun back as they were; such as another worker has by now stay with it."""
    if emails:
        owners = {email.lease_owner for email in emails}
        held = OutboundEmail.objects.filter(state=State.SENDING, lease_owner__in=owners, handed_at=None)
        held.filter(pk__in=[email.pk for email in emails]).update(
            state=State.QUEUED, lease_owner=None, lease_until=None
        )


def expired() -> Iterator[OutboundEmail]:
    """Mails whose lease has ended, each locked within the caller's transaction."""
    gone = OutboundEmail.objects.filter(state=State.SENDING, lease_until__lt=Now())
    yield from gone.order_by("lease_until").select_for_update(skip_locked=True)
