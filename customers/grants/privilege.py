"""Least privilege: the smallest roles that together serve what somebody wants to do. Pure; the rows come from above."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

# One role of a higher risk weighs more than any few of the next lower one, the all-powerful one more than all others.
WEIGHTS = {"low": 1, "medium": 4, "high": 16}
ALL_POWERFUL = 1000


@dataclass(frozen=True)
class Weight:
    """What taking a role costs: its risk first, then in how many other things it lets its holder meddle."""

    risk: int
    breadth: int


def weigh(risk: str, *, breadth: int, is_global_admin: bool) -> Weight:
    """The weight of a role of this risk that serves `breadth` of the known tasks."""
    return Weight(ALL_POWERFUL if is_global_admin else WEIGHTS[risk], breadth)


def smallest_roles(tasks: Iterable[Collection[str]], weights: Mapping[str, Weight]) -> frozenset[str]:
    """The cheapest set of roles with at least one role for every task.

    `tasks`: for each task the codes of the roles, any one of which is enough. The cheapest set has the least risk in
    sum; among equals the fewest roles, then the least breadth, then the first by code, so that the same question
    always has the same answer. A task that no known role serves is left out.
    """
    known: list[frozenset[str]] = [frozenset(code for code in roles if code in weights) for roles in tasks]
    return _cheapest([roles for roles in known if roles], frozenset(), None, weights)


def _cheapest(
    unserved: list[frozenset[str]],
    taken: frozenset[str],
    best: frozenset[str] | None,
    weights: Mapping[str, Weight],
) -> frozenset[str]:
    """Branch on the task with the fewest ways, and drop a branch that already costs as much as the best one."""
    unserved = [roles for roles in unserved if not roles & taken]
    if best is not None and _price(taken, weights) >= _price(best, weights):
        return best
    if not unserved:
        return taken
    narrowest: frozenset[str] = min(unserved, key=lambda roles: (len(roles), sorted(roles)))
    for code in sorted(narrowest):
        best = _cheapest(unserved, taken | {code}, best, weights)
    return best or taken


def _price(taken: frozenset[str], weights: Mapping[str, Weight]) -> tuple[int, int, int, list[str]]:
    chosen = [weights[code] for code in taken]
    return sum(each.risk for each in chosen), len(chosen), sum(each.breadth for each in chosen), sorted(taken)
