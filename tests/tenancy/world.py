"""Two clouds, each with the same cast of partners and customers, so that whatever is foreign stands beside one's own.

In each cloud: A and C serve customer B directly, reseller R serves it through provider P. C also serves D, A also
serves F. Q and S are resellers whose partnership with P has ended. Everybody has asked somebody, has rights that ended,
notes, mails and events.
"""

from dataclasses import dataclass
from typing import Any

from allauth.account.models import EmailAddress
from django.utils import timezone

from customers.agreements.models import AgreementText
from customers.directory.actions import answer_join, request_join
from customers.directory.models import Customer, CustomerRole
from customers.relationships.actions import end_rights
from customers.relationships.index import refresh_pair
from customers.services.actions.users import reset_password
from invitations.actions import cancel, send
from invitations.actions.decline import decline
from invitations.mails.again import tell_new_link_asked
from invitations.models import Invitation
from partnercenter.clouds.models import IndirectModel
from partnercenter.partners.models import Capacity, PartnerRole, Partnership
from tests import factories
from tests.invitations.acceptance_steps import agree, case_for
from tests.invitations.actions.taking import take
from tests.tenancy.canaries import Aviary
from tests.tenancy.deeds import DEEDS
from tests.tenancy.land import COUNTRIES, Land

KINDS: dict[str, dict[str, bool]] = {
    "A": {},
    "C": {},
    "P": {"provider": True},
    "R": {"reseller": True},
    "Q": {"reseller": True},
    "S": {"reseller": True},
}


@dataclass
class World:
    """Both clouds and all words in them."""

    lands: dict[str, Land]
    aviary: Aviary

    @classmethod
    def build(cls) -> "World":
        aviary = Aviary()
        lands = {code: Land(factories.cloud(code)) for code in COUNTRIES}
        for land in lands.values():
            settle(land)
        aviary.plant()
        for land in lands.values():
            move_in(land)
        aviary.plant()
        follow_addresses()
        for land in lands.values():
            deal(land)
        aviary.plant()
        for land in lands.values():
            refresh(land)
        return cls(lands, aviary)


def land_with_everything(code: str) -> Land:
    """One cloud and all that happened in it, without canaries."""
    land = Land(factories.cloud(code))
    for stage in (settle, move_in, deal):
        stage(land)
    return land


def settle(land: Land) -> None:
    """Partners and customers."""
    for name, kind in KINDS.items():
        land.partners[name] = factories.PartnerFactory(cloud=land.cloud, country=land.country, **kind)
    for name in "BDF":
        land.customers[name] = factories.CustomerFactory(cloud=land.cloud, country=land.country)


def move_in(land: Land) -> None:
    """Their people, domains, partnerships and pairs."""
    for row in (*land.partners.values(), *land.customers.values()):
        row.refresh_from_db()
    for name, partner in land.partners.items():
        domain = f"{name}.{land.country}.example".lower()
        boss = factories.UserFactory(email=f"boss@{domain}")
        land.boss[name] = factories.PartnerMembershipFactory(partner=partner, user=boss, roles=list(PartnerRole.values))
        factories.TenantDomainFactory(owner=partner, domain=domain)
    for role in PartnerRole.values:
        land.staff[role] = factories.PartnerMembershipFactory(partner=land.partners["A"], roles=[role])
    for name, customer in land.customers.items():
        for role in CustomerRole.values:
            land.people[name, role] = factories.CustomerMembershipFactory(customer=customer, role=role)
        factories.TenantDomainFactory(owner=customer)
    land.passers_by = factories.UserFactory.create_batch(16)
    partners = land.partners
    factories.PartnershipFactory(provider=partners["P"], reseller=partners["R"])
    factories.PartnershipFactory(
        provider=partners["P"],
        reseller=partners["Q"],
        status=Partnership.Status.ENDED,
        ended_at=factories.ago(days=20),
    )


def follow_addresses() -> None:
    """The verified addresses are those of the people, also after these got their canaries."""
    for address in EmailAddress.objects.select_related("user"):
        EmailAddress.objects.filter(pk=address.pk).update(email=address.user.email)


def deal(land: Land) -> None:
    """What the cast has done with one another, by the portal's own actions where mails and events come from."""
    for user in (*land.passers_by, *(row.user for row in (*land.boss.values(), *land.people.values()))):
        user.refresh_from_db()
    agree_everywhere(land)
    for name in ("A", "C"):
        work_directly(land, name)
        ask_much(land, name)
    work_indirectly(land)
    serve(land, "C", "D")
    serve(land, "A", "F")
    sell(land)
    look_after(land)
    knock(land)
    for deed in DEEDS:
        deed(land)


def agree_everywhere(land: Land) -> None:
    factories.AgreementTextFactory(cloud=land.cloud, draft=True)
    factories.AgreementTextFactory(cloud=land.cloud, published_at=factories.ago(days=900))
    for name, customer in land.customers.items():
        agree(customer, land.admin(name).user)


def ask(land: Land, name: str, **facts: Any) -> Invitation:
    """A request of the partner's boss; of a reseller's through the provider."""
    indirect = {"capacity": Capacity.RESELLER, "provider": land.partners["P"]} if name == "R" else {}
    indirect = {"capacity": Capacity.PROVIDER} if name == "P" else indirect
    boss = land.boss[name]
    return factories.InvitationFactory(partner=boss.partner, owner=boss, **(indirect | facts))


def work_directly(land: Land, name: str) -> None:
    """B accepts, takes the rights back, and gives others."""
    admin = land.admin("B")
    taken = send(invitation=ask(land, name, recipient_email=admin.user.email), by=land.boss[name])
    take(taken, admin.user)
    grant = admin.customer.grants.get(partner=land.partners[name], status="active")
    end_rights(grant=grant, side="customer", reason="Enough", by=admin.user)
    both = {"partner": land.partners[name], "customer": admin.customer, "granted_by": admin.user}
    factories.DelegatedAdminGrantFactory(**both)
    factories.DelegatedAdminGrantFactory(**both, granular=True)


def ask_much(land: Land, name: str) -> None:
    """Requests in every other state, one declined by B, one that B can still answer."""
    admin, boss = land.admin("B"), land.boss[name]
    declined = send(invitation=ask(land, name, recipient_email=admin.user.email), by=boss)
    decline(case=case_for(declined, admin.user), reason="Not now", by=admin.user)
    to_colleague = land.people["B", CustomerRole.USER].user.email
    cancel(invitation=send(invitation=ask(land, name, recipient_email=to_colleague), by=boss), by=boss)
    tell_new_link_asked(declined, day=timezone.localdate())
    for trait in ("draft", "expired", "granular", "reusable"):
        ask(land, name, **{trait: True})
    land.asked[name] = send(
        invitation=ask(land, name, granular=True, recipient_email=admin.user.email), by=land.boss[name]
    )


def work_indirectly(land: Land) -> None:
    """R serves B through P. Where only the provider may ask, P has asked for R, else R through P."""
    admin, user = land.admin("B").user, land.people["B", CustomerRole.USER].user
    asks_for_it = land.cloud.indirect_model == IndirectModel.PROVIDER_INVITES
    name = "P" if asks_for_it else "R"
    made_for = {"on_behalf_of": land.partners["R"], "rights_holder": land.partners["R"]} if asks_for_it else {}
    taken = send(invitation=ask(land, name, recipient_email=admin.email, **made_for), by=land.boss[name])
    take(taken, admin)
    waiting = ask(land, name, recipient_email=user.email, **made_for)
    land.asked[name] = send(invitation=waiting, by=land.boss[name])


def serve(land: Land, name: str, customer: str) -> None:
    """A relationship with rights, without a request."""
    pair = {"partner": land.partners[name], "customer": land.customers[customer]}
    user = land.admin(customer).user
    factories.ResellerRelationshipFactory(**pair, started_by=user)
    factories.DelegatedAdminGrantFactory(**pair, granted_by=user)
    refresh_pair(pair["partner"], pair["customer"])


def sell(land: Land) -> None:
    """Subscriptions of every channel."""
    partners, customers = land.partners, land.customers
    terms = AgreementText.objects.filter(cloud=land.cloud, status="published").first()
    sold = [("A", "B", None), ("C", "B", None), ("P", "B", "R"), ("C", "D", None), ("A", "F", None)]
    for seller, customer, reseller in sold:
        factories.SubscriptionFactory(
            customer=customers[customer],
            service=f"What {seller} sells",
            channel="partner",
            sold_by=partners[seller],
            reseller=partners.get(reseller or ""),
            partner_of_record=partners["C"],
            terms=terms,
        )
    for channel in ("direct", "enterprise"):
        for customer in customers.values():
            factories.SubscriptionFactory(customer=customer, channel=channel)


def look_after(land: Land) -> None:
    """People in every directory; A and C use their rights over those of B."""
    for customer in land.customers.values():
        factories.DirectoryUserFactory.create_batch(2, customer=customer)
    for name in "AC":
        reset_password(user=land.customers["B"].directory_users.first(), by=land.boss[name])


def knock(land: Land) -> None:
    """Two people ask to be let in at B, one of them is."""
    for _ in range(2):
        asked = request_join(customer=land.customers["B"], by=land.passers_by.pop())
    answer_join(join_request=asked, accepts=True, by=land.admin("B").user)


def refresh(land: Land) -> None:
    """The rows of lists follow the names that the planting changed."""
    for partner in land.partners.values():
        for customer in Customer.objects.filter(partner_customers__partner=partner):
            refresh_pair(partner, customer)
