"""Jobs on partners. They take no arguments: what is due stands in the database."""

from celery import shared_task

from partnercenter.partners.actions import expire_due, remind_due
from partnercenter.partners.actions.regions import follow_countries


@shared_task(name="partners.follow_countries")
def follow() -> int:
    """Bring the stored sales regions after the lists of countries; answers how many partners moved."""
    return follow_countries()


@shared_task(name="partners.expire_due")
def expire_due_requests() -> int:
    """End the partnership requests whose time has passed; answers how many."""
    return expire_due()


@shared_task(name="partners.remind")
def remind() -> int:
    """Remind the addressees of partnership requests whose link ends soon; answers how many."""
    return remind_due()
