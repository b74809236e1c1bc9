"""What asking and accepting cost: p50 of each action in one process, beside the SQL floor of the same run.

    python -m tests.benchmarks.bench_requests [--rounds 200]

Each round makes fresh rows, records the action's statements (rolled back), sends them by bare psycopg, and then runs
the action itself on rows of its own, so that both meet the same load. `rate` is floor time by action time. `CPU` is
this process's share, which other load moves least; what is left of the time the database takes.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import uuid4

from tests.benchmarks.database import own_database, p50, p95

NEW = "/partner/requests/new/"
Prepare = Callable[[], Callable[[], object]]  # makes rows, and gives the action on them


class Timed(NamedTuple):
    """Seconds, and those of this process's CPU."""

    wall: float
    cpu: float


class Taken(NamedTuple):
    """Seconds of each round and of this process's CPU, and the number of statements without BEGIN and COMMIT."""

    floor: list[Timed]
    action: list[Timed]
    statements: int


ACTION = "{:<34}{:>11}{:>11.2f}{:>7.2f}{:>8.2f}{:>7.2f}{:>8.2f}{:>7.2f}"
WHOLE = "{:<63}{:>8.2f}{:>7.2f}{:>8.2f}"


def main() -> None:
    """Measure in a database of its own and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=200)
    options = parser.parse_args()
    with own_database():
        report(options.rounds)


def report(rounds: int) -> None:
    """One line for each action, and the page's POST and the wake-up alone."""
    from partnercenter import celery  # noqa: F401 - the application that wake-ups go through
    from tests.benchmarks.floor import Bare

    bare, ways = Bare(), actions()
    taken = {name: Taken([], [], 0) for name in ways}
    posts, wakes = [], []
    post = page_post()
    try:
        for number in range(rounds + 10):
            for name, prepare in ways.items():
                taken[name] = measure(prepare, bare, taken[name], is_warm=number >= 10)
            posts.append(timed(post))
            wakes.append(timed(wake))
    finally:
        bare.close()
    print(f"{'p50, ms':<34}{'statements':>11}{'floor':>11}{'CPU':>7}{'action':>8}{'CPU':>7}{'p95':>8}{'rate':>7}")
    for name, each in taken.items():
        floor, action = figures(each.floor), figures(each.action)
        print(ACTION.format(name, each.statements + 2, *floor[:2], *action, floor[0] / action[0]))
    print(WHOLE.format("POST of page 1, whole request", *figures(posts[10:])))
    print(WHOLE.format("of accept: waking the worker", *figures(wakes[10:])))


def figures(taken: list[Timed]) -> tuple[float, float, float]:
    """Median, median of CPU, and p95, in ms."""
    walls = [each.wall for each in taken]
    return p50(walls), p50([each.cpu for each in taken]), p95(walls)


def measure(prepare: Prepare, bare: Any, before: Taken, *, is_warm: bool) -> Taken:
    """One round of an action; the first ones are not counted."""
    from tests.benchmarks.floor import record

    statements = record(prepare())
    floor, action = timed(lambda: bare.send(statements)), timed(prepare())
    if not is_warm:
        return before
    return Taken([*before.floor, floor], [*before.action, action], len(statements))


def timed(action: Callable[[], object]) -> Timed:
    """What `action` takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    action()
    return Timed(time.perf_counter() - wall, time.process_time() - cpu)


def actions() -> dict[str, Prepare]:
    """The actions by name, asked by one partner."""
    from invitations.actions import ask, create, ready
    from tests import factories
    from tests.invitations.asked import terms

    by = factories.PartnerMembershipFactory()

    def creating() -> Callable[[], object]:
        return lambda: create(terms=terms(), request_key=uuid4(), by=by)

    def readying() -> Callable[[], object]:
        draft = create(terms=terms(), request_key=uuid4(), by=by)
        return lambda: ready(invitation=draft, by=by)

    def asking() -> Callable[[], object]:
        return lambda: ask(terms=terms(), request_key=uuid4(), by=by)

    return {
        "create, a draft": creating,
        "ready, its link": readying,
        "ask: both at once, as page 1 does": asking,
        "accept: relationship, rights, agreement": accepting,
    }


def accepting() -> Callable[[], object]:
    """Kenichi Sato's like accepts for an organisation that is new to the partner and has no agreement yet."""
    from invitations.actions.accept import accept
    from tests import factories
    from tests.invitations.acceptance_steps import case_for, decision_for, full_consent

    membership = factories.CustomerMembershipFactory()
    asked = factories.InvitationFactory(sent=True, recipient_email=membership.user.email)
    consent = full_consent(decision_for(asked, membership.user))
    case = case_for(asked, membership.user)
    return lambda: accept(case=case, customer=membership.customer, consent=consent, by=membership.user)


def page_post() -> Callable[[], object]:
    """The whole request behind *Next* on page 1, for a partner of its own."""
    from tests import factories
    from tests.conftest import client_of

    client = client_of(factories.PartnerMembershipFactory())

    def post() -> None:
        form = {"request_key": str(uuid4()), "rights": "none", "language": "en", "life_days": "30"}
        assert client.post(NEW, form).status_code == 302

    return post


def wake() -> None:
    """Telling the worker, through the broker."""
    from partnercenter.outbox.wake import wake_worker

    assert wake_worker()


if __name__ == "__main__":
    main()
