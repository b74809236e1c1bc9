"""No guard is there for nothing: each one taken away makes a test of its route fail. With `make walk`."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction

from tests.policy.figures import FIGURES
from tests.policy.killing import Lookups
from tests.policy.trials import Trials, all_guards

# What stands behind another guard on purpose: by itself it cannot be missed.
ACTION, OWN_FILE, STANDING = (
    "the action refuses a suspended partner and the role, too",
    "the file is looked for among the person's own of this customer",
    "what is looked for next is the partner's own at this customer, or reached by its rights",
)
BEHIND_ANOTHER: dict[str, str] = {
    "urls create_template without unless": ACTION,
    "urls change_template without unless": ACTION,
    "urls remove_assignment without unless": ACTION,
    "user_import without scope of find_pair": OWN_FILE,
    "confirm_import without scope of find_pair": OWN_FILE,
    "discard_import without scope of find_pair": OWN_FILE,
    "import_result without scope of find_pair": OWN_FILE,
    "administer_service without scope of find_pair": STANDING,
    "assign_licence without scope of find_pair": STANDING,
    "take_licence without scope of find_pair": STANDING,
    "take_licences without scope of find_pair": STANDING,
}


@pytest.fixture
def trials(db: None) -> Iterator[Trials]:
    with transaction.atomic():
        yield Trials()
        transaction.set_rollback(True)


@pytest.mark.long
@pytest.mark.django_db
def test_every_guard_that_is_taken_away_is_missed(trials: Any) -> None:
    lookups, survivors, count = Lookups(), [], 0
    with lookups.watching():
        for guard in all_guards(trials, lookups):
            count += 1
            if not guard.is_killed():
                survivors.append(guard.name)
    FIGURES.add("guards", taken=count, missed=count - len(survivors))
    FIGURES.words += [f"survives: {name}: {BEHIND_ANOTHER.get(name, 'no test misses it')}" for name in survivors]
    assert sorted(set(survivors) - set(BEHIND_ANOTHER)) == []
