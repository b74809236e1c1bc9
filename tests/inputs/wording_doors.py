"""The forms of a partner's e-mails: a template, and the sender."""

from collections.abc import Callable

from tests import factories
from tests.conftest import PersonaClient, sign_in
from tests.inputs.doors import Door, House


def at_boss(house: House) -> PersonaClient:
    """A global admin of the partner."""
    return sign_in(factories.PartnerMembershipFactory(partner=house.partner, roles=["global_admin"]).user)


def making_mail_template(house: House) -> Door:
    good = {"name": "Our usual", "subject": "Our request", "body": "Hello {link}"}
    return Door(at_boss(house), "/partner/emails/new/reminder/en/", good, {"name": "line"})


def naming_sender(house: House) -> Door:
    good = {"mail_name": "", "reply_to": "", "reminds": "on"}
    return Door(at_boss(house), "/partner/emails/", good)


WORDING_DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make for make in (making_mail_template, naming_sender)
}
