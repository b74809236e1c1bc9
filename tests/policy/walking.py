"""The walk: every line of the table by everybody, on everybody's things, with the answer that decisions §9 gives."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse

from tests.conftest import PersonaClient, client_of
from tests.policy.calling import Answer, Register
from tests.policy.line import FORBIDDEN, Line
from tests.policy.parties import Ids, unknown
from tests.policy.scenes import Scene

OPEN = (200, 302, 303, 409, 422)
OWN = ("own", "colleague's")
Shares = Mapping[str, tuple[int, int]]  # by method: which line of its action this is, and of how many


@dataclass(frozen=True)
class Call:
    """Somebody sends something somewhere."""

    line: Line
    method: str
    who: str
    whose: str
    client: PersonaClient
    path: str
    body: Mapping[str, Any] | None
    wants: str  # what the table answers: a name of `TELLS`
    twin: str = ""  # the same address with ids of nothing where it has somebody else's

    def __str__(self) -> str:
        return f"{self.method} {self.line} by {self.who}, {self.whose}: wants {self.wants}"


def is_open(call: Call, answer: Answer) -> bool:
    has_to_write = call.method == "POST" and call.line.good is not None
    return answer.status in OPEN and not answer.leads_to_sign_in and (answer.has_written or not has_to_write)


def is_read(call: Call, answer: Answer) -> bool:
    return answer.status == 200 and not answer.has_written


def is_refused(call: Call, answer: Answer) -> bool:
    wanted = call.line.refused if call.method == "POST" else (FORBIDDEN,)
    return answer.status in wanted and not answer.leads_to_sign_in and not answer.has_written


def is_hidden(call: Call, answer: Answer) -> bool:
    return answer.status == 404 and not answer.has_written


def is_hidden_or_refused(call: Call, answer: Answer) -> bool:
    return answer.status in (403, 404) and not answer.has_written


def is_for_members(call: Call, answer: Answer) -> bool:
    return answer.status == 302 and answer.leads_to_sign_in and not answer.has_written


def is_without_effect(call: Call, answer: Answer) -> bool:
    return answer.status < 500 and answer.status != 404 and not answer.has_written


def is_no_method(call: Call, answer: Answer) -> bool:
    return answer.status == 405 and not answer.has_written


TELLS = {
    "open": is_open,
    "page": is_read,
    "refused": is_refused,
    "hidden": is_hidden,
    "hidden or refused": is_hidden_or_refused,
    "sign in": is_for_members,
    "no effect": is_without_effect,
    "no method": is_no_method,
}


def calls_of(scene: Scene, line: Line, *, whole: bool = True, shares: Shares | None = None) -> Iterator[Call]:
    """Everything that the table says of a line; else only one role meets all others' things, and of the others some
    are dealt to this line."""
    for method, action in (("GET", line.reads), ("POST", line.writes)):
        if action is None:
            if line.case == "":
                yield make(scene, line, method, "boss", "own", scene.home.ids(line.about, "boss"), "no method")
            continue
        first = next((role for role in scene.roles() if scene.may(action, role) != "no"), "")
        for role in scene.roles() if whole or shares is None else dealt(scene, action, shares[method]):
            for whose, ids in scene.things(line, role):
                if not (whole or role == first or whose in OWN or is_worth(scene, action, role, whose)):
                    continue
                call = make(scene, line, method, role, whose, ids, wanted(scene, line, action, role, whose))
                has_twin = whose not in OWN and (whole or role == first)
                yield replace(call, twin=twin_of(scene, line, role, ids)) if has_twin else call
        outsiders = list(calls_of_outsiders(scene, line, method))
        yield from outsiders if whole else outsiders[:: len(outsiders) - 1]


def shares_of(lines: list[Line]) -> list[Shares]:
    """For each line, which one of its action's lines it is."""
    actions = [{"GET": line.reads, "POST": line.writes} for line in lines]
    total = Counter(pair for each in actions for pair in each.items())
    met = Counter[tuple[str, str | None]]()
    shares = []
    for each in actions:
        shares.append({pair[0]: (met[pair], total[pair]) for pair in each.items()})
        met.update(each.items())
    return shares


def dealt(scene: Scene, action: str, share: tuple[int, int]) -> list[str]:
    """Of those whom the table gives the same answer the first one and this line's share of the others: one that is let
    in and one that is not meet each line, and every role meets every action on some line."""
    turn, lines = share
    found: dict[str, list[str]] = {}
    for role in scene.roles():
        found.setdefault(scene.may(action, role), []).append(role)
    return [role for same in found.values() for role in dict.fromkeys((same[0], *same[turn::lines]))]


def is_worth(scene: Scene, action: str, role: str, whose: str) -> bool:
    """Whether the part of the walk sends it: of all foreign things one, by whoever would reach it if it were own."""
    return whose == "stranger's" and scene.may(action, role) != "no"


def wanted(scene: Scene, line: Line, action: str, role: str, whose: str) -> str:
    """The table's word for a role at a thing."""
    may = scene.may(action, role)
    if whose in OWN:
        reaches = may == "yes" or (may == "own" and whose == "own")
        return "open" if reaches else "refused"
    return "hidden" if may != "no" else "hidden or refused"


def calls_of_outsiders(scene: Scene, line: Line, method: str) -> Iterator[Call]:
    ids = scene.home.ids(line.about, "boss")
    for who, client in scene.outsiders.items():
        wants = "sign in" if who == "a visitor" else "hidden"
        yield replace(make(scene, line, method, "boss", "own", ids, wants), who=who, client=client)
    if scene.suspended:
        own = scene.suspended.ids(line.about, "boss")
        client = client_of(scene.suspended.members["boss"])
        wants = "page" if (method, line.reads) == ("GET", "see") else "no effect"
        call = make(scene, line, method, "boss", "own", own, wants)
        yield replace(call, who="a suspended partner's", client=client, body=body_of(line, method, scene.suspended))


def make(scene: Scene, line: Line, method: str, role: str, whose: str, ids: Ids, wants: str) -> Call:
    path = reverse(line.route, args=ids, urlconf=scene.urls)
    body = body_of(line, method, scene.home)
    return Call(line, method, role, whose, scene.clients[role], path, body, wants)


def body_of(line: Line, method: str, party: Any) -> Mapping[str, Any] | None:
    if method == "GET" or line.good is None:
        return None
    return line.good(party) if callable(line.good) else line.good


def twin_of(scene: Scene, line: Line, role: str, ids: Ids) -> str:
    """Where somebody else's ids stand, ids of nothing."""
    own = scene.home.ids(line.about, role)
    nothing = [mine if mine == each else new for mine, each, new in zip(own, ids, unknown(own), strict=True)]
    return reverse(line.route, args=nothing, urlconf=scene.urls)


def mismatches(register: Register, calls: Iterable[Call]) -> Iterator[str]:
    """The calls whose answer is not the table's; and whose refusal tells a foreign thing from an unknown one."""
    of_nothing: dict[tuple[str, ...], str] = {}
    for call in calls:
        answer = register.call(call.client, call.method, call.path, call.body)
        if not TELLS[call.wants](call, answer):
            place = f" to {answer.place}" if answer.place else ""
            yield f"{call}, got {answer.status}{place}{', has written' if answer.has_written else ''}"
        if call.twin:
            key = (str(call.line), call.method, call.who, stable_path(call))
            if key not in of_nothing:
                of_nothing[key] = register.call(call.client, call.method, call.twin, call.body).words
            if answer.words != of_nothing[key]:
                yield f"{call}: told apart from an unknown one"


def stable_path(call: Call) -> str:
    """Which ids of the address are somebody else's."""
    pairs = zip(call.path.split("/"), call.twin.split("/"), strict=True)
    return "".join("x" if one != other else "." for one, other in pairs)
