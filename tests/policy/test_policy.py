"""Every route of partners and customers by everybody, on everybody's things: the answers of decisions §9.

In part with every run of the tests, where each route meets one whom it lets in and one whom it does not, and each role
each action; the whole of it with `make walk`.
"""

from collections.abc import Iterator

import pytest
from django.db import transaction

from tests.policy import table_customer, table_partner
from tests.policy.calling import Register
from tests.policy.figures import FIGURES
from tests.policy.line import Line
from tests.policy.scenes import Scene, of_customers, of_partners
from tests.policy.walking import Call, calls_of, mismatches, shares_of

pytestmark = pytest.mark.django_db
KINDS = ("direct", "provider", "reseller")
PARTS = ("part", pytest.param("whole", marks=pytest.mark.long))
Lines = tuple[Scene, list[Line]]


@pytest.fixture
def scene(db: None, kind: str) -> Iterator[Lines]:
    """A side with its lines of the table, built anew: what one test makes is not there for the next one."""
    with transaction.atomic():
        is_partner = kind in KINDS
        yield (of_partners(kind), lines_of(kind)) if is_partner else (of_customers(), list(table_customer.TABLE))
        transaction.set_rollback(True)


def lines_of(kind: str) -> list[Line]:
    return [line for line in table_partner.TABLE if line.company == kind]


def planned(scene: Scene, lines: list[Line], *, whole: bool) -> list[Call]:
    """All calls; whatever they are about is made meanwhile. In part, the lines of an action share the roles."""
    dealt = zip(lines, shares_of(lines), strict=True)
    return [call for line, shares in dealt for call in calls_of(scene, line, whole=whole, shares=shares)]


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("kind", [*KINDS, "customer"])
def test_every_route_answers_everybody_as_the_table_says(scene: Lines, kind: str, part: str) -> None:
    calls = planned(*scene, whole=part == "whole")
    register = Register()
    wrong = list(mismatches(register, calls))
    FIGURES.add(part, routes=len({call.line.route for call in calls}), calls=register.calls, mismatches=len(wrong))
    if wrong:
        pytest.fail("\n".join(wrong), pytrace=False)
