"""Who sends which mail: a lease on the row, so that two workers never send the same one (D11)."""

import uuid
from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from partnercenter.outbox.models import OutboundEmail

State = OutboundEmail.State


class LeaseLost(Exception):
    """The lease ended under our hands; another worker may have the mail by now."""


def claim() -> OutboundEmail | None:
    """The mail that has been due for longest, leased to the caller; None if none is due.

    One at a time: a mail that kills its worker then takes no innocent ones with it. One statement, committed
    before the caller talks to any server; the time is the database's.
    """
    due, values = longest_due(tuple(settings.CLOUDS))
    table = connection.ops.quote_name(OutboundEmail._meta.db_table)
    claimed = OutboundEmail.objects.raw(
        f"UPDATE {table} SET state = %s, lease_owner = %s, handed_at = NULL,"  # noqa: S608 - our own names
        " lease_until = statement_timestamp() + make_interval(secs => %s)"
        f" WHERE id = ({due} FOR UPDATE SKIP LOCKED) RETURNING *",
        [State.SENDING, uuid.uuid4(), settings.MAIL_LEASE_SECONDS, *values],
    )
    return next(iter(claimed), None)


@cache
def longest_due(clouds: tuple[str, ...]) -> tuple[str, tuple[object, ...]]:
    """The look for the next mail, as SQL and its values: the same ones at any time for the clouds that are served."""
    sql, values = OutboundEmail.objects.due().values("pk")[:1].query.sql_with_params()
    return sql, tuple(values)


def mark_handed(email: OutboundEmail) -> None:
    """Note that the content is about to go out: should we die now, nobody knows whether it arrived.

    Raises `LeaseLost` if the lease has ended; nothing may be sent then.
    """
    held = OutboundEmail.objects.filter(
        pk=email.pk, state=State.SENDING, lease_owner=email.lease_owner, lease_until__gt=Now()
    )
    if not held.update(handed_at=Now()):
        raise LeaseLost(email.public_id)


def expired() -> Iterator[OutboundEmail]:
    """Mails whose lease has ended, each locked within the caller's transaction."""
    gone = OutboundEmail.objects.filter(state=State.SENDING, lease_until__lt=Now())
    yield from gone.order_by("lease_until").select_for_update(skip_locked=True)
