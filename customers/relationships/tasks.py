"""Jobs on the rows of the Customers list. They take no arguments: what is due stands in the database."""

from celery import shared_task

from customers.relationships.index import mark_nearing


@shared_task(name="relationships.mark_nearing")
def mark_nearing_rights() -> int:
    """Let the filter know what comes near its end; answers how many rows."""
    return mark_nearing()
