"""A line of the policy table: a route, what it takes to read it and to press its button, and what it is about."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

Answers = Mapping[str, Any] | Callable[[Any], Mapping[str, Any]]
FORBIDDEN, UNPROCESSABLE = 403, 422


@dataclass(frozen=True)
class Line:
    """`reads` and `writes` name actions of §9 (`section9`), None where the method gets 405.

    `about` is the kind of object whose ids the address holds (`things_of_…`). `good` is an answer to the form that
    changes rows; without it a refused POST is only known to have changed none. `refused` is how a refusal of a press
    looks: 403, or 422 too where a wider form says at its field why not.
    """

    route: str
    reads: str | None = None
    writes: str | None = None
    about: str = ""
    good: Answers | None = None
    refused: tuple[int, ...] = (FORBIDDEN,)
    company: str = "direct"  # which kind of partner has the page
    case: str = ""  # tells lines of one route apart

    def __str__(self) -> str:
        return f"{self.route} {self.case}".strip()


def page(route: str, action: str, about: str = "", **more: Any) -> Line:
    """Only to read."""
    return Line(route, reads=action, about=about, **more)


def form(route: str, action: str, about: str = "", good: Answers | None = None, **more: Any) -> Line:
    """Whoever may see the form may send it."""
    return Line(route, reads=action, writes=action, about=about, good=good, **more)


def press(route: str, action: str, about: str = "", good: Answers | None = None, **more: Any) -> Line:
    """A button without a page of its own; pressing it changes rows."""
    return Line(route, writes=action, about=about, good={} if good is None else good, **more)
