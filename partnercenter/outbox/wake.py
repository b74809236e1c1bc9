"""Telling the worker that a mail is due: best effort, and never a page's problem (D11, F13, F14).

Measured: without limits of its own, publishing waits 6 s for a dead broker and for ever for a hung one; with
these it is half a second for either, and after a failure nothing is tried for a while.
"""

import logging
import time

from celery import current_app

logger = logging.getLogger(__name__)
WAKE_UP = "outbox.send"
SILENCE = 10.0  # seconds without a try after one that failed; the sweep sends what falls into it
STALE = 60  # seconds after which a wake-up that nobody took has no more use
IMPATIENT = {
    "socket_timeout": 0.5,
    "socket_connect_timeout": 0.5,
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
    "interval_max": 0,
    "connect_retries_timeout": 0.5,
}
_silent_until = 0.0


def wake_worker() -> bool:
    """Publish a wake-up; whether the broker took it. Never raises, never takes more than about a second."""
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        with current_app.connection_for_write(transport_options=IMPATIENT) as broker:
            current_app.send_task(WAKE_UP, connection=broker, retry=False, ignore_result=True, expires=STALE)
    except Exception:  # whatever a broker or its client does, no page may fail of it
        _silent_until = time.monotonic() + SILENCE
        logger.warning("The broker did not take a wake-up; the sweep sends the mail.")
        return False
    return True


def break_silence() -> None:
    """Try again at once (a test has brought the broker back)."""
    global _silent_until
    _silent_until = 0.0
