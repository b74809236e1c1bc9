"""The sealed rows of the table, read by the thousand as the database spells them: no row becomes an object of its own.

A million rows are proved in a minute so; `chain.facts_of` says the same of a row that is at hand.
"""

import json
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any
from uuid import UUID

from django.db.models import Func, TextField
from django.db.models.functions import Cast

from partnercenter.audit.chain import Link
from partnercenter.audit.models import AuditEvent

BATCH = 1000
FACTS = (
    *("event", "happened_at", "action", "side", "actor", "trace", "trace_digest", "cloud", "partner", "customer"),
    *("object_type", "object"),
)


class Moment(Func):
    """A moment in UTC as `isoformat` writes it, to the microsecond."""

    template = """to_char(%(expressions)s AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') || '+00:00'"""
    output_field = TextField()


def in_digits(column: str) -> Func:
    """Bytes in hexadecimal."""
    return Func(column, template="encode(%(expressions)s, 'hex')", output_field=TextField())


def as_text(column: str) -> Cast:
    return Cast(column, TextField())


COLUMNS = (
    *("id", "sequence", "previous_hash", "hash", "trace_id"),
    as_text("details"),
    *(as_text("public_id"), Moment("happened_at"), "action", "side", as_text("actor_id"), as_text("trace_id")),
    *(in_digits("trace_digest"), "cloud_code", as_text("partner_id"), as_text("customer_id")),
    *("object_type", as_text("object_id")),
)


def sealed_links(*, after: int = 0) -> Iterator[list[tuple[Link, UUID | None]]]:
    """Batches of the sealed rows behind the number `after`, in the order of the chain; each with the id of its trace.

    Read by a cursor of the server, so that memory stays flat.
    """
    sealed = AuditEvent.objects.filter(sequence__gt=after).order_by("sequence")
    rows = sealed.values_list(*COLUMNS).iterator(chunk_size=BATCH)
    while batch := [link_from(row) for row in islice(rows, BATCH)]:
        yield batch


def link_from(row: Sequence[Any]) -> tuple[Link, UUID | None]:
    """The link that the values of a row make, in the order of `COLUMNS`."""
    key, sequence, before, own, trace, details, *said = row
    facts = dict(zip(FACTS, said, strict=True))
    facts |= {"id": key, "details": json.loads(details)}
    return Link(sequence, bytes(before), bytes(own), facts), trace
