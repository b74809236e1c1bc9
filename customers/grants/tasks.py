"""Jobs on rights. They take no arguments: what is due stands in the database."""

from celery import shared_task

from customers.grants.actions.assign import activate_pending
from customers.grants.actions.life import clean_up, expire_due, extend_due, flag_unused, remind_due


@shared_task(name="grants.keep")
def keep() -> None:
    """What is due now. Extensions first, so that nothing that goes on is taken for ended."""
    activate_pending()
    extend_due()
    expire_due()
    remind_due()


@shared_task(name="grants.tidy")
def tidy() -> None:
    """What can wait for the hour: idle rights, old notices."""
    flag_unused()
    clean_up()
