"""What ends by itself: a subscription whose cancellation waited for its term, or that was suspended too long."""

from django.db import transaction
from django.utils import timezone

from customers.services.actions.actors import log_subscription
from customers.services.actions.locking import lock_customer, lock_subscription
from customers.services.mails import orders as mails
from customers.services.models import Subscription

AT_ONCE = 500  # of one run; the next one goes on


def end_due() -> int:
    """End what is due, each in its own transaction, and tell both sides; how many ended. Safe to run twice."""
    due = Subscription.objects.filter(status__in=Subscription.LIVE, ends_at__lte=timezone.now())
    return sum(end_by_itself(each) for each in due.order_by("ends_at", "pk")[:AT_ONCE])


@transaction.atomic
def end_by_itself(subscription: Subscription) -> bool:
    """Under the locks of every change, so that who keeps or resumes it in this moment wins or loses whole."""
    lock_customer(subscription.customer_id)
    current = lock_subscription(subscription)
    now = timezone.now()
    if not current.is_live or current.ends_at is None or current.ends_at > now:
        return False
    current.status, current.cancelled_at = Subscription.Status.CANCELLED, now
    current.save(update_fields=["status", "cancelled_at"])
    log_subscription(mails.ENDED, current, None)
    mails.tell(mails.ENDED, current, by=None)
    return True
