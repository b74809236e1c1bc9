"""An open door for every test, and no limits used up."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tests.inputs.doors import DOORS, Door, House


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def house(db: None) -> House:
    return House.build()


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest, house: House) -> Door:
    """Each form that writes, ready to be answered."""
    return DOORS[request.param](house)
