"""An open door for every test, and no limits used up."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.inputs.agreement_doors import AGREEMENT_DOORS
from tests.inputs.doors import DOORS, Door, House
from tests.inputs.ending_doors import ENDING_DOORS
from tests.inputs.grant_doors import GRANT_DOORS
from tests.inputs.partnership_doors import PARTNERSHIP_DOORS
from tests.inputs.record_doors import RECORD_DOORS
from tests.inputs.rights_doors import RIGHTS_DOORS
from tests.inputs.service_doors import SERVICE_DOORS
from tests.inputs.team_doors import TEAM_DOORS
from tests.inputs.wording_doors import WORDING_DOORS

EVERY_DOOR = (
    TEAM_DOORS
    | WORDING_DOORS
    | DOORS
    | AGREEMENT_DOORS
    | ENDING_DOORS
    | GRANT_DOORS
    | PARTNERSHIP_DOORS
    | RECORD_DOORS
    | RIGHTS_DOORS
    | SERVICE_DOORS
)


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house(db: None) -> House:
    return House.build()


@pytest.fixture(params=EVERY_DOOR)
def door(request: pytest.FixtureRequest, house: House) -> Door:
    """Each form that writes, ready to be answered."""
    return EVERY_DOOR[request.param](house)
