"""Every form that writes: who fills it in, where, what a good answer is, and which kind each field is."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from customers.directory.models import Customer, JoinRequest
from invitations.models import Invitation
from partnercenter.partners.models import Partner, PartnerMembership
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.invitations.acceptance_steps import confirm_identity, open_in, shown_on

PASSWORD = "a quiet harbour at dawn"


@dataclass
class Door:
    """An open form: `client` POSTs `good` to `path`. `kinds` says which cases a field gets."""

    client: PersonaClient
    path: str
    good: dict[str, Any]
    kinds: dict[str, str] = field(default_factory=dict)

    def knock(self, **changes: Any) -> Any:
        """As a browser sends it; what is no text at all goes out as the bytes that it would be."""
        body = urlencode(self.good | changes, errors="surrogatepass")
        return self.client.post(self.path, body, content_type="application/x-www-form-urlencoded")


@dataclass
class House:
    """The rows behind the doors."""

    partner: Partner
    colleague: PartnerMembership
    customer: Customer

    @classmethod
    def build(cls) -> "House":
        partner = factories.PartnerFactory(legal_name="Kitakaze Systems K.K.")
        customer = factories.CustomerFactory(name="Minato Seiki")
        colleague = factories.PartnerMembershipFactory(partner=partner)
        return cls(partner=partner, colleague=colleague, customer=customer)

    def at_partner(self) -> PersonaClient:
        return sign_in(self.colleague.user)

    def asked(self, **traits: Any) -> Invitation:
        return factories.InvitationFactory(partner=self.partner, owner=self.colleague, **traits)

    def at_customer(self, asked: Invitation | None = None) -> PersonaClient:
        """The customer's global administrator, who is the request's addressee and has just confirmed who it is."""
        about = {"email": asked.recipient_email} if asked else {}
        membership = factories.CustomerMembershipFactory(
            customer=self.customer, **{f"user__{k}": v for k, v in about.items()}
        )
        client = sign_in(membership.user, host=PUBLIC_HOST)
        client.membership = membership
        confirm_identity(client)
        if asked:
            open_in(client, asked)
        return client


def sign_up(house: House) -> Door:
    good = {"display_name": "Helen Moore", "email": "helen@newcomer.example", "password1": PASSWORD}
    return Door(PersonaClient(), "/accounts/signup/", good, {"display_name": "line", "email": "address"})


def sign_up_of_customer(house: House) -> Door:
    door = sign_up(house)
    door.client = PersonaClient(PUBLIC_HOST)
    return door


def signing_in(house: House) -> Door:
    good = {"login": house.colleague.user.email, "password": "wrong"}
    return Door(PersonaClient(), "/accounts/login/", good, {"login": "address", "password": "line"})


def code_for_sign_in(house: House) -> Door:
    return Door(PersonaClient(), "/accounts/login/code/", {"email": "nobody@x.example"}, {"email": "address"})


def password_reset(house: House) -> Door:
    return Door(PersonaClient(), "/accounts/password/reset/", {"email": "nobody@x.example"}, {"email": "address"})


def profile(house: House) -> Door:
    good = {"display_name": "Misaki", "locale": "en", "time_zone": ""}
    kinds = {"display_name": "line", "locale": "choice", "time_zone": "choice"}
    return Door(house.at_partner(), "/accounts/profile/", good, kinds)


def request_page(house: House) -> Door:
    good = {"request_key": str(uuid.uuid4()), "rights": "full", "language": "en", "life_days": "30"}
    kinds = {
        "request_key": "id",
        "rights": "choice",
        "customer_name": "line without links",
        "recipient_email": "optional address",
        "recipient_name": "line without links",
        "customer_country": "choice",
        "language": "choice",
        "life_days": "number",
        "reference": "line",
    }
    return Door(house.at_partner(), "/partner/requests/new/", good, kinds)


def draft_text(house: House) -> Door:
    asked = house.asked()
    good = {"subject": "Our request", "body": "Hello\n{link}", "then": "save"}
    path = f"/partner/requests/{asked.public_id}/email/"
    return Door(house.at_partner(), path, good, {"subject": "line", "body": "text without links"})


def recipient(house: House) -> Door:
    asked = house.asked(sent=True)
    good = {"recipient_email": "other@minato.example", "recipient_name": "Sato"}
    path = f"/partner/requests/{asked.public_id}/recipient/"
    return Door(house.at_partner(), path, good, {"recipient_email": "address", "recipient_name": "line without links"})


def organisation(house: House) -> Door:
    asked = house.asked(sent=True)
    client = sign_in(factories.UserFactory(email=asked.recipient_email), host=PUBLIC_HOST)
    open_in(client, asked)
    good = {
        "name": "Quiet Harbour",
        "country": "JP",
        "address": "1 Example Street",
        "contact_name": "Helen",
        "contact_email": "helen@newcomer.example",
    }
    kinds = {
        "name": "line",
        "country": "choice",
        "address": "line",
        "contact_name": "line",
        "contact_email": "address",
    }
    return Door(client, "/organisation/register/", good, kinds)


def decision(house: House) -> Door:
    client = house.at_customer(house.asked(sent=True))
    good = {"answer": "accept", "agrees": "on", "allows_full_rights": "on", "shown": shown_on(client)}
    return Door(client, "/invitation/decide/", good, {"shown": "choice"})


def declining(house: House) -> Door:
    return Door(house.at_customer(house.asked(sent=True)), "/invitation/decline/", {"reason": ""}, {"reason": "text"})


def ending_rights(house: House) -> Door:
    grant = factories.DelegatedAdminGrantFactory(partner=house.partner, customer=house.customer)
    path = f"/customer/partners/{house.partner.public_id}/rights/{grant.public_id}/end/"
    return Door(house.at_customer(), path, {"reason": ""}, {"reason": "text"})


def adding_domain(house: House) -> Door:
    return Door(house.at_customer(), "/organisation/domains/", {"domain": "fine.example"}, {"domain": "domain"})


def adding_domain_of_partner(house: House) -> Door:
    boss = factories.PartnerMembershipFactory(partner=house.partner, roles=["global_admin"])
    return Door(sign_in(boss.user), "/partner/domains/", {"domain": "fine.example"}, {"domain": "domain"})


def disputing_domain(house: House) -> Door:
    factories.TenantDomainFactory(owner=house.customer, domain="disputed.example")
    client = sign_in(factories.UserFactory(email="a@disputed.example"), host=PUBLIC_HOST)
    return Door(client, "/organisation/join/dispute/", {"words": "Ours"}, {"words": "text without links"})


def answering_joiner(house: House) -> Door:
    asked = JoinRequest.objects.create(customer=house.customer, user=factories.UserFactory())
    good = {"answer": "accept", "role": "user"}
    path = f"/organisation/join/{asked.public_id}/"
    return Door(house.at_customer(), path, good, {"answer": "choice", "role": "choice"})


DOORS: dict[str, Callable[[House], Door]] = {
    make.__name__: make
    for make in (
        *(sign_up, sign_up_of_customer, signing_in, code_for_sign_in, password_reset, profile, request_page),
        *(adding_domain, adding_domain_of_partner, disputing_domain, answering_joiner),
        *(draft_text, recipient, organisation, decision, declining, ending_rights),
    )
}
