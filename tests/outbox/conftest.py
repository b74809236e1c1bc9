"""A real mail server for every test that wants one, and gates that earlier tests may have shut."""

from collections.abc import Iterator

import pytest

from partnercenter import celery  # noqa: F401 - the application that wake-ups go through
from partnercenter.outbox import claims, relay, wake
from tests.outbox.sink import Sink


@pytest.fixture(autouse=True)
def open_gates() -> Iterator[None]:
    """What one process remembers of a failed connection must not reach the next test."""
    relay.gate.open()
    claims.rotation.after = claims.NOBODY
    wake.break_silence()
    yield
    relay.gate.open()
    wake.break_silence()


@pytest.fixture
def sink(settings) -> Iterator[Sink]:
    """A mail server of the test's own, on which all mail goes out by real SMTP."""
    running = Sink().start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", running.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_TIMEOUT = 2
    yield running
    running.stop()
