"""The error cases of the domain (§8.1), each reached through the real pages: who, and with which request."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpResponse

from customers.agreements.models import AgreementText
from customers.directory.models import CustomerRole
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion, Market
from partnercenter.partners.actions import end_partnership
from partnercenter.partners.models import Capacity, PartnerRole, Partnership
from tests import factories
from tests.conftest import PersonaClient, acceptance_host, sign_in
from tests.factories import live_link, token_of
from tests.invitations.acceptance_steps import confirm_identity, open_in, shown_on

DECIDE = "/invitation/decide/"
PARTNER, CUSTOMER = "北風システムズ株式会社", "株式会社みなと精機"


@dataclass
class Scene:
    """A page that somebody has come to."""

    client: PersonaClient
    answer: HttpResponse


@dataclass
class Case:
    """What the page has to say: the English sources of its words, and the ways on that it has to offer."""

    code: str
    reach: Callable[[str], Scene]
    status: int
    heading: str
    words: tuple[str, ...]
    ways_on: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)


def partner(code: str = "public", country: str = "JP", **facts: object):
    return factories.PartnerFactory(legal_name=PARTNER, cloud=factories.cloud(code), country=country, **facts)


def asked(**facts: object) -> Invitation:
    """A request that whoever holds its link may answer."""
    facts.setdefault("partner", None)
    facts["partner"] = facts["partner"] or partner()
    if "recipient_email" not in facts:
        facts["unaddressed"] = True
    return factories.InvitationFactory(sent=True, **facts)


def person(language: str, **facts: object) -> User:
    return factories.UserFactory(locale=language, display_name="森 悠太", **facts)


def member(language: str, role: CustomerRole = CustomerRole.GLOBAL_ADMIN, **facts: object) -> User:
    """Somebody of a customer's, its global administrator unless `role` says otherwise."""
    customer = factories.CustomerFactory(**{"name": CUSTOMER} | facts)
    return factories.CustomerMembershipFactory(customer=customer, role=role, user=person(language)).user


def visitor(language: str, invitation: Invitation) -> PersonaClient:
    host = acceptance_host(invitation.cloud)
    return PersonaClient(host, HTTP_ACCEPT_LANGUAGE=language)


def decides(invitation: Invitation, user: User) -> Scene:
    """Open the link as somebody who is signed in, and go to the decision."""
    client = sign_in(user, host=acceptance_host(invitation.cloud))
    open_in(client, invitation)
    return Scene(client, client.get(DECIDE))


def opens(language: str, invitation: Invitation) -> Scene:
    """Open the link as a visitor, and read what it leads to."""
    client = visitor(language, invitation)
    return Scene(client, client.get(f"/i/{token_of(live_link(invitation))}/", follow=True))


def flag(**flags: bool) -> None:
    CloudRegion.objects.filter(code="public").update(**flags)


def not_signed_in(language: str) -> Scene:
    return opens(language, asked())


def not_global_admin(language: str) -> Scene:
    return decides(asked(), member(language, CustomerRole.BILLING_ADMIN))


def neither_admin(language: str) -> Scene:
    return decides(asked(no_rights=True), member(language, CustomerRole.USER))


def wrong_cloud(language: str) -> Scene:
    return decides(asked(partner=partner("germany", "DE")), member(language))


def region_not_allowed(language: str) -> Scene:
    return decides(asked(), member(language, country="DE"))


def providers_region_not_allowed(language: str) -> Scene:
    """The reseller's own region would do; its provider's does not."""
    pair = factories.PartnershipFactory(
        provider=factories.PartnerFactory(legal_name=PARTNER, provider=True, market_group=factories.market_group("TW")),
        reseller=factories.PartnerFactory(reseller=True),
    )
    invitation = asked(partner=pair.reseller, capacity=Capacity.RESELLER, provider=pair.provider)
    return decides(invitation, member(language))


def country_of_no_region(language: str) -> Scene:
    return decides(asked(), member(language, country="RU"))


def country_outside_the_clouds_list(language: str) -> Scene:
    invitation = asked(partner=partner("us-government", "US"))
    return decides(invitation, member(language, cloud=invitation.cloud, country="GU"))


def partner_tenant(language: str) -> Scene:
    factories.TenantDomainFactory(owner=factories.PartnerFactory(), domain="other.example")
    return decides(asked(), member(language, primary_domain="other.example"))


def self_accept(language: str) -> Scene:
    invitation, user = asked(), member(language)
    factories.PartnerMembershipFactory(partner=invitation.partner, user=user)
    return decides(invitation, user)


def already_related(language: str) -> Scene:
    invitation, user = asked(no_rights=True), member(language)
    customer = user.customer_memberships.get().customer
    factories.ResellerRelationshipFactory(partner=invitation.partner, customer=customer)
    return decides(invitation, user)


def single_partner_cloud(language: str) -> Scene:
    user = member(language)
    factories.ResellerRelationshipFactory(customer=user.customer_memberships.get().customer)
    flag(allows_multi_partner=False)
    return decides(asked(), user)


def ended(**trait: bool) -> Callable[[str], Scene]:
    """A visitor before a link of ours that lives no more."""
    return lambda language: opens(language, factories.InvitationFactory(partner=partner(), unaddressed=True, **trait))


def replaced_link(language: str) -> Scene:
    invitation = asked()
    old = live_link(invitation)
    invitation.links.update(replaced_at=factories.ago(hours=1))
    factories.InvitationLinkFactory(invitation=invitation, generation=2)
    client = visitor(language, invitation)
    return Scene(client, client.get(f"/i/{token_of(old)}/", follow=True))


def unknown_link(language: str) -> Scene:
    client = PersonaClient("public.localhost:8000", HTTP_ACCEPT_LANGUAGE=language)
    return Scene(client, client.get(f"/i/pub_{'A' * 43}/"))


def link_of_another_cloud(language: str) -> Scene:
    link = live_link(asked(partner=partner("germany", "DE")))
    client = PersonaClient("public.localhost:8000", HTTP_ACCEPT_LANGUAGE=language)
    return Scene(client, client.get(f"/i/{token_of(link)}/"))


def partner_inactive(language: str) -> Scene:
    return opens(language, asked(partner=partner(suspended=True)))


def partner_without_agreement(language: str) -> Scene:
    bare = partner(programme_agreement_version="", programme_agreement_accepted_on=None)
    return decides(asked(partner=bare), member(language))


def of_a_pair(**state: object) -> tuple[Partnership, Invitation]:
    """A reseller's request through its provider."""
    pair = factories.PartnershipFactory(reseller=factories.PartnerFactory(legal_name=PARTNER, reseller=True), **state)
    return pair, asked(partner=pair.reseller, capacity=Capacity.RESELLER, provider=pair.provider)


def partnership_missing(language: str) -> Scene:
    return decides(of_a_pair(ended=True)[1], member(language))


def partnership_ended_meanwhile(language: str) -> Scene:
    """As it happens in the portal: ending the partnership withdraws the requests made through it."""
    pair, invitation = of_a_pair()
    by = factories.PartnerMembershipFactory(partner=pair.provider, roles=[PartnerRole.GLOBAL_ADMIN])
    end_partnership(partnership=pair, by=by)
    return opens(language, invitation)


def mca_required(language: str) -> Scene:
    """*Accept* without the box."""
    scene = decides(asked(no_rights=True), member(language))
    sent = {"answer": "accept", "shown": shown_on(scene.client)}
    return Scene(scene.client, scene.client.post(DECIDE, sent))


def agreement_not_online(language: str) -> Scene:
    flag(online_agreement=False)
    return decides(asked(), member(language))


def no_agreement_published(language: str) -> Scene:
    AgreementText.objects.update(status=AgreementText.Status.SUPERSEDED)
    return decides(asked(), member(language))


def dap_not_optional(language: str) -> Scene:
    china = partner("china", "CN")
    return decides(asked(partner=china, no_rights=True), member(language, cloud=china.cloud, country="CN"))


def closed_cloud(language: str) -> Scene:
    """Germany's story: a new customer in a cloud that takes none any more."""
    invitation = asked(partner=partner("germany", "DE"))
    CloudRegion.objects.filter(code="germany").update(accepts_new_customers=False)
    return decides(invitation, person(language, email="x@fresh.example"))


def market_moved_meanwhile(language: str) -> Scene:
    """The customer's country leaves the region between the request and the answer."""
    invitation, user = asked(), member(language)
    Market.objects.create(iso2="JP", name_en="Japan", name_ja="日本", valid_from=factories.ago(days=0).date())
    return decides(invitation, user)


def unverified_email(language: str) -> Scene:
    return decides(asked(), person(language, unverified=True))


def wrong_person(language: str) -> Scene:
    return decides(asked(recipient_email="somebody@elsewhere.example"), member(language))


def wrong_organisation(language: str) -> Scene:
    return decides(asked(customer=factories.CustomerFactory()), member(language))


def join_organisation(language: str) -> Scene:
    factories.TenantDomainFactory(owner=factories.CustomerFactory(primary_domain="here.example"))
    return decides(asked(), person(language, email="x@here.example"))


def rights_withdrawn_meanwhile(language: str) -> Scene:
    """Between the page and the press, the person's role is gone: the press meets the page of it (§8.4)."""
    user = member(language)
    scene = decides(asked(), user)
    shown = shown_on(scene.client)
    confirm_identity(scene.client)
    user.customer_memberships.update(role=CustomerRole.USER)
    sent = {"answer": "accept", "shown": shown, "agrees": "on", "allows_full_rights": "on"}
    return Scene(scene.client, scene.client.post(DECIDE, sent))
