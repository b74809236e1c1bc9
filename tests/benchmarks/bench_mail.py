"""How fast one worker process sends queued mail, beside a bare loop that builds and sends the same mails.

    python -m tests.benchmarks.bench_mail [--mails 2000] [--profile]

The bare loop has the rows in memory: it writes text and HTML, builds the message and speaks SMTP over one connection
to the same catcher; it claims nothing and notes nothing down. `--profile` prints where the worker's time goes.
"""

import argparse
import cProfile
import pstats
import smtplib
import time
from collections.abc import Callable
from statistics import median
from typing import Any

from tests.benchmarks.database import own_database

REQUESTS = 100  # as many requests, each with its share of the mails
CHUNK = 200  # mails in a turn
LONG_ENOUGH = 3600.0  # seconds: the whole queue in one go


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mails", type=int, default=2000)
    parser.add_argument("--profile", action="store_true")
    options = parser.parse_args()
    with own_database():
        report(options.mails, profile=options.profile)


def report(mails: int, *, profile: bool) -> None:
    """Bare loop, building alone and worker in turn, so that the machine's load meets them alike; rates and ratio."""
    use_smtp()
    asked = requests_with_links()
    send_bare(queue_mails(asked, CHUNK, first=-CHUNK))
    run_worker(profile=False)
    bare, building, worker = [], [], []
    for first in range(0, mails, CHUNK):
        rows = queue_mails(asked, CHUNK, first=first)
        bare.append(seconds(lambda rows=rows: send_bare(rows)))
        worker.append(seconds(lambda: run_worker(profile=profile)))
        building.append(seconds(lambda rows=rows: build_all(rows)))
    check_all_sent(len(worker) * CHUNK + CHUNK)
    print(f"{'mails a second, of ' + format(mails, ','):<44}{'rate':>8}")
    for name, taken in {
        "bare loop": bare,
        "of it: building alone": building,
        "worker: claim, build, send, settle": worker,
    }.items():
        print(f"{name:<44}{len(taken) * CHUNK / sum(taken):>8.0f}")
    ratios = [one / other for one, other in zip(bare, worker, strict=True)]
    print(f"worker against bare loop: {median(ratios):.2f} of its rate (from {min(ratios):.2f} to {max(ratios):.2f})")


def seconds(action: Callable[[], object]) -> float:
    """How long `action` takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


def use_smtp() -> None:
    """Real mail: Django's test set-up keeps it in memory otherwise."""
    from django.conf import settings

    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"


def requests_with_links() -> list[tuple[Any, Any]]:
    """Requests that were sent, half of them in Japanese."""
    from tests import factories

    by = factories.PartnerMembershipFactory()
    asked = [
        factories.InvitationFactory(sent=True, partner=by.partner, owner=by, language=("en", "ja")[number % 2])
        for number in range(REQUESTS)
    ]
    return [(each, factories.live_link(each)) for each in asked]


def queue_mails(asked: list[tuple[Any, Any]], count: int, *, first: int) -> list[tuple[Any, Any, Any]]:
    """So many queued mails, each with its request and link."""
    from partnercenter.outbox.models import OutboundEmail

    emails = [write_row(*asked[number % REQUESTS], first + number) for number in range(count)]
    OutboundEmail.objects.bulk_create(emails)
    keys = [email.dedupe_key for email in emails]
    queued = OutboundEmail.objects.filter(dedupe_key__in=keys).order_by("id")
    return [(email, *asked[number % REQUESTS]) for number, email in enumerate(queued)]


def write_row(invitation: Any, link: Any, number: int) -> Any:
    """The row that sending the request would queue, with a key of its own."""
    from invitations.drafts.text import body_of, subject_of
    from invitations.mails.asking import REQUEST, concerns_of, recipient_of
    from partnercenter.outbox.queue import email_row

    words = {"generation": link.generation, "subject": subject_of(invitation), "body": body_of(invitation)}
    return email_row(
        REQUEST,
        to=recipient_of(invitation),
        about=invitation,
        dedupe_key=f"bench:{number}",
        payload=words,
        concerns=concerns_of(invitation),
    )


def build(email: Any, invitation: Any, link: Any) -> bytes:
    """The mail to its last byte."""
    from django.utils.translation import override

    from invitations.mails.asking import write_request
    from partnercenter.outbox import messages

    with override(email.language):
        message = messages.build(email, write_request(email, invitation, link))
    return message.message().as_bytes(linesep="\r\n")


def build_all(rows: list[tuple[Any, Any, Any]]) -> None:
    """Without a server."""
    for row in rows:
        build(*row)


def send_bare(rows: list[tuple[Any, Any, Any]]) -> None:
    """One connection, one mail after the other."""
    from django.conf import settings

    with smtplib.SMTP(settings.EMAIL_HOST, settings.EMAIL_PORT) as server:
        for row in rows:
            server.sendmail(settings.MAIL_FROM, [row[0].recipient], build(*row))


def run_worker(*, profile: bool) -> None:
    """What the worker's task does, in this process."""
    from partnercenter.outbox.relay import send_due

    if not profile:
        send_due(LONG_ENOUGH)
        return
    with cProfile.Profile() as seen:
        send_due(LONG_ENOUGH)
    pstats.Stats(seen).sort_stats("cumulative").print_stats(45)


def check_all_sent(mails: int) -> None:
    """A rate counts only if everything went out."""
    from partnercenter.outbox.models import OutboundEmail

    assert OutboundEmail.objects.filter(state="sent", attempts=1).count() == mails


if __name__ == "__main__":
    main()
