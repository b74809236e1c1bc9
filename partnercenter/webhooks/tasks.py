"""Jobs on webhooks. They take no arguments: what is due stands in the database."""

from celery import shared_task

from partnercenter.webhooks.delivering import deliver_batch, give_up_waiting, purge, release_lost
from partnercenter.webhooks.hearing import WAKE_UP, wake_deliverer


@shared_task(name=WAKE_UP)
def deliver() -> None:
    """One batch; the next one queues up behind what else the worker has to do."""
    if deliver_batch():
        wake_deliverer()


@shared_task(name="webhooks.sweep")
def sweep() -> None:
    """Take back what dead workers held, give up what is overdue, and deliver what is due."""
    release_lost()
    give_up_waiting()
    deliver()


@shared_task(name="webhooks.purge")
def forget() -> int:
    """Drop old deliveries with their tries."""
    return purge()
