"""The job on agreements."""

from celery import shared_task

from customers.agreements.approving import expire_waiting


@shared_task(name="agreements.expire_publications")
def expire_publications() -> int:
    """End what no second admin confirmed in time; answers how many."""
    return expire_waiting()
