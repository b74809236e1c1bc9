"""What asking and accepting cost: p50 of each action in one process, beside the SQL floor of the same run.

    python -m tests.benchmarks.bench_requests [--rounds 200]

Each round makes fresh rows, records the action's statements (rolled back), sends them by bare psycopg, and then runs
the action itself on rows of its own, so that both meet the same load. `rate of the floor` is floor time by action time.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any, NamedTuple
from uuid import uuid4

from tests.benchmarks.database import own_database, p50, p95

NEW = "/partner/requests/new/"
Prepare = Callable[[], Callable[[], object]]  # makes rows, and gives the action on them


class Taken(NamedTuple):
    """Seconds of each round, and the number of statements without BEGIN and COMMIT."""

    floor: list[float]
    action: list[float]
    statements: int


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
    print(f"{'ms':<34}{'statements':>11}{'floor p50':>11}{'p50':>8}{'p95':>8}{'rate of the floor':>19}")
    for name, each in taken.items():
        ratio = p50(each.floor) / p50(each.action)
        print(
            f"{name:<34}{each.statements + 2:>11}{p50(each.floor):>11.2f}{p50(each.action):>8.2f}"
            f"{p95(each.action):>8.2f}{ratio:>19.2f}"
        )
    print(f"{'POST of page 1, whole request':<53}{p50(posts[10:]):>11.2f}{p95(posts[10:]):>8.2f}")
    print(f"{'of accept: waking the worker':<53}{p50(wakes[10:]):>11.2f}{p95(wakes[10:]):>8.2f}")


def measure(prepare: Prepare, bare: Any, before: Taken, *, is_warm: bool) -> Taken:
    """One round of an action; the first ones are not counted."""
    from tests.benchmarks.floor import record

    statements = record(prepare())
    floor, action = bare.send(statements), timed(prepare())
    if not is_warm:
        return before
    return Taken([*before.floor, floor], [*before.action, action], len(statements))


def timed(action: Callable[[], object]) -> float:
    """The seconds that `action` takes."""
    begin = time.perf_counter()
    action()
    return time.perf_counter() - begin


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
