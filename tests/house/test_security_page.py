"""What `docs/security.md` names is there, and no threat and no section of the standard is left out."""

import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parents[2]
PAGE = (HOUSE / "docs" / "security.md").read_text()
NAMED = re.compile(
    r"`((?:tests|partnercenter|customers|invitations|docs|requirements)/[^`\s]*|\.env\.example|[A-Z_]+\.md)`"
)
SECTIONS = dict(enumerate((5, 4, 7, 4, 4, 8, 6, 4, 2, 7, 7, 3, 4, 3, 4, 5, 3), start=1))
STATES = {"met", "partly", "missing", "not met", "of the operator", "does not apply"}


def names() -> list[str]:
    """The paths; `a/{b,c}.py` names two."""
    found = []
    for name in NAMED.findall(PAGE):
        head, brace, rest = name.partition("{")
        inner, _, tail = rest.partition("}")
        found += [f"{head}{each}{tail}" for each in inner.split(",")] if brace else [name]
    return found


@pytest.mark.parametrize("name", sorted(set(names())))
def test_every_file_that_it_names_is_there(name: str) -> None:
    assert (HOUSE / name).exists()


def test_every_section_of_the_standard_has_a_line_with_its_state() -> None:
    lines = re.findall(r"^\| V(\d+\.\d+) [^|]*\| ([^|]*) \|", PAGE, re.MULTILINE)
    assert [number for number, _ in lines] == [f"{c}.{s}" for c, most in SECTIONS.items() for s in range(1, most + 1)]
    assert {state for _, state in lines} <= STATES


def test_every_threat_has_a_line() -> None:
    assert re.findall(r"^\| T(\d+) \|", PAGE, re.MULTILINE) == [str(number) for number in range(1, 21)]
