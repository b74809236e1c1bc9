"""The forms that accept and attest agreements."""

from collections.abc import Callable

from django.utils import timezone

from tests import factories
from tests.inputs.doors import Door, House

PAGE = "/customer/agreements/accept/"


def accepting_agreement(house: House) -> Door:
    client = house.at_customer()
    good = {"shown": client.get(PAGE).context["form"].initial["shown"], "agrees": "on"}
    return Door(client, PAGE, good, {"shown": "choice"})


def attesting(house: House) -> Door:
    factories.PartnerCustomerFactory(partner=house.partner, customer=house.customer, relationship=True)
    good = {
        "first_name": "Haruka",
        "last_name": "Nishi",
        "email": "h.nishi@contacts.example",
        "phone": "",
        "accepted_on": timezone.now().date().isoformat(),
    }
    kinds = {"first_name": "line", "last_name": "line", "email": "address", "accepted_on": "number"}
    return Door(house.at_partner(), f"/partner/customers/{house.customer.public_id}/agreement/", good, kinds)


def attesting_before_answer(house: House) -> Door:
    door = attesting(house)
    type(house.customer.cloud).objects.filter(code="public").update(online_agreement=False)
    asked = house.asked(sent=True)
    house.at_customer(asked)
    door.path = f"/partner/requests/{asked.public_id}/agreement/"
    door.good |= {"organisation": str(house.customer.tenant_id)}
    door.kinds |= {"organisation": "id"}
    return door


AGREEMENT_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (accepting_agreement, attesting, attesting_before_answer)
}
