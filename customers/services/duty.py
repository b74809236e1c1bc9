"""What a partner sold keeps its duty of support alive (S3): registered with `customers.relationships.duty`."""

from datetime import datetime

from django.db.models import Max

from customers.relationships.duty import owes_while
from customers.services.models import Subscription


@owes_while
def last_sale(partner_id: int, customer_id: int) -> datetime | None:
    """When the youngest subscription that lives was ordered through the partner; None where none lives."""
    living = Subscription.objects.filter(customer=customer_id, sold_by=partner_id, status__in=Subscription.LIVE)
    latest: datetime | None = living.aggregate(latest=Max("ordered_at"))["latest"]
    return latest
