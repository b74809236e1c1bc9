"""Jobs on what was sold. They take no arguments: what is due stands in the database."""

import time

from celery import shared_task

from customers.services.actions.importing import carry_on_all, forget_old
from customers.services.actions.lapsing import end_due

IMPORT_SECONDS = 40  # less than a task may take; the next run goes on


@shared_task(name="services.end_due")
def end_due_subscriptions() -> int:
    """End what was cancelled to the end of its term or suspended too long; answers how many."""
    return end_due()


@shared_task(name="services.import_people")
def import_people() -> int:
    """Go on with the files of people that somebody confirmed; answers how many steps."""
    return carry_on_all(until=time.monotonic() + IMPORT_SECONDS, now=time.monotonic)


@shared_task(name="services.forget_files")
def forget_files() -> int:
    """Let go of rows of files that nobody needs any more; answers how many."""
    return forget_old()
