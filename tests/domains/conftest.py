"""A name server for each test, and the settings that lead to it."""

from collections.abc import Iterator

import pytest

from tests.domains.name_server import Zone, serve


@pytest.fixture
def zone(settings) -> Iterator[Zone]:
    """A running name server without records; the portal asks it alone, for a second at most."""
    with serve(Zone()) as running:
        settings.DNS_SERVERS = [f"127.0.0.1:{running.port}"]
        settings.DNS_TIMEOUT = 1.0
        yield running
