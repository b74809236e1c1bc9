"""Jobs on what was sold. They take no arguments: what is due stands in the database."""

from celery import shared_task

from customers.services.actions.lapsing import end_due


@shared_task(name="services.end_due")
def end_due_subscriptions() -> int:
    """End what was cancelled to the end of its term or suspended too long; answers how many."""
    return end_due()
