"""Nothing crosses from one cloud to another: attempts, each answered as if the other cloud were not there (§2)."""

import re
from dataclasses import dataclass
from itertools import permutations
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from customers.agreements.models import AgreementText
from customers.agreements.queries import acceptance_of, current_text
from customers.directory.models import CustomerMembership
from invitations.actions import create
from invitations.asking import Terms
from invitations.gate import inspect
from invitations.mails.asking import queue_request_mail
from invitations.models import Invitation
from invitations.rules import obstacles
from partnercenter.clouds.models import CloudRegion
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import Capacity, PartnerMembership
from partnercenter.partners.partnership_rules import pair_problem, regions_of_pair
from tests import factories
from tests.conftest import PersonaClient, acceptance_host, client_of, sign_in
from tests.factories import live_link, token_of
from tests.invitations.acceptance_steps import case_for, open_in

pytestmark = pytest.mark.django_db
COUNTRIES = {"public": "JP", "china": "CN", "us-government": "US", "germany": "DE"}
PAIRS = list(permutations(COUNTRIES, 2))
ACCEPTANCE = "partnercenter.urls_acceptance"
TOKEN = r"(?:pub|cn|de|gov)_[\w-]+"
CHANGING = re.compile(rf'name="csrfmiddlewaretoken" value="[^"]*"|[0-9a-f]{{8}}-[0-9a-f-]{{27}}|{TOKEN}')


@dataclass
class Land:
    """A partner with its colleague, a customer with its admin, and a request that stands between them."""

    cloud: CloudRegion
    colleague: PartnerMembership
    admin: CustomerMembership
    asked: Invitation

    @classmethod
    def build(cls, code: str) -> "Land":
        cloud = factories.cloud(code)
        place = {"cloud": cloud, "country": COUNTRIES[code]}
        colleague = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(**place))
        customer = factories.CustomerFactory(name=f"Beacon {code} Ltd", **place)
        factories.TenantDomainFactory(owner=customer)
        admin = factories.CustomerMembershipFactory(customer=customer)
        asked = factories.InvitationFactory(
            partner=colleague.partner, owner=colleague, sent=True, recipient_email=admin.user.email
        )
        return cls(cloud, colleague, admin, asked)

    @property
    def host(self) -> str:
        return acceptance_host(self.cloud)


@pytest.fixture
def here() -> Land:
    return Land.build("public")


@pytest.fixture
def there() -> Land:
    return Land.build("china")


def page_of(answer) -> tuple[int, str]:
    """Status and words, without what differs from one answer to the next."""
    return answer.status_code, CHANGING.sub("", answer.content.decode())


def test_a_link_on_another_clouds_host_is_as_unknown_as_one_that_never_was() -> None:
    lands = {code: Land.build(code) for code in COUNTRIES}
    for one, other in PAIRS:
        host = lands[other].host
        unknown = page_of(PersonaClient(host).get(f"/i/{lands[one].cloud.link_prefix}_{'A' * 43}/"))
        crossed = page_of(PersonaClient(host).get(f"/i/{token_of(live_link(lands[one].asked))}/"))
        assert crossed == unknown, (one, other)
        assert crossed[0] == 404


def test_an_opened_link_is_none_on_another_host(here: Land, there: Land) -> None:
    client = sign_in(here.admin.user, host=here.host)
    open_in(client, here.asked)
    for path in ("", "decide/", "decline/", "report/", "new-link/", "confirm/"):
        open_in(client, here.asked)  # the page of an unknown link takes the carrier away
        assert client.get(f"/invitation/{path}", HTTP_HOST=there.host).status_code in (302, 404), path


def test_a_session_of_one_portal_signs_nobody_in_at_another(here: Land, there: Land) -> None:
    client = client_of(here.admin)
    assert client.get("/customer/partners/").status_code == 200
    assert client.get("/customer/partners/", HTTP_HOST=there.host)["Location"].startswith("/accounts/login/")


def test_who_belongs_to_another_clouds_customer_is_nobody_here(here: Land, there: Land) -> None:
    stranger = sign_in(there.admin.user, host=here.host)
    assert stranger.get("/").context["membership"] is None
    assert "Beacon" not in stranger.get("/").content.decode()
    for name in ("partners", "agreements"):
        assert stranger.get(reverse(name, urlconf=ACCEPTANCE)).status_code == 404, name


def test_the_switcher_takes_no_membership_of_another_cloud(here: Land, there: Land) -> None:
    elsewhere = factories.CustomerMembershipFactory(customer=there.admin.customer, user=here.admin.user)
    client = client_of(here.admin)
    assert [entry.pk for entry in client.get("/").wsgi_request.memberships] == [here.admin.pk]
    switch = reverse("switch_membership", urlconf=ACCEPTANCE)
    assert client.post(switch, {"membership": elsewhere.public_id}).status_code == 404


def test_a_partner_finds_nothing_of_another_cloud(here: Land, there: Land) -> None:
    client, customer = client_of(here.colleague), there.admin.customer
    pair = {"partner": there.colleague.partner, "customer": customer}
    factories.ResellerRelationshipFactory(**pair)
    factories.PartnerCustomerFactory(**pair)
    for words in (customer.name, customer.primary_domain, str(customer.public_id)):
        assert "Beacon china" not in client.get("/partner/customers/", {"q": words}).content.decode().replace(words, "")
    for kind, public_id in (("customers", customer.public_id), ("requests", there.asked.public_id)):
        hidden, unknown = (client.get(f"/partner/{kind}/{each}/") for each in (public_id, uuid4()))
        assert page_of(hidden) == page_of(unknown), kind


@pytest.mark.parametrize(
    ("capacity", "name", "code"),
    [(Capacity.RESELLER, "provider", "provider_not_partner"), (Capacity.PROVIDER, "on_behalf_of", "on_behalf")],
)
def test_a_request_names_no_partner_of_another_cloud(
    here: Land, there: Land, capacity: str, name: str, code: str
) -> None:
    partner = here.colleague.partner
    partner.is_direct, partner.is_provider, partner.is_reseller = False, name != "provider", name == "provider"
    partner.save()
    other = factories.PartnerFactory(cloud=there.cloud, country="CN", is_direct=False, is_provider=True)
    with pytest.raises(ValidationError) as refused:
        create(terms=Terms(rights="full", capacity=capacity, **{name: other}), request_key=uuid4(), by=here.colleague)
    assert code in {error.code for errors in refused.value.error_dict.values() for error in errors}


def test_a_partnership_joins_no_two_clouds(here: Land, there: Land) -> None:
    provider = factories.PartnerFactory(provider=True)
    reseller = factories.PartnerFactory(reseller=True, cloud=there.cloud)
    assert pair_problem(provider, reseller, regions_of_pair(provider, reseller)) == "other_cloud"


def test_the_addressee_with_an_organisation_elsewhere_answers_for_none_here(here: Land, there: Land) -> None:
    """Same person, same mailbox: an organisation of another cloud cannot answer, and is told so."""
    asked = factories.InvitationFactory(
        partner=here.colleague.partner, sent=True, recipient_email=there.admin.user.email
    )
    found = inspect(case_for(asked, there.admin.user, there.admin.customer))
    assert isinstance(found, obstacles.WrongCloud)


def test_a_domain_of_another_cloud_belongs_to_nobody_here(here: Land, there: Land) -> None:
    domain = there.admin.customer.primary_domain
    asked = factories.InvitationFactory(partner=here.colleague.partner, sent=True, unaddressed=True)
    newcomer = factories.UserFactory(email=f"new@{domain}")
    assert inspect(case_for(asked, newcomer)) == obstacles.RegisterOrganisation(domain)
    factories.TenantDomainFactory(owner=there.colleague.partner, domain="elsewhere.example")
    terms = Terms(rights="full", recipient_email="somebody@elsewhere.example")
    assert create(terms=terms, request_key=uuid4(), by=here.colleague).pk


def test_agreements_are_read_and_count_in_their_own_cloud_alone(here: Land, there: Land) -> None:
    text = AgreementText.objects.get(cloud=there.cloud, language="en", status="published")
    place = reverse("agreement_text", urlconf=ACCEPTANCE, kwargs={"public_id": text.public_id})
    assert client_of(there.admin).get(place).status_code == 200
    assert client_of(here.admin).get(place).status_code == 404
    factories.AgreementAcceptanceFactory(customer=there.admin.customer, text=text)
    own = current_text(cloud=here.cloud, country="JP", language="en")
    assert own
    assert own.cloud == here.cloud
    assert acceptance_of(there.admin.customer, own) is None


def test_an_open_request_of_another_cloud_is_not_found(here: Land, there: Land) -> None:
    """Also not by the addressee, who belongs to a customer in each of the two."""
    factories.CustomerMembershipFactory(customer=there.admin.customer, user=here.admin.user)
    for name in ("open_request", "done"):
        place = reverse(name, urlconf=ACCEPTANCE, kwargs={"public_id": here.asked.public_id})
        assert sign_in(here.admin.user, host=there.host).get(place).status_code == 404, name


@pytest.mark.parametrize("code", COUNTRIES)
def test_a_mail_carries_its_own_clouds_code_and_leads_to_its_own_host(code: str) -> None:
    land = Land.build(code)
    queue_request_mail(land.asked, live_link(land.asked))
    mail = OutboundEmail.objects.get()
    assert mail.cloud_code == code
    letter = render(mail)
    hosts = set(re.findall(r"https?://([\w.-]+):8000/i/", letter.text + letter.html))
    assert hosts == {f"{land.cloud.host_label}.localhost"}


def test_an_operator_of_one_cloud_finds_changes_and_counts_nothing_of_another(here: Land, there: Land) -> None:
    client = sign_in(factories.UserFactory(operator=True, operated_clouds=["china"]))
    rows = {
        "partners_partner": here.colleague.partner,
        "directory_customer": here.admin.customer,
        "invitations_invitation": here.asked,
        "clouds_cloudregion": here.cloud,
        "agreements_agreementtext": AgreementText.objects.filter(cloud=here.cloud).first(),
    }
    for model, row in rows.items():
        listed = client.get(reverse(f"admin:{model}_changelist"), {"q": "Beacon public"})
        assert row not in listed.context["cl"].queryset, model
        for page in ("change", "delete", "history"):
            place = reverse(f"admin:{model}_{page}", args=[row.pk])
            unknown = reverse(f"admin:{model}_{page}", args=[999_999_999])
            answers = [client.get(each) for each in (place, unknown)]
            assert answers[0].status_code == answers[1].status_code, place
            assert answers[0].status_code in (302, 403, 404), place
