"""What tests of accounts share: fresh limits, and the mailbox as rows."""

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache

from partnercenter.links.crypto import open_sealed
from partnercenter.outbox.models import OutboundEmail


@pytest.fixture(autouse=True)
def _fresh_limits() -> Iterator[None]:
    """Limits count in the cache; every test begins with none used."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def mailed() -> Callable[[str], OutboundEmail]:
    """`mailed("login_code")`: the newest mail of that kind."""
    return lambda name: OutboundEmail.objects.filter(kind=f"account.{name}").latest("id")


@pytest.fixture
def mailed_code(mailed: Callable[[str], OutboundEmail]) -> Callable[[str], str]:
    """`mailed_code("login_code")`: the code in the newest mail of that kind, out of its seal."""
    return lambda name: open_sealed(mailed(name).secret)["code"]
