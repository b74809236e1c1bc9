"""Requests of two partners: what each of them sees before and after the customer's answer (decisions §4, §5)."""

import pytest
from django.utils.html import strip_tags

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from invitations.actions.accept import accept
from invitations.models import Acceptance, Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Capacity, PartnerMembership, PartnerRole
from tests import factories
from tests.conftest import PersonaClient, client_of
from tests.invitations.acceptance_steps import case_for, decision_for, full_consent

pytestmark = pytest.mark.django_db
NEW = "/partner/requests/new/"
CANARIES = {
    "recipient_email": "canary-mailbox@quiet-harbour.example",
    "recipient_key": "canary-mailbox@quiet-harbour.example",
    "recipient_name": "Canary Person",
    "customer_name": "Canary Company",
    "reference": "CANARY-REF",
    "subject": "Canary subject",
    "body": "Canary words\n{link}",
}


@pytest.fixture
def reseller() -> PartnerMembership:
    return factories.PartnerMembershipFactory(partner=factories.PartnershipFactory().reseller)


@pytest.fixture
def provider(reseller: PartnerMembership) -> PartnerMembership:
    """The provider's admin agent who is its global admin as well: whoever sees most."""
    pair = reseller.partner.partnerships_as_reseller.get()
    roles = [PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN]
    return factories.PartnerMembershipFactory(partner=pair.provider, roles=roles)


@pytest.fixture
def asked(reseller: PartnerMembership, provider: PartnerMembership) -> Invitation:
    """The reseller's own request for full rights through the provider."""
    facts = {"capacity": Capacity.RESELLER, "provider": provider.partner, "sent": True} | CANARIES
    return factories.InvitationFactory(partner=reseller.partner, owner=reseller, **facts)


def accepted_by(invitation: Invitation, email: str = "") -> Acceptance:
    """A global admin of a customer in the request's cloud accepts it."""
    country = "CN" if invitation.cloud.code == "china" else "JP"
    customer = factories.CustomerFactory(cloud=invitation.cloud, country=country, name="Quiet Harbour Works")
    user = factories.UserFactory(email=email) if email else factories.UserFactory()
    factories.CustomerMembershipFactory(customer=customer, user=user)
    decision = decision_for(invitation, user, customer)
    case = case_for(invitation, user, customer)
    return accept(case=case, customer=customer, consent=full_consent(decision), by=user)


def pages_of(client: PersonaClient) -> dict[str, str]:
    """Every list that a partner has, by path."""
    paths = ["/", "/partner/customers/", "/partner/customers/?q=canary", "/partner/requests/", "/partner/resellers/"]
    paths += ["/partner/requests/?status=all", "/partner/requests/?status=accepted", "/partner/requests/?made_for_us=1"]
    return {path: client.get(path).content.decode() for path in paths}


def own_pages(invitation: Invitation) -> list[tuple[str, str]]:
    """The addresses of a request, with the method that each wants."""
    base = f"/partner/requests/{invitation.public_id}/"
    reads = [("get", base), *(("get", f"{base}{name}/") for name in ("email", "new-link", "recipient", "cancel"))]
    return [*reads, *(("post", f"{base}{name}/") for name in ("link", "resend", "new-link", "cancel", "release"))]


def check_nothing_shown(client: PersonaClient, invitation: Invitation) -> None:
    for path, page in pages_of(client).items():
        for word in (*CANARIES.values(), invitation.number):
            assert word not in page, (path, word)
    for method, path in own_pages(invitation):
        assert getattr(client, method)(path).status_code == 404, path


def test_the_provider_sees_nothing_of_a_resellers_own_request_before_the_answer(
    asked: Invitation, provider: PartnerMembership
) -> None:
    check_nothing_shown(client_of(provider), asked)


def test_afterwards_it_sees_the_customer_and_its_own_relationship_alone(
    asked: Invitation, provider: PartnerMembership, reseller: PartnerMembership
) -> None:
    answer = accepted_by(asked, email=CANARIES["recipient_email"])
    client = client_of(provider)
    check_nothing_shown(client, asked)
    listed = client.get("/partner/customers/").content.decode()
    record = client.get(f"/partner/customers/{answer.customer.public_id}/").content.decode()
    for page in (listed, record):
        assert "Quiet Harbour Works" in page
        assert "Full rights</span>" not in page.split("<form")[-1]  # the filter above the list offers the words
    assert "Provider" in record
    assert reseller.partner.legal_name not in record
    assert answer.grant.name not in record or answer.grant.name == ""
    told = OutboundEmail.objects.filter(recipient=provider.user.email)
    assert not told.filter(kind__startswith="invitation.").exists()
    theirs = client_of(reseller).get(f"/partner/customers/{answer.customer.public_id}/").content.decode()
    assert "Full rights" in theirs
    assert f"Reseller through {provider.partner.legal_name}" in strip_tags(theirs)


# Where only the provider invites


@pytest.fixture
def chinese() -> tuple[PartnerMembership, PartnerMembership]:
    """Provider and reseller in the cloud where the provider invites."""
    facts = {"cloud": factories.cloud("china"), "country": "CN"}
    above = factories.PartnerFactory(provider=True, legal_name="Changhe Distribution", **facts)
    below = factories.PartnerFactory(reseller=True, legal_name="Liuhe Software", **facts)
    factories.PartnershipFactory(provider=above, reseller=below)
    return factories.PartnerMembershipFactory(partner=above), factories.PartnerMembershipFactory(partner=below)


def ask_on_behalf(owner: PartnerMembership, reseller: PartnerMembership, rights_to: str) -> Invitation:
    """As the provider does it on page 1."""
    client = client_of(owner)
    form = client.get(NEW).context["form"]
    filled = {
        "request_key": form.initial["request_key"],
        "rights": "full",
        "way": f"for:{reseller.partner.public_id}",
        "rights_to": rights_to,
        "language": "en",
        "life_days": "30",
    }
    answer = client.post(NEW, filled)
    assert answer.status_code == 302, answer.context["form"].errors
    return Invitation.objects.get()


@pytest.mark.parametrize("rights_to", ["reseller", "asking"])
def test_the_provider_asks_for_its_reseller_and_the_rights_go_where_it_says(
    chinese: tuple[PartnerMembership, PartnerMembership], rights_to: str
) -> None:
    owner, reseller = chinese
    asked = ask_on_behalf(owner, reseller, rights_to)
    assert (asked.owner, asked.on_behalf_of) == (owner, reseller.partner)

    answer = accepted_by(asked)

    ties = ResellerRelationship.objects.values_list("partner__legal_name", "capacity", "provider__legal_name")
    assert set(ties) == {
        ("Liuhe Software", "reseller", "Changhe Distribution"),
        ("Changhe Distribution", "provider", None),
    }
    holder = reseller.partner if rights_to == "reseller" else owner.partner
    assert DelegatedAdminGrant.objects.get().partner == holder
    for member in chinese:
        record = client_of(member).get(f"/partner/customers/{answer.customer.public_id}/").content.decode()
        assert ("Admin agents act as Global administrator" in record) is (member.partner == holder)


def test_the_reseller_reads_that_it_was_made_for_it_and_gets_the_text_to_forward(
    chinese: tuple[PartnerMembership, PartnerMembership],
) -> None:
    owner, reseller = chinese
    asked = ask_on_behalf(owner, reseller, "reseller")
    client = client_of(reseller)
    path = f"/partner/requests/{asked.public_id}/"
    assert asked.number in client.get("/partner/requests/?made_for_us=1").content.decode()
    assert asked.number not in client.get("/partner/requests/?status=all").content.decode()
    page = client.get(path).content.decode()
    assert "made for you" in page
    assert "Changhe Distribution" in page
    assert client.post(f"{path}link/").status_code == 302
    text = client.get(path).context["whole"]
    assert "/i/" in text
    for name in ("cancel", "resend", "new-link", "release"):
        assert client.post(f"{path}{name}/").status_code == 404
    assert Invitation.objects.get().status == "ready"


def test_the_provider_says_who_gets_the_rights_nothing_is_chosen_beforehand(
    chinese: tuple[PartnerMembership, PartnerMembership],
) -> None:
    owner, reseller = chinese
    client = client_of(owner)
    form = client.get(NEW).context["form"]
    assert "rights_to" not in form.initial
    filled = {"request_key": form.initial["request_key"], "rights": "full", "language": "en", "life_days": "30"}
    answer = client.post(NEW, filled | {"way": f"for:{reseller.partner.public_id}"})
    assert "Choose who gets the rights." in answer.content.decode()
    assert not Invitation.objects.exists()


# A customer that moves


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("cannot sell in United States", "Japan, sales region Japan")),
        ("ja", ("米国では販売できません", "日本")),
    ],
)
def test_a_customer_whose_country_was_changed_meanwhile_reads_both_countries(
    operator_client: PersonaClient, language: str, words: tuple[str, ...]
) -> None:
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    member = factories.CustomerMembershipFactory()
    standing = factories.ResellerRelationshipFactory(customer=member.customer)
    client = client_of(member)
    client.cookies["django_language"] = language
    client.get(f"/i/{factories.token_of(factories.live_link(asked))}/", HTTP_ACCEPT_LANGUAGE=language)
    assert client.get("/invitation/decide/", HTTP_ACCEPT_LANGUAGE=language).status_code == 200

    type(member.customer).objects.filter(pk=member.customer.pk).update(country="US")

    stop = client.get("/invitation/decide/", HTTP_ACCEPT_LANGUAGE=language)
    assert stop.status_code == 403
    for each in words:
        assert each in stop.content.decode()
    standing.refresh_from_db()
    assert standing.status == "active"
    record = client_of(factories.PartnerMembershipFactory(partner=standing.partner)).get("/partner/customers/")
    assert record.status_code == 200
