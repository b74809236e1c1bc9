"""The people of the world as actors: who they are, for whom they read, and where they begin."""

from collections.abc import Iterator

from customers.directory.models import CustomerMembership, CustomerRole
from invitations.models import Invitation
from partnercenter.partners.models import PartnerMembership
from tests.conftest import PersonaClient, acceptance_host, client_of
from tests.factories import live_link, token_of
from tests.tenancy.crawling import COMMON, Actor
from tests.tenancy.land import Land
from tests.tenancy.readers import party_of
from tests.tenancy.world import World


def actor(name: str, membership: PartnerMembership | CustomerMembership, most: int = 4) -> Actor:
    """A member of a partner or customer, signed in on the host of the membership."""
    whole = membership.partner if isinstance(membership, PartnerMembership) else membership.customer
    parties = {party_of(membership.user), party_of(whole)}
    return Actor(
        f"{name} in {whole.cloud.code}",
        client_of(membership),
        frozenset(parties),
        most=most,
        aside=() if name in ("A", "B") else COMMON,
    )


def visitors(land: Land) -> Iterator[Actor]:
    yield Actor("visitor", PersonaClient(), frozenset())
    yield Actor("visitor of acceptance", PersonaClient(acceptance_host(land.cloud)), frozenset())


def bosses(land: Land) -> list[Actor]:
    """One who may do everything, of every partner and of every customer."""
    partners = [actor(name, membership) for name, membership in land.boss.items()]
    return partners + [actor(name, land.admin(name)) for name in land.customers]


def everybody(world: World) -> list[Actor]:
    """Every role of partner A and of customer B, the bosses of all others, and visitors; fewer in the second cloud."""
    first, second = world.lands.values()
    staff = [actor(f"A's {role}", membership, most=1) for role, membership in first.staff.items()]
    people = [actor(f"B's {role}", first.people["B", role], most=1) for role in CustomerRole.values[1:]]
    abroad = [each for each in bosses(second) if each.name[0] in "ARB"]
    return [*bosses(first), *staff, *people, *abroad, *visitors(first)]


def opened(invitation: Invitation) -> str:
    """The address of a request's link."""
    return f"/i/{token_of(live_link(invitation))}/"


def eyes_of(world: World, reader: Actor) -> int:
    """How many different canaries somebody has come across."""
    return len({canary for page in reader.pages.values() for canary in world.aviary.seen_in(page)})
