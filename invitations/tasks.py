"""Jobs on requests. They take no arguments: what is due stands in the database."""

from celery import shared_task

from invitations.actions import expire_due, remind_due


@shared_task(name="invitations.expire_due")
def expire_due_requests() -> int:
    """End the requests whose time has passed; answers how many."""
    return expire_due()


@shared_task(name="invitations.remind")
def remind() -> int:
    """Remind the addressees of requests whose link ends soon; answers how many."""
    return remind_due()
