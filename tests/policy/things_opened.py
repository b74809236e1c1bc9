"""People with opened links, and what belongs to somebody alone: an answer, a claim, a waiting request."""

from collections.abc import Callable, Mapping
from typing import Any

from invitations.models import Invitation
from partnercenter.partners.actions.answering import decline_partnership
from partnercenter.partners.case import Case
from partnercenter.partners.models import PartnershipRequest
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import live_link, partnership_token, token_of
from tests.invitations.acceptance_steps import confirm_identity
from tests.invitations.actions.taking import take
from tests.policy.parties import Membership, people_of, staff_of

Clients = dict[str, PersonaClient]
Thing = tuple[Any, Mapping[str, PersonaClient]]


def browsers(host: str, people: Mapping[str, Membership]) -> Clients:
    """Everybody who has just confirmed who he is, and a visitor."""
    clients = {name: sign_in(each.user, host=host) for name, each in people.items()}
    for client in clients.values():
        confirm_identity(client)
    return {"visitor": PersonaClient(host)} | clients


def carry(clients: Clients, address: str) -> Clients:
    for client in clients.values():
        client.get(address)
    return clients


def opened_requests() -> Clients:
    """Browsers that carry a request to a customer's global administrator, one with a dead one, one without any."""
    people = people_of(factories.CustomerFactory())
    stranger = factories.CustomerMembershipFactory()
    asked, dead = (ask(people["boss"], **traits) for traits in ({"sent": True}, {"cancelled": True}))
    cast = {"addressee": people["boss"], "colleague": people["user"], "stranger": stranger, "asker": asked.owner}
    found = carry(browsers(PUBLIC_HOST, cast), f"/i/{token_of(live_link(asked))}/")
    alone = browsers(PUBLIC_HOST, {"nolink": people["boss"], "dead": people["boss"]})
    alone["dead"].get(f"/i/{token_of(live_link(dead))}/")
    return alone | found


def ask(whom: Membership, **traits: bool) -> Invitation:
    return factories.InvitationFactory(recipient_email=whom.user.email, **traits)


def opened_partnerships() -> Clients:
    """The same with a provider's request to a reseller's global admin."""
    people = staff_of(factories.PartnerFactory(reseller=True))
    stranger = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(reseller=True))
    asked, dead = (ask_reseller(people["boss"], **traits) for traits in ({"sent": True}, {"cancelled": True}))
    cast = {"addressee": people["boss"], "colleague": people["viewer"], "stranger": stranger, "asker": asked.owner}
    found = carry(browsers(MAIN_HOST, cast), f"/p/{partnership_token(asked)}/")
    alone = browsers(MAIN_HOST, {"nolink": people["boss"], "dead": people["boss"]})
    alone["dead"].get(f"/p/{partnership_token(dead)}/")
    return alone | found


def ask_reseller(whom: Membership, **traits: bool) -> PartnershipRequest:
    return factories.PartnershipRequestFactory(recipient_email=whom.user.email, **traits)


def of_customers() -> tuple[dict[str, Membership], Clients]:
    people = people_of(factories.CustomerFactory())
    cast = {"owner": people["boss"], "colleague": people["user"], "stranger": factories.CustomerMembershipFactory()}
    return people, browsers(PUBLIC_HOST, cast)


def answer() -> Thing:
    people, clients = of_customers()
    return take(ask(people["boss"], sent=True), people["boss"].user).public_id, clients


def waiting() -> Thing:
    people, clients = of_customers()
    return ask(people["boss"], sent=True).public_id, clients


def claim() -> Thing:
    people, clients = of_customers()
    return factories.DomainClaimFactory(claimed_by=people["boss"].user).public_id, clients


def answered_partnership() -> Thing:
    people = staff_of(factories.PartnerFactory(reseller=True))
    asked = ask_reseller(people["boss"], sent=True)
    case = Case(link=asked.links.get(replaced_at=None), user=people["boss"].user)
    decline_partnership(case=case, reason="", by=people["boss"].user)
    cast = {"owner": people["boss"], "colleague": people["viewer"], "stranger": factories.PartnerMembershipFactory()}
    return asked.public_id, browsers(MAIN_HOST, cast)


MAKES: dict[str, Callable[[], Thing]] = {
    "done": answer,
    "done_file": answer,
    "open_request": waiting,
    "domain_claim": claim,
    "answered_partnership": answered_partnership,
}
