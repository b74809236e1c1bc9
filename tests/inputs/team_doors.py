"""The forms of teams, of a partner's and of a customer's: inviting, roles, removing; and how support is reached."""

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


def describing_support(house: House) -> Door:
    boss = factories.PartnerMembershipFactory(partner=house.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    good = {"support_phone": "+81 6 1234 5678", "support_email": "help@a.example", "support_url": "https://a.example/"}
    kinds = {"support_phone": "number", "support_email": "optional address", "support_url": "number"}
    return Door(client_of(boss), "/partner/support-details/", good, kinds)


TEAM_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make
    for make in (inviting_to_partner, inviting_to_customer, changing_roles, removing_member, describing_support)
}
