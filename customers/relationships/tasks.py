"""Jobs on relationships and on the rows of the Customers list. They take no arguments: what is due stands in the
database."""

from celery import shared_task

from customers.relationships.actions.life import close_due, remind_due
from customers.relationships.actions.telling import tell_on
from customers.relationships.index import mark_nearing


@shared_task(name="relationships.mark_nearing")
def mark_nearing_rights() -> int:
    """Let the filter know what comes near its end; answers how many rows."""
    return mark_nearing()


@shared_task(name="relationships.keep")
def keep() -> None:
    """What is due of the ends that customers ask for."""
    remind_due()
    close_due()


@shared_task(name="relationships.tell")
def tell() -> int:
    """Go on telling customers of suspensions; answers how many were told."""
    return tell_on()
