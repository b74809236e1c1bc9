"""The form of what a partner keeps about a customer for itself."""

from collections.abc import Callable

from customers.relationships.index import refresh_pair
from tests import factories
from tests.inputs.doors import Door, House


def describing(house: House) -> Door:
    factories.ResellerRelationshipFactory(partner=house.partner, customer=house.customer)
    refresh_pair(house.partner, house.customer)
    good = {"tags": "Kansai\nVIP", "note": "Calls on Fridays", "owner": str(house.colleague.public_id)}
    path = f"/partner/customers/{house.customer.public_id}/tags-and-note/"
    return Door(house.at_partner(), path, good, {"tags": "text", "note": "text", "owner": "choice"})


RECORD_DOORS: dict[str, Callable[[House], Door]] = {describing.__name__: describing}
