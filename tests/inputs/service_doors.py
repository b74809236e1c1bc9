"""The forms of what is sold and supported."""

import uuid
from collections.abc import Callable

from customers.agreements.models import AgreementText
from tests import factories
from tests.inputs.doors import Door, House
from tests.services.conftest import relate


def sell(house: House) -> str:
    """Make the customer one that may be ordered for; where its record lies."""
    relate(house.partner, house.customer)
    text = AgreementText.objects.get(cloud=house.customer.cloud, language="en", status="published")
    factories.AgreementAcceptanceFactory(customer=house.customer, text=text)
    return f"/partner/customers/{house.customer.public_id}/"


def ordering(house: House) -> Door:
    record, offer = sell(house), factories.OfferFactory()
    good = {"order_key": str(uuid.uuid4()), "offer": str(offer.public_id), "seats": "5"}
    kinds = {"order_key": "id", "offer": "choice", "seats": "number"}
    return Door(house.at_partner(), f"{record}subscriptions/order/", good, kinds)


def changing_seats(house: House) -> Door:
    record = sell(house)
    sold = factories.SubscriptionFactory(customer=house.customer, sold=house.partner)
    path = f"{record}subscriptions/{sold.public_id}/seats/"
    return Door(house.at_partner(), path, {"seats": "5"}, {"seats": "number"})


def ordering_directly(house: House) -> Door:
    sell(house)
    good = {"order_key": str(uuid.uuid4()), "offer": str(factories.OfferFactory().public_id), "seats": "5"}
    kinds = {"order_key": "id", "offer": "choice", "seats": "number"}
    return Door(house.at_customer(), "/customer/subscriptions/order/", good, kinds)


def changing_own_seats(house: House) -> Door:
    sell(house)
    held = factories.SubscriptionFactory(customer=house.customer)
    path = f"/customer/subscriptions/{held.public_id}/seats/"
    return Door(house.at_customer(), path, {"seats": "5"}, {"seats": "number"})


def raising(house: House) -> Door:
    good = {"request_key": str(uuid.uuid4()), "severity": "B", "subject": "Mail is late", "text": "Since nine."}
    kinds = {"request_key": "id", "severity": "choice", "subject": "line", "text": "text"}
    return Door(house.at_partner(), f"{sell(house)}service-requests/new/", good, kinds)


def writing(house: House) -> Door:
    raised = factories.ServiceRequestFactory(partner=house.partner, customer=house.customer)
    path = f"/partner/service-requests/{raised.public_id}/"
    return Door(house.at_partner(), path, {"text": "Still late."}, {"text": "text"})


def writing_as_customer(house: House) -> Door:
    raised = factories.ServiceRequestFactory(partner=house.partner, customer=house.customer)
    path = f"/customer/service-requests/{raised.public_id}/"
    return Door(house.at_customer(), path, {"text": "Still late."}, {"text": "text"})


def opening_again(house: House) -> Door:
    raised = factories.ServiceRequestFactory(partner=house.partner, customer=house.customer, closed=True)
    path = f"/partner/service-requests/{raised.public_id}/reopen/"
    return Door(house.at_partner(), path, {"text": "Still late."}, {"text": "text"})


def opening_again_as_customer(house: House) -> Door:
    raised = factories.ServiceRequestFactory(partner=house.partner, customer=house.customer, closed=True)
    path = f"/customer/service-requests/{raised.public_id}/reopen/"
    return Door(house.at_customer(), path, {"text": "Still late."}, {"text": "text"})


def naming_contact(house: House) -> Door:
    record = sell(house)
    sold = factories.SubscriptionFactory(customer=house.customer, sold=house.partner)
    path = f"{record}subscriptions/{sold.public_id}/support-contact/"
    return Door(house.at_partner(), path, {"contact": str(house.partner.public_id)}, {"contact": "choice"})


SERVICE_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make
    for make in (
        *(ordering, changing_seats, ordering_directly, changing_own_seats, raising, writing, writing_as_customer),
        *(opening_again, opening_again_as_customer, naming_contact),
    )
}
