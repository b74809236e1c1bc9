"""Who stands where: the home side, a neighbour with the same customer or partner, a stranger, one in another cloud."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, client_of, sign_in
from tests.invitations.acceptance_steps import confirm_identity
from tests.policy.line import Line
from tests.policy.parties import PERSONAL, Company, Ids, Party, unknown
from tests.policy.section9 import MAY
from tests.policy.things_of_customers import organisation
from tests.policy.things_of_partners import company

MAIN, ACCEPTANCE = "partnercenter.urls", "partnercenter.urls_acceptance"
# Kinds of which a neighbour's are one's own too, and those that everybody in the cloud shares.
SHARED = (
    *("customer", "person", "blocked person", "service", "partner", "template of a file"),
    # Bought elsewhere, and open to whoever has rights (decisions §7).
    *("licensable", "licensed", "unlicensed", "licence of a person"),
)
COMMON = ("text",)
NOBODYS = ("kind of e-mail",)  # of which there is nothing foreign: a word in the address
AN_HOUR = 3600
AN_HOUR = 3600


@dataclass
class Scene:
    """`home` acts, the others own what is foreign to it."""

    side: str  # whose table of §9 counts
    urls: str
    home: Party
    neighbour: Party
    stranger: Party
    abroad: Party
    suspended: Party | None = None

    @cached_property
    def clients(self) -> dict[str, PersonaClient]:
        """A browser of every role at home, which has just confirmed who it is."""
        found = {role: client_of(each) for role, each in self.home.members.items()}
        for client in found.values():
            confirm_identity(client, at=time.time() + AN_HOUR)  # the walk may take longer than a confirmation lasts
        return found

    @cached_property
    def outsiders(self) -> dict[str, PersonaClient]:
        """People of the cloud's host, or the main one, who belong to no such party."""
        host = self.clients["boss"].host
        people: dict[str, Any] = {
            "somebody without an organisation": factories.UserFactory(),
            "an operator": factories.UserFactory(operator=True),
            "a partner's" if host == PUBLIC_HOST else "a customer's": self.other_kind(),
        }
        if isinstance(self.home, Company) and not self.home.partner.is_direct:
            people["a direct partner's"] = factories.PartnerMembershipFactory(roles=list(PartnerRole.values)).user
        return {"a visitor": PersonaClient(host)} | {name: sign_in(user, host=host) for name, user in people.items()}

    def other_kind(self) -> object:
        is_partner = self.side == "partner"
        make = factories.CustomerMembershipFactory if is_partner else factories.PartnerMembershipFactory
        return make().user

    def roles(self) -> list[str]:
        return [role for role in self.home.members if role != "boss"]

    def may(self, action: str, role: str) -> str:
        return "yes" if role == "boss" else MAY[self.side][action][role]

    def things(self, line: Line, role: str) -> Iterator[tuple[str, Ids]]:
        """Whose thing, and its ids: own, a colleague's, everybody else's, and of nothing."""
        kind = line.about
        own = self.home.ids(kind, role)
        yield "own", own
        if not kind or kind in NOBODYS:
            return
        colleagues = self.home.ids(kind, "boss")
        if colleagues != own and kind not in PERSONAL:
            yield "colleague's", colleagues
        yield "unknown", unknown(own)
        if kind in PERSONAL and colleagues != own:
            yield "somebody else's here", colleagues
        yield from self.foreign(kind, own)

    def foreign(self, kind: str, own: Ids) -> Iterator[tuple[str, Ids]]:
        if kind not in (*SHARED, *COMMON):
            yield "neighbour's", self.neighbour.ids(kind, "boss")
        if kind not in COMMON:
            theirs = self.stranger.ids(kind, "boss")
            yield "stranger's", theirs
            yield from mixed(own, theirs)
        yield "abroad", self.abroad.ids(kind, "boss")


def mixed(own: Ids, theirs: Ids) -> Iterator[tuple[str, Ids]]:
    """One's own ids with one of a stranger's among them."""
    if len(own) > 1:
        for place, each in enumerate(theirs):
            if each == own[place]:
                continue
            yield f"stranger's in place {place + 1}", (*own[:place], each, *own[place + 1 :])


def of_partners(kind: str) -> Scene:
    home = company(kind)
    return Scene(
        "partner",
        MAIN,
        home,
        neighbour=company(kind, customer=home.customer),
        stranger=company(kind),
        abroad=company(kind, code="china"),
        suspended=company(kind, suspended=True),
    )


def of_customers() -> Scene:
    home = organisation()
    return Scene(
        "customer",
        ACCEPTANCE,
        home,
        neighbour=organisation(partner=home.partner),
        stranger=organisation(),
        abroad=organisation("china"),
    )
