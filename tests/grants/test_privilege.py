"""The smallest roles for a purpose, as a table."""

import itertools

import pytest

from customers.grants.privilege import Weight, smallest_roles, weigh
from customers.grants.reference.roles import ROLES
from customers.grants.reference.tasks import TASKS

WEIGHTS = {"a": Weight(1, 1), "b": Weight(1, 3), "big": Weight(4, 9), "huge": Weight(1000, 1)}


@pytest.mark.parametrize(
    ("tasks", "chosen"),
    [
        ([], set()),
        ([{"a", "big"}], {"a"}),
        ([{"a", "b"}], {"a"}),  # the narrower of two with the same risk
        ([{"a", "big"}, {"big"}], {"big"}),  # a role that is needed anyway serves both
        ([{"a", "big"}, {"b", "big"}], {"a", "b"}),  # two of little risk before one of more
        ([{"a"}, {"b"}, {"big"}], {"a", "b", "big"}),
        ([{"big", "huge"}, {"a", "huge"}], {"a", "big"}),  # the all-powerful one only where nothing else serves
        ([{"huge"}, {"a"}], {"huge", "a"}),
        ([{"unknown"}, {"a"}], {"a"}),  # what no known role serves is left out
    ],
)
def test_the_cheapest_roles_that_serve_every_task(tasks: list[set[str]], chosen: set[str]) -> None:
    assert smallest_roles(tasks, WEIGHTS) == chosen


def test_one_riskier_role_weighs_more_than_three_of_the_level_below() -> None:
    low, medium, high = (weigh(risk, breadth=1, is_global_admin=False).risk for risk in ("low", "medium", "high"))
    assert 3 * low < medium
    assert 3 * medium < high
    assert weigh("high", breadth=1, is_global_admin=True).risk > high * len(ROLES)


def test_the_answer_is_the_best_of_all_sets_for_every_three_tasks_of_the_catalogue() -> None:
    breadth = {role.code: sum(role.code in task.roles for task in TASKS) for role in ROLES}
    weights = {
        role.code: weigh(role.risk, breadth=breadth[role.code], is_global_admin=role.code == "global_administrator")
        for role in ROLES
    }
    for three in itertools.islice(itertools.combinations(TASKS, 3), 0, None, 37):
        ways = [set(task.roles) for task in three]
        chosen = smallest_roles(ways, weights)
        best = min(sum(weights[code].risk for code in set(pick)) for pick in itertools.product(*ways))
        assert all(way & chosen for way in ways)
        assert sum(weights[code].risk for code in chosen) == best
