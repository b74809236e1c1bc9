"""Pages read in Japanese leave the thread speaking Japanese; the next test starts in the portal's own language."""

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def own_language() -> Iterator[None]:
    yield
    translation.deactivate()
