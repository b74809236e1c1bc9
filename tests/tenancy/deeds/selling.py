"""What is sold and supported."""

import uuid

from customers.services.actions import (
    cancel_subscription,
    close_service_request,
    forward_service_request,
    order,
    raise_service_request,
    write_message,
)
from customers.services.actions.ordering import Basket
from customers.services.actions.supporting import Matter
from customers.services.models import Offer
from partnercenter.partners.models import Capacity
from tests import factories
from tests.tenancy.land import Land


def order_and_cancel(land: Land) -> None:
    """A and C order one service each for B, P another through R; each cancels one."""
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


def support(land: Land) -> None:
    """A, C and R raise service requests for B; customer and operator answer, P hands R's on."""
    for name, through in (("A", None), ("C", None), ("R", land.partners["P"])):
        matter = Matter("B", "Mail does not arrive", "Since this morning.", through=through)
        request = raise_service_request(
            customer=land.customers["B"], matter=matter, request_key=uuid.uuid4(), by=land.boss[name]
        )
        write_message(service_request=request, text="We see it too.", by=land.admin("B"))
        if through:
            write_message(service_request=request, text="We look at it.", by=land.boss["P"])
            forward_service_request(service_request=request, by=land.boss["P"])
        else:
            write_message(service_request=request, text="It is mended.", by=factories.UserFactory(operator=True))
            close_service_request(service_request=request, by=land.boss[name])
