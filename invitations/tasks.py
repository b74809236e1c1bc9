"""Jobs on requests. They take no arguments: what is due stands in the database."""

import time

from celery import shared_task

from invitations.actions import expire_due, remind_due
from invitations.actions.batch_sending import carry_on_all
from invitations.actions.batching import forget_old

BATCH_SECONDS = 40  # less than a task may take; the next run goes on


@shared_task(name="invitations.expire_due")
def expire_due_requests() -> int:
    """End the requests whose time has passed; answers how many."""
    return expire_due()


@shared_task(name="invitations.remind")
def remind() -> int:
    """Remind the addressees of requests whose link ends soon; answers how many."""
    return remind_due()


@shared_task(name="invitations.send_batches")
def send_batches() -> int:
    """Go on with the files of requests that somebody confirmed; answers how many steps."""
    return carry_on_all(until=time.monotonic() + BATCH_SECONDS, now=time.monotonic)


@shared_task(name="invitations.forget_batches")
def forget_batches() -> int:
    """Let go of rows of files that nobody needs any more; answers how many."""
    return forget_old()
