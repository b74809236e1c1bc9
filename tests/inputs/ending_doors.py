"""The forms by which relationships end."""

from collections.abc import Callable

from tests import factories
from tests.inputs.doors import Door, House


def leaving(house: House) -> Door:
    made = factories.ResellerRelationshipFactory(partner=house.partner, customer=house.customer)
    path = f"/partner/customers/{house.customer.public_id}/relationships/{made.public_id}/end/"
    return Door(house.at_partner(), path, {"reason": ""}, {"reason": "text"})


def asking_to_end(house: House) -> Door:
    made = factories.ResellerRelationshipFactory(partner=house.partner, customer=house.customer)
    path = f"/customer/partners/{house.partner.public_id}/relationships/{made.public_id}/end/"
    return Door(house.at_customer(), path, {"reason": ""}, {"reason": "text"})


def answering_asked_end(house: House) -> Door:
    made = factories.ResellerRelationshipFactory(partner=house.partner, customer=house.customer)
    factories.AskedEndFactory(relationship=made)
    path = f"/partner/customers/{house.customer.public_id}/relationships/{made.public_id}/asked-end/"
    return Door(house.at_partner(), path, {"answer": "No."}, {"answer": "text"})


ENDING_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (leaving, asking_to_end, answering_asked_end)
}
