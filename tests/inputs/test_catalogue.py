"""Each of the 115 inputs has a place where it is tried, and each place is there."""

import re
from importlib import import_module
from pathlib import Path

from tests.inputs.catalogue import PLACES, TABLES
from tests.policy.figures import FIGURES

HERE = Path(__file__).resolve().parent.parent
CATALOGUE = range(1, 116)


def defined(file: str) -> str:
    return (HERE / file).read_text()


def is_there(number: int, place: str) -> bool:
    """A file of tests, one of its tests, or a table with a case of this number."""
    file, _, name = place.partition("::")
    if not name:
        return "def test_" in defined(file)
    if not name.isupper():
        return re.search(rf"^def {name}\(", defined(file), re.MULTILINE) is not None
    module = import_module("tests." + file.removesuffix(".py").replace("/", "."))
    return any(case.partition(" ")[0] == str(number) for case in getattr(module, name))


def test_every_number_of_the_catalogue_is_tried_somewhere() -> None:
    assert [number for number in CATALOGUE if not PLACES.get(number)] == []
    assert set(PLACES) == set(CATALOGUE)


def test_every_place_is_there() -> None:
    missing = [
        f"{number}: {place}" for number, places in PLACES.items() for place in places if not is_there(number, place)
    ]
    FIGURES.add("inputs of the catalogue", numbers=len(PLACES), without_a_test=len(missing))
    assert "\n".join(missing) == ""


def test_every_table_of_cases_is_taken_by_a_test() -> None:
    used = {place for places in PLACES.values() for place in places if place.rpartition("::")[2].isupper()}
    assert used - set(TABLES) == set()
    assert [test for test in TABLES.values() if not is_there(0, test)] == []
