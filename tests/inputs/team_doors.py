"""The forms of teams, of a partner's and of a customer's: inviting, roles, removing."""

from collections.abc import Callable

from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.inputs.doors import Door, House


def inviting_to_partner(house: House) -> Door:
    boss = factories.PartnerMembershipFactory(partner=house.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    good = {"email": "new@colleague.example", "roles": "viewer", "language": "en"}
    kinds = {"email": "address", "roles": "choice", "language": "choice"}
    return Door(client_of(boss), "/partner/team/invite/", good, kinds)


def inviting_to_customer(house: House) -> Door:
    good = {"email": "new@colleague.example", "roles": "user", "language": "en"}
    kinds = {"email": "address", "roles": "choice", "language": "choice"}
    return Door(house.at_customer(), "/customer/team/invite/", good, kinds)


def changing_roles(house: House) -> Door:
    boss = factories.PartnerMembershipFactory(partner=house.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    path = f"/partner/team/{house.colleague.public_id}/"
    return Door(client_of(boss), path, {"roles": "viewer"}, {"roles": "choice"})


def removing_member(house: House) -> Door:
    boss = factories.PartnerMembershipFactory(partner=house.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    path = f"/partner/team/{house.colleague.public_id}/remove/"
    return Door(client_of(boss), path, {"successor": "nobody"}, {"successor": "choice"})


TEAM_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (inviting_to_partner, inviting_to_customer, changing_roles, removing_member)
}
