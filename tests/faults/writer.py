"""A web process that dies over a mail: `python -m tests.faults.writer before_commit|after_commit`.

It dies by SIGKILL inside the transaction that writes the mail, or after it and before the worker is woken.
"""

import os
import signal
import sys

import django
from django.db import transaction


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def main(point: str) -> None:
    """Queue one mail and die at `point`."""
    django.setup()
    from tests.outbox.mails import queue

    with transaction.atomic():
        if point == "after_commit":
            transaction.on_commit(die)  # before the wake-up, which is registered by the queue
        queue()
        if point == "before_commit":
            die()


if __name__ == "__main__":
    main(sys.argv[1])
