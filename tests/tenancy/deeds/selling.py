"""What is sold and supported."""

import uuid

from customers.services.actions import (
    cancel_subscription,
    change_seats,
    close_service_request,
    designate_support_contact,
    forward_service_request,
    keep_subscription,
    order,
    order_directly,
    raise_service_request,
    reopen_service_request,
    resume_subscription,
    suspend_subscription,
    write_message,
)
from customers.services.actions.contacts import drop_support_contact
from customers.services.actions.lapsing import end_by_itself
from customers.services.actions.ordering import Basket
from customers.services.actions.supporting import Matter
from customers.services.models import Offer, Subscription
from customers.services.rules.attachments import SentFile
from partnercenter.partners.models import Capacity
from tests import factories
from tests.tenancy.land import Land


def order_and_cancel(land: Land) -> None:
    """A and C order one service each for B, P another through R, B's own people one directly; each cancels one."""
    offers = list(Offer.objects.filter(cloud=land.cloud, is_available=True).order_by("service").distinct("service")[:3])
    baskets = {
        "A": Basket(offers[0], offers[0].min_seats, Capacity.DIRECT),
        "C": Basket(offers[1], offers[1].min_seats, Capacity.DIRECT),
        "P": Basket(offers[2], offers[2].min_seats, Capacity.PROVIDER, reseller=land.partners["R"]),
    }
    for name, basket in baskets.items():
        for _ in range(2):
            bought = order(customer=land.customers["B"], basket=basket, order_key=uuid.uuid4(), by=land.boss[name])
        cancel_subscription(subscription=bought, by=land.boss[name])
    by = land.admin("B")
    resizable = Offer.objects.filter(cloud=land.cloud, is_available=True, kind="licence", max_seats__gt=1)[0]
    for _ in range(2):
        own = order_directly(offer=resizable, seats=1, order_key=uuid.uuid4(), by=by)
    change_seats(subscription=own, seats=own.offer.max_seats, by=by)
    cancel_subscription(subscription=own, by=by)


def change_all(land: Land) -> None:
    """A and C change what they sold to B in every way; P names R as support contact and gets the support back."""
    for name in "AC":
        by = land.boss[name]
        sold = factories.SubscriptionFactory(
            customer=land.customers["B"], sold=by.partner, term_months=12, cancel_until=factories.ago(days=1)
        )
        change_seats(subscription=sold, seats=30, by=by)
        for act in (suspend_subscription, resume_subscription, cancel_subscription, keep_subscription):
            act(subscription=sold, by=by)
        cancel_subscription(subscription=sold, by=by)
        Subscription.objects.filter(pk=sold.pk).update(ends_at=factories.ago(minutes=1))
        end_by_itself(sold)
    provider, reseller, customer = land.boss["P"], land.partners["R"], land.customers["B"]
    for _ in range(2):
        sold = factories.SubscriptionFactory(customer=customer, sold=provider.partner)
        designate_support_contact(subscription=sold, contact=reseller, by=provider)
        drop_support_contact(reseller=reseller, seller=provider.partner, customer=customer)
    designate_support_contact(subscription=sold, contact=reseller, by=provider)


def ail(land: Land) -> None:
    """Something is wrong with two services of the cloud, and more became known."""
    for offer in Offer.objects.filter(cloud=land.cloud).order_by("service").distinct("service")[:2]:
        factories.HealthUpdateFactory(notice__cloud=land.cloud, notice__service=offer.service)


def support(land: Land) -> None:
    """A, C and R raise service requests for B; customer and operator answer, P hands R's on."""
    for name, through in (("A", None), ("C", None), ("R", land.partners["P"])):
        matter = Matter("B", "Mail does not arrive", "Since this morning.", through=through)
        request = raise_service_request(
            customer=land.customers["B"], matter=matter, request_key=uuid.uuid4(), by=land.boss[name]
        )
        files = [SentFile("txt", b"one line")]
        write_message(service_request=request, text="We see it too.", files=files, by=land.admin("B"))
        if through:
            write_message(service_request=request, text="We look at it.", by=land.boss["P"])
            forward_service_request(service_request=request, by=land.boss["P"])
        else:
            write_message(service_request=request, text="It is mended.", by=factories.UserFactory(operator=True))
            close_service_request(service_request=request, by=land.boss[name])
            reopen_service_request(service_request=request, text="Not quite.", by=land.boss[name])
            close_service_request(service_request=request, by=land.boss[name])
