"""The forms by which a customer changes rights that it granted, and by which a partner uses them."""

from collections.abc import Callable

from tests import factories
from tests.inputs.doors import Door, House


def held_from(house: House, change: str, **traits: bool) -> str:
    """Rights of the partner at the customer; where the page of a change lies."""
    held = factories.DelegatedAdminGrantFactory(partner=house.partner, customer=house.customer, **traits)
    return f"/customer/partners/{house.partner.public_id}/rights/{held.public_id}/{change}/"


def taking_back(house: House) -> Door:
    good = {"roles": "global_reader", "reason": ""}
    path = held_from(house, "leave-out", granular=True)
    return Door(house.at_customer(), path, good, {"roles": "choice", "reason": "text"})


def replacing(house: House) -> Door:
    good = {"roles": "global_reader", "days": "90", "reason": ""}
    kinds = {"roles": "choice", "tasks": "choice", "days": "number", "reason": "text"}
    return Door(house.at_customer(), held_from(house, "replace"), good, kinds)


def handing_over(house: House) -> Door:
    heir = factories.ResellerRelationshipFactory(customer=house.customer).partner
    good = {"to": str(heir.public_id), "reason": ""}
    return Door(house.at_customer(), held_from(house, "hand-over"), good, {"to": "choice", "reason": "text"})


def inviting(house: House) -> Door:
    factories.PartnerCustomerFactory(partner=house.partner, customer=house.customer, relationship=True)
    factories.DelegatedAdminGrantFactory(partner=house.partner, customer=house.customer)
    domain = factories.TenantDomainFactory(owner=house.customer).domain
    good = {"display_name": "Aoi Mori", "user_name": f"a.mori@{domain}", "country": "JP", "language": "ja"}
    path = f"/partner/customers/{house.customer.public_id}/users/invite/"
    kinds = {"display_name": "line", "user_name": "address", "country": "choice", "language": "choice"}
    return Door(house.at_partner(), path, good, kinds)


def licensing(house: House) -> Door:
    """Ticked boxes: what they may name is the view's own test; here nobody slips in from elsewhere."""
    inviting(house)
    sold = factories.SubscriptionFactory(customer=house.customer, sold=house.partner)
    person = factories.DirectoryUserFactory(customer=house.customer)
    path = f"/partner/customers/{house.customer.public_id}/licences/{sold.public_id}/assign/"
    return Door(house.at_partner(), path, {"people": str(person.public_id)})


def importing(house: House) -> Door:
    """A file; the catalogue of bad ones has a test of its own."""
    inviting(house)
    return Door(house.at_partner(), f"/partner/customers/{house.customer.public_id}/users/import/", {"file": ""})


RIGHTS_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (taking_back, replacing, handing_over, inviting, licensing, importing)
}
