"""Jobs on notifications. They take no arguments: what is due stands in the database."""

from celery import shared_task

from partnercenter.notices.actions import forget_old
from partnercenter.notices.digests import send_due


@shared_task(name="notices.digest")
def digest() -> int:
    """Queue the daily e-mails that are due."""
    return send_due()


@shared_task(name="notices.forget")
def forget() -> int:
    """Drop what is older than a year."""
    return forget_old()
