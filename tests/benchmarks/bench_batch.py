"""What a file of 10,000 requests costs: reading, the verdicts, and the queueing of every request with its mail.

    python -m tests.benchmarks.bench_batch [--rows 10000]

Beside it stands the floor: the same requests, links and mails written by three `bulk_create` without rights, log,
words or results. Times are seconds; processor time is this process's own, so that a busy machine counts less in it.
"""

import argparse
import uuid
from typing import Any

from tests.benchmarks.bench_people import measured, memory
from tests.benchmarks.database import own_database

GOALS = "goals: read and verdicts within 15 s, queued within 30 s, memory by at most 50 MB"


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=10_000)
    options = parser.parse_args()
    with own_database():
        report(options.rows)


def report(rows: int) -> None:
    """Each part once, after a small file has loaded all that loads once: what it costs grows with the rows."""
    from tests import factories

    by = factories.PartnerMembershipFactory()
    send(check(read(book_of(50, "warm")), by), by)
    content = book_of(rows, "customer")
    before = memory()
    print(f"{f'{rows:,} rows, XLSX of {len(content):,} bytes':<44}{'seconds':>10}{'processor':>12}")
    sheet = measured("read", lambda: read(content))
    batch = measured("verdicts, kept as rows", lambda: check(sheet, by))
    measured("requests, links, mails, log, results", lambda: send(batch, by))
    grown = memory() - before
    measured("floor: requests, links and mails alone", lambda: write_bare(by, rows))
    print(f"memory grew by {grown:.0f} MB\n{GOALS}")


def book_of(rows: int, name: str) -> bytes:
    """A workbook as the portal writes it."""
    from partnercenter.sheets.writing import Format, parts

    titles = ["E-mail", "Company", "Person", "Country", "Language", "Internal reference"]
    cells = ([f"p{n}@{name}{n}.example", f"{name} {n}", f"Person {n}", "JP", "ja", f"R{n}"] for n in range(rows))
    return b"".join(parts(Format.XLSX, titles, cells))


def read(content: bytes) -> Any:
    from partnercenter.sheets.reading import read_sheet

    return read_sheet(content)


def check(sheet: Any, by: Any) -> Any:
    """Upload and terms."""
    from invitations.actions.batching import choose_terms, upload
    from invitations.asking import Terms

    return choose_terms(batch=upload(sheet=sheet, by=by), terms=Terms(rights="full"), by=by)


def send(batch: Any, by: Any) -> None:
    """Confirm, and every step."""
    from invitations.actions.batch_sending import carry_on, confirm

    confirmed = confirm(batch=batch, by=by)
    while carry_on(confirmed):
        pass


def write_bare(by: Any, rows: int) -> None:
    """The last rows once more, under other keys."""
    from invitations.models import Invitation, InvitationLink
    from partnercenter.outbox.models import OutboundEmail

    asked = list(Invitation.objects.filter(partner=by.partner).order_by("-id")[:rows])
    mails = list(OutboundEmail.objects.order_by("-id")[:rows])
    for number, each in enumerate((*asked, *mails)):
        each.pk, each.public_id = None, uuid.uuid4()
        if isinstance(each, Invitation):
            each.request_key = uuid.uuid4()
        else:
            each.dedupe_key = each.message_id = f"bare:{number}"
    Invitation.objects.bulk_create(asked, batch_size=500)
    links = [
        InvitationLink(invitation=each, generation=1, token_hash=uuid.uuid4().bytes * 2, key_id="1", nonce=b"n" * 32)
        for each in asked
    ]
    InvitationLink.objects.bulk_create(links, batch_size=500)
    OutboundEmail.objects.bulk_create(mails, batch_size=500)


if __name__ == "__main__":
    main()
