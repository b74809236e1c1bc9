"""The forms of partnerships: asking, the letter, declining, ending."""

import uuid
from collections.abc import Callable

from tests import factories
from tests.conftest import client_of
from tests.inputs.doors import Door, House
from tests.partners.asked import asked_by, open_in, provider_admin, reseller_admin


def asking_partnership(house: House) -> Door:
    good = {"request_key": str(uuid.uuid4()), "language": "en", "life_days": "30"}
    kinds = {
        "request_key": "id",
        "recipient_email": "optional address",
        "recipient_name": "line without links",
        "language": "choice",
        "life_days": "number",
    }
    return Door(client_of(provider_admin()), "/partner/partnerships/new/", good, kinds)


def partnership_letter(house: House) -> Door:
    owner = provider_admin()
    good = {"subject": "Our request", "body": "Hello\n{link}", "then": "save"}
    path = f"/partner/partnerships/requests/{asked_by(owner).public_id}/email/"
    return Door(client_of(owner), path, good, {"subject": "line", "body": "text without links"})


def declining_partnership(house: House) -> Door:
    client = client_of(reseller_admin())
    open_in(client, asked_by(provider_admin()))
    return Door(client, "/partnership/decline/", {"reason": ""}, {"reason": "text"})


def ending_partnership(house: House) -> Door:
    owner = provider_admin()
    standing = factories.PartnershipFactory(provider=owner.partner)
    return Door(
        client_of(owner), f"/partner/partnerships/{standing.public_id}/end/", {"reason": ""}, {"reason": "text"}
    )


PARTNERSHIP_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (asking_partnership, partnership_letter, declining_partnership, ending_partnership)
}
