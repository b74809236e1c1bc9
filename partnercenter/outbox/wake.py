"""Telling the worker that a mail is due: best effort, and never a page's problem (D11, F13, F14).

Measured: without limits of its own, publishing waits 6 s for a dead broker and for ever for a hung one; with
these it is half a second for either, and after a failure nothing is tried for a while. A connection for each wake-up
costs 5 ms of processor time, one that is kept 0.8; each thread keeps its own.
"""

import logging
import os
import threading
import time
from typing import Any

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
_kept = threading.local()  # `connection`, and `made_for`: never that of the process before a fork


def wake_worker(task: str = WAKE_UP) -> bool:
    """Publish a wake-up; whether the broker took it. Never raises, never takes more than about a second.

    `task` is another room's job that works off rows as this one's does.
    """
    global _silent_until
    if time.monotonic() < _silent_until:
        return False
    try:
        publish(task)
    except Exception:  # whatever a broker or its client does, no page may fail of it
        _silent_until = time.monotonic() + SILENCE
        logger.warning("The broker did not take a wake-up; the sweep does the work.")
        return False
    return True


def publish(task: str) -> None:
    """Through the kept connection; a broker that came back in the meantime has forgotten it, so once more anew."""
    kept = getattr(_kept, "connection", None)
    if kept and _kept.made_for == present():
        try:
            send(kept, task)
        except Exception:
            logger.info("The broker has let go of the kept connection.")
        else:
            return
    _kept.connection = None
    connection = current_app.connection_for_write(transport_options=IMPATIENT)
    try:
        send(connection, task)
    except Exception:
        connection.release()
        raise
    _kept.connection, _kept.made_for = connection, present()


def send(connection: Any, task: str) -> None:
    """One wake-up."""
    current_app.send_task(task, connection=connection, retry=False, ignore_result=True, expires=STALE)


def present() -> tuple[int, str]:
    """The process, and the broker that it talks to."""
    return os.getpid(), str(current_app.conf.broker_url)


def break_silence() -> None:
    """Try again at once (a test has brought the broker back)."""
    global _silent_until
    _silent_until = 0.0
