"""Bad input into every field of every form: a branded page that says what is wrong, no 5xx, and no row changed."""

from collections.abc import Iterator
from typing import Any

from django.core.cache import cache
from django.db import transaction

from tests.conftest import PersonaClient
from tests.inputs.cases import FOREIGN_PLACES, GOOD_ADDRESSES, GOOD_LINES, KINDS, LONG
from tests.inputs.doors import Door
from tests.inputs.rows import State, changed, state_of_rows, touched

REFUSED = (400, 403, 404, 409, 413, 422)
BRAND = "Partner Center"


def knock(door: Door, **changes: object) -> Any:
    """Answer the form; limits of what came before do not count."""
    cache.clear()
    return door.knock(**changes)


def attempt(door: Door, before: State, **changes: object) -> str:
    """What went wrong when the form was answered so, empty if it was refused well. Whatever it wrote is undone."""
    with transaction.atomic():
        written = touched()
        answer = knock(door, **changes)
        tables = changed(before) if touched() != written else []
        transaction.set_rollback(True)
    well = answer.status_code in REFUSED and BRAND in answer.content.decode() and not tables
    return "" if well else f"{changes} {answer.status_code} {tables}"[:200]


def test_every_case_of_the_catalogue_is_refused_at_every_field_and_changes_nothing(door: Door) -> None:
    before = state_of_rows()
    cases = [(field, text) for field, kind in door.kinds.items() for text in KINDS[kind].values()]
    wrong = filter(None, (attempt(door, before, **{field: text}) for field, text in cases))
    assert "\n".join(wrong) == ""


def test_a_form_without_any_answer_is_no_error_of_ours(door: Door) -> None:
    answer = door.client.post(door.path, {})
    assert answer.status_code < 500


def test_a_megabyte_is_refused_before_it_is_read(door: Door) -> None:
    before = state_of_rows()
    for field in door.kinds:
        assert knock(door, **{field: "m" * LONG}).status_code in (400, 413, 422)
    assert changed(before) == []


def test_a_thousand_and_one_fields_are_refused(door: Door) -> None:
    before = state_of_rows()
    assert knock(door, **{f"field{number}": "1" for number in range(1001)}).status_code == 413
    assert changed(before) == []


def test_a_post_from_elsewhere_is_refused_with_our_page(door: Door) -> None:
    """Without token, from another origin, and from a page that hides where it is (65, 88)."""
    before = state_of_rows()
    strict = PersonaClient(door.client.host, enforce_csrf_checks=True)
    strict.cookies = door.client.cookies
    for headers in ({}, {"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_ORIGIN": "null"}):
        answer = strict.post(door.path, door.good, **headers)
        assert answer.status_code == 403
        assert BRAND in answer.content.decode()
    assert changed(before) == []


def test_no_form_leads_to_a_foreign_place(door: Door) -> None:
    """71 and 72, in the address and in the form."""
    for place in FOREIGN_PLACES:
        cache.clear()
        answer = door.client.post(door.path, door.good | {"next": place}, QUERY_STRING="")
        target = answer.headers.get("Location", "/")
        assert answer.status_code < 500
        assert target.startswith("/"), place
        assert not target.startswith("//"), place
        assert "evil" not in target or target.startswith(("/accounts/", "/invitation/")), place
        assert "X-Evil" not in answer.headers


def answers(door: Door, ending: str, values: dict[str, str]) -> Iterator[Any]:
    """What each of the values is answered in every field of such a kind. Whatever it wrote is undone."""
    for field in (name for name, kind in door.kinds.items() if ending in kind):
        for value in values.values():
            with transaction.atomic():
                yield knock(door, **{field: value})
                transaction.set_rollback(True)


def test_odd_names_are_text_and_nothing_else(door: Door) -> None:
    for answer in answers(door, "line", GOOD_LINES):
        assert answer.status_code < 500
        assert "<script>alert" not in answer.content.decode()


def test_odd_addresses_are_taken_or_refused_but_never_an_error(door: Door) -> None:
    for answer in answers(door, "address", GOOD_ADDRESSES):
        assert answer.status_code < 500
