"""The table of events: whatever the code records has words, whoever may read it, and each sentence can be filled."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from partnercenter.home.events import KINDS, Reader, Topic, actions_for, topics_for

ROOT = Path(__file__).parents[2]
ROOMS = ("customers", "invitations", "partnercenter")
NAMED = re.compile(r"[a-z_]+\.[a-z_]+")
# What writes an event: the log's own function, and those of the rooms that call it with their columns filled in.
WRITERS = re.compile(r"record|record_about|log|log_\w+|tell_log|note\w*|write|move|set_status")
PLACES = {"who", "what", "other", "partner", "customer", "member", "need", "before", "after", "version", "domain"}
PLACES |= {"queued", "refused", "left"}
# Events of no organisation, or of reference data: operators read them in the administration, by their codes.
CODES_ALONE = re.compile(r"user\.|authority\.|marketgroup\.|outboundemail\.|suppression\.")


def recorded() -> Iterator[tuple[str, str]]:
    """Every name of an event that stands as an argument of a call that writes one, and where."""
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if "migrations" not in path.parts and "demo" not in path.parts and "mails" not in path.parts:
                yield from ((name, str(path.relative_to(ROOT))) for name in names_in(ast.parse(path.read_text())))


def names_in(tree: ast.AST) -> Iterator[str]:
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and WRITERS.fullmatch(name_of(call.func)):
            for argument in call.args[:5]:
                yield from (text for text in texts(argument) if NAMED.fullmatch(text))


def name_of(function: ast.expr) -> str:
    return getattr(function, "attr", "") or getattr(function, "id", "")


def texts(argument: ast.expr) -> Iterator[str]:
    """The text itself, or either of an alternative."""
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        yield argument.value
    elif isinstance(argument, ast.IfExp):
        yield from texts(argument.body)
        yield from texts(argument.orelse)


def test_every_event_that_the_code_records_has_words() -> None:
    found = dict(recorded())
    assert len(found) > 60
    silent = {name: where for name, where in found.items() if name not in KINDS and not CODES_ALONE.match(name)}
    assert silent == {}


@pytest.mark.parametrize("action", KINDS)
def test_each_sentence_asks_for_names_that_the_page_has(action: str) -> None:
    asked = {place for _text, place, _spec, _conversion in Formatter().parse(str(KINDS[action].sentence)) if place}
    assert asked <= PLACES


def test_each_topic_is_somebodys_and_leads_to_events() -> None:
    assert {topic for reader in Reader for topic in topics_for(reader)} == set(Topic)
    for reader in Reader:
        assert set(actions_for(reader)) == {a for topic in topics_for(reader) for a in actions_for(reader, topic)}


def test_what_concerns_a_partner_alone_is_not_in_its_customers_logs() -> None:
    theirs = set(actions_for(Reader.CUSTOMER))
    for action in ("invitation.created", "invitation.text_edited", "group.created", "customers.passed_on"):
        assert action in KINDS
        assert action not in theirs
