"""A deed between two writes what is theirs and nothing else, in every table there is (S1, R-50; decisions §5)."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.tenancy import ledger
from tests.tenancy.land import Land
from tests.tenancy.promises import DEEDS, SOME
from tests.tenancy.world import land_with_everything

pytestmark = pytest.mark.django_db
NEVER = {"services.Subscription", "services.Offer", "agreements.AgreementText", "accounts.User", "directory.Customer"}


@pytest.fixture(scope="module")
def land(django_db_setup: None, django_db_blocker: Any) -> Iterator[Land]:
    """One cloud full of everybody's rows; each test's own writing is taken back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield land_with_everything("public")
        transaction.set_rollback(True)


@pytest.fixture(params=DEEDS)
def done(request: pytest.FixtureRequest, land: Land) -> Any:
    """A deed of the table, and the difference that it made."""
    deed = DEEDS[request.param]
    stage = deed.prepare(land)
    before = ledger.read()
    stage.act()
    return deed, stage, ledger.Difference(before, ledger.read())


def test_a_deed_writes_what_its_table_says_and_nothing_else(done: Any) -> None:
    deed, stage, difference = done
    assert difference.gone == set()
    expected = {label: number for label, number in deed.added.items() if number}
    assert {label: SOME if expected.get(label) == SOME else n for label, n in difference.added.items()} == expected
    assert difference.changed == deed.changed
    assert difference.strangers(stage.concerned) == []
    assert not NEVER & {*difference.added, *difference.changed}
