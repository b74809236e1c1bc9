"""Keys of the tests: two, so that rotation can be seen."""

import pytest

CURRENT = "current-secret-of-the-tests-" + "c" * 20
FORMER = "former-secret-of-the-tests-" + "f" * 20


@pytest.fixture(autouse=True)
def two_keys(settings):
    settings.LINK_KEYS = {"k2": CURRENT, "k1": FORMER}
    settings.OUTBOX_KEYS = [CURRENT, FORMER]
    settings.SESSION_COOKIE_SECURE = False
    return settings
