"""The job on domains. It takes no arguments: what is due stands in the database."""

from celery import shared_task

from partnercenter.domains.actions import check_again


@shared_task(name="domains.check_again")
def check_records_again() -> int:
    """Ask once a day for each DNS record that is waited for; answers how many were there."""
    return check_again()
