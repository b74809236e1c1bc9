"""The forms of a partner's rights: groups, their roles, templates, and what is given up."""

from collections.abc import Callable

from tests import factories
from tests.conftest import sign_in
from tests.inputs.doors import Door, House

ROLES = ["global_reader"]


def held_by(house: House) -> str:
    """Granular rights of the partner at the customer; where their page lies."""
    held = factories.DelegatedAdminGrantFactory(partner=house.partner, customer=house.customer, granular=True)
    return f"/partner/grants/{held.public_id}/"


def assigning(house: House) -> Door:
    group = factories.SecurityGroupFactory(partner=house.partner)
    good = {"group": str(group.public_id), "roles": ROLES[0]}
    return Door(house.at_partner(), f"{held_by(house)}groups/assign/", good, {"group": "choice", "roles": "choice"})


def assigning_anew(house: House) -> Door:
    held = factories.DelegatedAdminGrantFactory(partner=house.partner, customer=house.customer, granular=True)
    group = factories.SecurityGroupFactory(partner=house.partner)
    given = factories.AccessAssignmentFactory(grant=held, group=group)
    path = f"/partner/grants/{held.public_id}/groups/{given.public_id}/"
    return Door(house.at_partner(), path, {"roles": ROLES[0]}, {"roles": "choice"})


def leaving_out(house: House) -> Door:
    good = {"roles": ROLES[0], "reason": ""}
    return Door(house.at_partner(), f"{held_by(house)}roles/", good, {"roles": "choice", "reason": "text"})


def giving_up(house: House) -> Door:
    held = factories.DelegatedAdminGrantFactory(partner=house.partner, customer=house.customer)
    path = f"/partner/customers/{house.customer.public_id}/grants/{held.public_id}/give-up/"
    return Door(house.at_partner(), path, {"reason": ""}, {"reason": "text"})


def making_group(house: House) -> Door:
    good = {"name": "Desk", "members": str(house.colleague.public_id)}
    return Door(house.at_partner(), "/partner/grants/groups/new/", good, {"name": "line", "members": "choice"})


def making_template(house: House) -> Door:
    boss = factories.PartnerMembershipFactory(partner=house.partner, roles=["global_admin"])
    good = {"name": "Desk", "roles": ROLES[0]}
    path = "/partner/grants/templates/new/"
    return Door(sign_in(boss.user), path, good, {"name": "line", "roles": "choice"})


GRANT_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (assigning, assigning_anew, leaving_out, giving_up, making_group, making_template)
}
