"""The job that seals new rows of the log, and the check that nobody altered a sealed one (D30).

Sealing is the one update that the database allows, and it locks nothing that work waits for: rows are written
unsealed, and chained within a minute in the order in which the job sees them.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from django.db import connection, transaction

from partnercenter.audit.chain import Alteration, Head, Link, alterations, forge, link_of
from partnercenter.audit.log import digest_of
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.audit.reading import sealed_links

logger = logging.getLogger(__name__)
SEAL_LOCK = 0x7365616C  # "seal": one sealing job at a time
BATCH = 1000
TRACE = ("id", "salt", "actor_name", "actor_email", "ip_address", "user_agent", "reason")
WRITE = """
    UPDATE audit_auditevent AS event
    SET sequence = sealed.sequence, previous_hash = sealed.previous_hash, hash = sealed.hash
    FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[], %s::bytea[]) AS sealed (id, sequence, previous_hash, hash)
    WHERE event.id = sealed.id
"""


def read_head() -> Head:
    """The last sealed row of the table."""
    sealed = AuditEvent.objects.filter(sequence__isnull=False).order_by("-sequence")
    last = sealed.first()
    return head_behind(last) if last else Head()


def head_behind(event: AuditEvent) -> Head:
    """The head that a sealed row makes."""
    link = link_of(event)
    return Head(link.sequence, link.hash)


def seal(batch: int = BATCH) -> int:
    """Chain every row that is not sealed yet; answers how many, and tells the log of the process the new head.

    Safe to run twice at once. Whoever gathers that log elsewhere holds the heads against which `verify_audit --head`
    finds a chain that was rewritten as a whole.
    """
    total = 0
    while done := seal_batch(batch):
        total += done
        if done < batch:
            break
    if total:
        logger.info("The activity log is sealed up to %s", read_head())
    return total


@transaction.atomic
def seal_batch(batch: int) -> int:
    """One batch in a transaction of its own."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SEAL_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        events = list(AuditEvent.objects.filter(hash=None).order_by("id")[:batch])
        links = list(forge(events, read_head()))
        cursor.execute(WRITE, columns(events, links))
    return len(links)


def columns(events: Sequence[AuditEvent], links: Sequence[Link]) -> list[list[object]]:
    """What the one statement writes, column by column."""
    return [
        [event.pk for event in events],
        [link.sequence for link in links],
        [link.previous_hash for link in links],
        [link.hash for link in links],
    ]


def verify(*known: Head) -> Iterator[Alteration]:
    """Every altered row of the table, in the order of the chain; `known` are heads that were kept elsewhere.

    Finds changed, removed, inserted and reordered rows, names changed behind a row, and, with `known`, a chain that
    somebody wrote anew. Memory stays flat however long the log is.
    """
    last, kept = Head(), {head.sequence: head.hash for head in known}
    for batch in sealed_links():
        links = [link for link, _trace in batch]
        yield from alterations(links, last)
        yield from changed_names(batch)
        yield from (altered for link in links if (altered := unlike(link, kept)))
        last = Head(links[-1].sequence, links[-1].hash)
    if (newest := max(kept, default=0)) > last.sequence:
        yield Alteration(last.sequence + 1, "?", f"the rows up to {newest} are missing")


def unlike(link: Link, kept: Mapping[int, bytes]) -> Alteration | None:
    """The row with the number of a head that was kept, where its hash is another now."""
    if link.hash == kept.get(link.sequence, link.hash):
        return None
    return Alteration(link.sequence, str(link.facts["event"]), "the chain up to it was written anew")


def changed_names(batch: Sequence[tuple[Link, UUID | None]]) -> Iterator[Alteration]:
    """Events whose trace says something else than when it was left. An erased trace is no alteration."""
    ids = {trace for _link, trace in batch if trace}
    left = {key: digest_of(*parts).hex() for key, *parts in AuditTrace.objects.filter(id__in=ids).values_list(*TRACE)}
    for link, trace in batch:
        if trace in left and left[trace] != link.facts["trace_digest"]:
            yield Alteration(link.sequence, str(link.facts["event"]), "the name or address behind it was changed")
