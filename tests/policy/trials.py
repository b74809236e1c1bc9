"""The tests of each route, as calls whose answers are compared with the table, to be tried again without a guard."""

import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from django.urls import URLPattern

from tests.policy import table_customer, table_opened, table_partner
from tests.policy.calling import Register
from tests.policy.entries import patterns
from tests.policy.killing import Lookups, guards_of, layers, without_layer, without_sign_in
from tests.policy.opened import Links, wrong_links, wrong_things
from tests.policy.refusals import Refusal, refusals, without_refusal
from tests.policy.scenes import ACCEPTANCE, MAIN, Scene, of_customers, of_partners
from tests.policy.things_opened import MAKES, opened_partnerships, opened_requests
from tests.policy.walking import Call, calls_of, mismatches

Trial = Callable[[], Iterator[str]]  # what is wrong with a route's answers
KINDS = ("direct", "provider", "reseller")
ENOUGH = 4  # calls that show which look-ups a page does
SOONEST = ("no method", "sign in", "refused", "hidden", "hidden or refused", "no effect", "page", "open")


@dataclass
class Guard:
    """Something that may be taken away, and the trial that has to notice."""

    name: str
    taken: Callable[[], object]  # a context in which it is gone
    trials: list[Trial]

    def is_killed(self) -> bool:
        """Whether a trial fails without it; `with` undoes it."""
        with self.taken():  # type: ignore[attr-defined]
            return any(next(trial(), None) is not None for trial in self.trials)


class Trials:
    """Everybody's calls by route; to be built inside a transaction."""

    def __init__(self) -> None:
        self.calls: dict[tuple[str, str], list[Call]] = {}
        for kind in KINDS:
            self.plan(of_partners(kind), [line for line in table_partner.TABLE if line.company == kind])
        self.plan(of_customers(), table_customer.TABLE)
        clients = {ACCEPTANCE: opened_requests(), MAIN: opened_partnerships()}
        made = {route: make() for route, make in MAKES.items()}
        self.register = Register()
        self.links = {urls: Links(each, self.register, urls) for urls, each in clients.items()}
        self.made = made

    def plan(self, scene: Scene, lines: Iterable) -> None:
        """What fails first without a guard comes first."""
        for line in lines:
            calls = sorted(calls_of(scene, line), key=lambda call: SOONEST.index(call.wants))
            self.calls.setdefault((scene.urls, line.route), []).extend(calls)

    def of(self, urls: str, route: str) -> list[Trial]:
        """The trials of one route."""
        found: list[Trial] = []
        if calls := self.calls.get((urls, route)):
            found.append(partial(mismatches, self.register, calls))
        grid = table_opened.REQUESTS if urls == ACCEPTANCE else table_opened.PARTNERSHIPS
        if cells := cells_of(grid, route):
            found.append(partial(wrong_links, self.links[urls], cells))
        if cells := cells_of(table_opened.THINGS, route):
            found.append(partial(wrong_things, self.made, self.register, cells))
        return found


def cells_of(grid: str, route: str) -> list[tuple[str, str, str]]:
    return [cell for cell in table_opened.read(grid) if cell[0] == route]


def all_guards(trials: Trials, lookups: Lookups) -> Iterator[Guard]:
    """Of every route: its decorators, that it is for members, and its look-ups; then refusals in words."""
    by_module: dict[str, list[Trial]] = {}
    for urls in (MAIN, ACCEPTANCE):
        for _route, pattern in patterns(urls):
            if tried := trials.of(urls, str(pattern.name)):
                yield from guards_around(f"{urls.rpartition('.')[2]} {pattern.name}", pattern, tried)
                yield from scopes_of(trials, lookups, (urls, str(pattern.name)))
                by_module.setdefault(layers(pattern)[-1].__module__, []).extend(tried)
    for refusal in refusals():
        yield Guard(str(refusal), partial(without_refusal, refusal), users_of(refusal, by_module))


def guards_around(name: str, pattern: URLPattern, tried: list[Trial]) -> Iterator[Guard]:
    for number in guards_of(pattern):
        said = layers(pattern)[number].__code__.co_qualname.partition(".")[0]
        yield Guard(f"{name} without {said}", partial(without_layer, pattern, number), tried)
    if getattr(pattern.callback, "login_required", True):
        yield Guard(f"{name} without sign-in", partial(without_sign_in, pattern), tried)


def scopes_of(trials: Trials, lookups: Lookups, entry: tuple[str, str]) -> Iterator[Guard]:
    """The look-ups that whoever may open the page comes through."""
    lookups.seen = set()
    opening = [call for call in trials.calls.get(entry, ()) if call.wants == "open"]
    tried = trials.of(*entry)
    for trial in tried:
        is_long = trial.func is mismatches  # type: ignore[attr-defined]
        list(mismatches(trials.register, opening[:: max(1, len(opening) // ENOUGH)]) if is_long else trial())
    for site in sorted(lookups.seen):
        yield Guard(f"{entry[1]} without scope of {site[1]}", partial(lookups.without_scope, site), tried)


def users_of(refusal: Refusal, by_module: dict[str, list[Trial]]) -> list[Trial]:
    """The trials of routes whose view's module knows the function, or the module that it stands in."""
    found = []
    for name, tried in by_module.items():
        known = vars(sys.modules[name]).values()
        if any(each is refusal.module or getattr(each, "__name__", "") == refusal.function for each in known):
            found += tried
    return found
