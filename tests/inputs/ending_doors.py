"""The forms by which relationships end."""

from collections.abc import Callable

from tests import factories
from tests.inputs.doors import Door, House


def leaving(house: House) -> Door:
    made = factories.ResellerRelationshipFactory(partner=house.partner, customer=house.customer)
    path = f"/partner/customers/{house.customer.public_id}/relationships/{made.public_id}/end/"
    return Door(house.at_partner(), path, {"reason": ""}, {"reason": "text"})


ENDING_DOORS: dict[str, Callable[[House], Door]] = {make.__name__: make for make in (leaving,)}
