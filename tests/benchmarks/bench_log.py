"""What proving the log costs: `verify` over a million sealed rows, beside a floor that reads and hashes them bare.

    python -m tests.benchmarks.bench_log [--rows 1000000]

The goal is 60 seconds at most (G12). Times are seconds; processor time is this process's own.
"""

import argparse
import hashlib
import time
from collections.abc import Callable

from tests.benchmarks.database import own_database

LINE = "{:<44}{:>10.1f}{:>12.1f}"
EVENTS = """
    WITH traces AS (
        INSERT INTO audit_audittrace (id, salt, actor_name, actor_email, user_agent, reason)
        SELECT gen_random_uuid(), decode('00', 'hex'), 'Name ' || n, 'n' || n || '@a.example', 'Browser', ''
        FROM generate_series(1, {traces}) AS n RETURNING id, actor_name, actor_email
    ), numbered AS (
        SELECT row_number() OVER () AS place, id,
            sha256(decode('00', 'hex') || convert_to(
                concat_ws(chr(31), actor_name, actor_email, '', 'Browser'), 'UTF8')) AS proof
        FROM traces
    )
    INSERT INTO audit_auditevent (public_id, action, side, actor_id, trace_id, trace_digest, cloud_code, partner_id,
        object_type, object_id, details)
    SELECT gen_random_uuid(), 'invitation.sent', 'partner', gen_random_uuid(), id, proof, 'public', gen_random_uuid(),
        'invitation', gen_random_uuid(), '{{"number": "R-2026-000001", "version": 3}}'
    FROM generate_series(1, {rows}) AS n JOIN numbered ON place = n % {traces} + 1
"""


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    with own_database():
        report(parser.parse_args().rows)


def report(rows: int) -> None:
    from django.db import connection

    from partnercenter.audit.sealing import seal, verify

    with connection.cursor() as cursor:
        cursor.execute(EVENTS.format(rows=rows, traces=max(1, rows // 5)))
    print(f"{f'{rows:,} rows':<44}{'seconds':>10}{'processor':>12}")
    measured("seal", seal)
    measured("verify", lambda: list(verify()))
    measured("floor: read every column, hash as many bytes", read_bare)


def measured(name: str, act: Callable[[], object]) -> None:
    began, worked = time.perf_counter(), time.process_time()
    found = act()
    assert found != [None]
    print(LINE.format(name, time.perf_counter() - began, time.process_time() - worked), flush=True)
    if isinstance(found, list):
        assert found == [], found[:3]


def read_bare() -> None:
    from django.db import connection

    with connection.chunked_cursor() as cursor:
        cursor.execute("SELECT * FROM audit_auditevent ORDER BY sequence")
        while rows := cursor.fetchmany(1000):
            for row in rows:
                hashlib.sha256(repr(row).encode()).digest()


if __name__ == "__main__":
    main()
