"""What the demo's customers have bought: several channels, sellers and resellers, which no acceptance may touch."""

from datetime import datetime

from customers.agreements.models import AgreementText
from customers.directory.models import Customer
from customers.services.models import Offer, Subscription
from customers.services.rules.terms import cancel_window, end_of_suspension, end_of_term
from partnercenter.demo.past import ago
from partnercenter.demo.shapes import Bought
from partnercenter.demo.stage import Stage


def add_subscription(stage: Stage, bought: Bought) -> None:
    """The subscription, unless the customer has one of this name and channel."""
    customer = stage.customers[bought.customer]
    key = {"customer": customer, "name_en": bought.name, "channel": bought.channel}
    if Subscription.objects.filter(**key).exists():
        return
    seller, reseller = stage.partners.get(bought.sold_by), stage.partners.get(bought.reseller)
    ordered_at, is_direct = ago(bought.days_ago), bought.channel == Subscription.Channel.DIRECT
    offer = Offer.objects.filter(cloud=customer.cloud, name_en=bought.name).first() if seller or is_direct else None
    sold = Subscription(
        **key,
        name_ja=offer.name_ja if offer else "",
        offer=offer,
        service=bought.service,
        kind=bought.kind,
        seats=bought.seats,
        status=bought.status,
        sold_by=seller,
        reseller=reseller,
        support_contact=stage.partners.get(bought.supported_by),
        partner_of_record=reseller or seller,
        owner=customer.contact_email,
        terms=terms_at(customer, ordered_at) if seller else None,
        ordered_at=ordered_at,
        term_months=offer.term_months if offer else None,
        cancel_until=cancel_window(offer, ordered_at) if offer else None,
    )
    stop(sold, bought)
    sold.save()
    stage.counted.add("subscriptions")


def terms_at(customer: Customer, ordered_at: datetime) -> AgreementText | None:
    """The newest text that the customer had accepted when it ordered; for what it ordered earlier, its first one."""
    accepted = customer.agreement_acceptances.select_related("text").order_by("text__published_at")
    then = accepted.filter(text__published_at__lte=ordered_at).last() or accepted.first()
    return then.text if then else None


def stop(sold: Subscription, bought: Bought) -> None:
    """When it was suspended or cancelled, or its cancellation asked for, and when it ends by itself then."""
    at = ago(min(bought.days_ago / 2, 30))
    if bought.status == Subscription.Status.SUSPENDED:
        sold.suspended_at, sold.ends_at = at, end_of_suspension(sold, at)
    elif bought.status == Subscription.Status.CANCELLED:
        sold.cancelled_at = at
    elif bought.is_ending:
        sold.cancel_asked_at, sold.ends_at = at, end_of_term(sold, at)
