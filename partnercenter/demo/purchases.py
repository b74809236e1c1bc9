"""What the demo's customers have bought: several channels, sellers and resellers, which no acceptance may touch."""

from datetime import datetime

from customers.services.models import Offer, Subscription
from partnercenter.demo.past import ago
from partnercenter.demo.shapes import Bought
from partnercenter.demo.stage import Stage


def add_subscription(stage: Stage, bought: Bought) -> None:
    """The subscription, unless the customer has one of this name and channel."""
    customer = stage.customers[bought.customer]
    key = {"customer": customer, "name": bought.name, "channel": bought.channel}
    if Subscription.objects.filter(**key).exists():
        return
    seller, reseller = stage.partners.get(bought.sold_by), stage.partners.get(bought.reseller)
    acceptance = customer.agreement_acceptances.select_related("text").first()
    Subscription.objects.create(
        **key,
        offer=Offer.objects.filter(cloud=customer.cloud, name_en=bought.name).first() if seller else None,
        service=bought.service,
        kind=bought.kind,
        seats=bought.seats,
        status=bought.status,
        sold_by=seller,
        reseller=reseller,
        partner_of_record=reseller or seller,
        owner=customer.contact_email,
        terms=acceptance.text if acceptance and seller else None,
        ordered_at=ago(bought.days_ago),
        **stopped(bought),
    )
    stage.counted.add("subscriptions")


def stopped(bought: Bought) -> dict[str, datetime]:
    """When it was suspended or cancelled: halfway to today."""
    if bought.status == Subscription.Status.ACTIVE:
        return {}
    return {f"{bought.status}_at": ago(bought.days_ago / 2)}
