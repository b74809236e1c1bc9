"""Signing in with a directory, against a real provider: who gets in, as what, and what is refused."""

import pytest

from customers.directory.models import CustomerMembership
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.authorities.models import ConnectedTenant, RoleRule
from partnercenter.partners.models import PartnerMembership
from tests import factories
from tests.authorities.conftest import GLOBAL_ADMINISTRATOR, Person, connect
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient

pytestmark = pytest.mark.django_db


def test_somebody_of_a_customers_directory_begins_with_the_role_it_says(kaori, authority, customer):
    connect(authority, customer)
    answer = kaori.signs_in(GLOBAL_ADMINISTRATOR)
    assert (answer.status_code, answer["Location"]) == (302, "/")
    member = CustomerMembership.objects.get(customer=customer)
    assert (member.role, member.is_from_directory) == ("global_admin", True)
    assert (member.user.email, member.user.display_name) == ("kaori@minato-seiki.example", "Kaori Mori")
    assert member.user.emailaddress_set.get().verified
    assert not member.user.has_usable_password()
    assert "Kaori Mori" in kaori.browser.get("/customer/team/").content.decode()
    told = set(AuditEvent.objects.filter(cloud_code="public").values_list("action", flat=True))
    assert "membership.joined" in told


def test_somebody_of_a_partners_directory_works_on_the_main_host(agent, authority, partner):
    connect(authority, partner)
    factories.TenantDomainFactory(owner=partner, domain="kitakaze.example")
    app_roles = ["PartnerCenter.SalesAgent", "PartnerCenter.GlobalAdmin", "Something.Else"]
    agent.signs_in(email="misaki@kitakaze.example", roles=app_roles)
    member = PartnerMembership.objects.get(partner=partner)
    assert (member.roles, member.is_from_directory) == (["sales_agent", "global_admin"], True)
    assert agent.browser.get("/partner/team/", follow=True).status_code == 200


def test_two_clouds_have_authorities_of_their_own(authority, other_authority, providers, customer):
    """Each host offers its own alone, the main host both; another cloud's is unknown there."""
    offered = {host: PersonaClient(host).get("/accounts/login/").content.decode() for host in (MAIN_HOST, PUBLIC_HOST)}
    assert ["Directory of china" in offered[host] for host in (MAIN_HOST, PUBLIC_HOST)] == [True, False]
    assert all("Directory of public" in page for page in offered.values())
    browser = PersonaClient(PUBLIC_HOST)
    assert browser.post("/accounts/directory/china/").status_code == 404
    assert browser.get("/accounts/directory/china/callback/?code=x&state=y").status_code == 404
    china = factories.CustomerFactory(
        cloud=factories.cloud("china"), country="CN", primary_domain="hua.example", name="Hua"
    )
    factories.TenantDomainFactory(owner=china)
    connect(other_authority, china)
    there = Person(providers["china"], PersonaClient(f"china.{MAIN_HOST}"), name="li", code="china")
    there.signs_in(email="li@hua.example")
    assert CustomerMembership.objects.get(customer=china).role == "user"


def test_a_token_of_another_clouds_authority_opens_nothing_here(kaori, authority, other_authority, customer):
    """The same person, sent back from the one authority to the other's address with the other's code."""
    connect(authority, customer)
    kaori.sits(GLOBAL_ADMINISTRATOR)
    back = kaori.provider.way_back(kaori.leaves())
    main = PersonaClient(MAIN_HOST)
    main.cookies = kaori.browser.cookies
    answer = main.get(back.replace("/public/", "/china/"))
    assert answer.status_code == 400
    assert not User.objects.exists()


@pytest.mark.parametrize(
    ("tenant", "says"), [("99999999-0000-4000-8000-000000000009", "not connected here"), ("", "not connected here")]
)
def test_a_tenant_that_nobody_knows_gets_a_page_and_no_account(kaori, authority, customer, tenant, says):
    connect(authority, customer)
    answer = kaori.signs_in(GLOBAL_ADMINISTRATOR, tenant=tenant)
    words = answer.content.decode()
    assert answer.status_code == 403
    assert says in words
    assert customer.name not in words
    assert AuditEvent.objects.get(action="authority.sign_in_refused").details == {
        "reason": "unknown_tenant",
        "tenant": tenant,
    }
    assert not kaori.is_in
    assert not User.objects.exists()


def test_a_customers_directory_is_unknown_where_partners_work(agent, authority, customer):
    connect(authority, customer)
    assert agent.signs_in(GLOBAL_ADMINISTRATOR).status_code == 403
    assert not User.objects.exists()


def test_a_tenant_whose_organisation_lies_in_another_cloud_is_unknown(kaori, authority):
    stray = factories.CustomerFactory(cloud=factories.cloud("china"), country="CN")
    connect(authority, stray)
    assert kaori.signs_in(GLOBAL_ADMINISTRATOR).status_code == 403


def test_a_role_that_does_not_fit_gets_a_page_and_no_account(kaori, authority, customer):
    connect(authority, customer)
    RoleRule.objects.filter(authority=authority, directory_role="").delete()
    answer = kaori.signs_in("Directory Readers")
    assert answer.status_code == 403
    assert "gives you no role here" in answer.content.decode()
    assert not User.objects.exists()
    row = AuditEvent.objects.get(action="authority.sign_in_refused")
    assert (row.object_id, row.cloud_code, row.actor_id) == (authority.public_id, "public", None)
    assert row.details == {
        "reason": "role_does_not_fit",
        "tenant": ConnectedTenant.objects.get(authority=authority).tenant_id,
    }


@pytest.mark.parametrize("email", ["kaori@elsewhere.example", "kaori@minato-seiki.example.evil.example", "none"])
def test_an_address_outside_of_confirmed_domains_is_never_taken_as_proven(kaori, authority, customer, email):
    connect(authority, customer)
    owner = factories.UserFactory(email="kaori@elsewhere.example")
    answer = kaori.signs_in(GLOBAL_ADMINISTRATOR, email=email)
    assert answer.status_code == 403
    assert "No account was made" in answer.content.decode()
    assert list(User.objects.all()) == [owner]
    assert not kaori.is_in


def test_an_unconfirmed_domain_proves_nothing(kaori, authority, customer):
    connect(authority, customer)
    other = factories.CustomerFactory(name="Other", primary_domain="other.example")
    factories.TenantDomainFactory(owner=other, unconfirmed=True)
    connect(authority, other, tenant="22222222-aaaa-4bbb-8ccc-000000000002")
    answer = kaori.signs_in(tenant="22222222-aaaa-4bbb-8ccc-000000000002", email="k@other.example")
    assert answer.status_code == 403
    assert not User.objects.exists()


def test_an_address_with_an_account_is_not_joined_with_it(kaori, authority, customer):
    connect(authority, customer)
    owner = factories.UserFactory(email="kaori@minato-seiki.example")
    answer = kaori.signs_in(GLOBAL_ADMINISTRATOR)
    assert answer.status_code == 403
    assert "has an account already" in answer.content.decode()
    assert not owner.socialaccount_set.exists()
    assert not kaori.is_in


def test_the_way_back_works_once(kaori, authority, customer):
    connect(authority, customer)
    kaori.sits(GLOBAL_ADMINISTRATOR)
    back = kaori.provider.way_back(kaori.leaves())
    assert kaori.browser.get(back).status_code == 302
    replayed = kaori.browser.get(back)
    assert replayed.status_code == 400
    assert "was used before" in replayed.content.decode()
    stranger = PersonaClient(PUBLIC_HOST)
    assert stranger.get(back).status_code == 400  # the state lies in the browser that began
    assert "_auth_user_id" not in stranger.session


def test_who_gives_up_and_whose_authority_is_silent_get_a_page(kaori, authority):
    state = kaori.leaves().split("state=")[1].split("&")[0]
    answer = kaori.browser.get(f"/accounts/directory/public/callback/?error=access_denied&state={state}")
    assert (answer.status_code, "was ended before" in answer.content.decode()) == (400, True)
    authority.configuration_url = "http://127.0.0.1:9/"
    authority.save()
    silent = kaori.browser.post("/accounts/directory/public/")
    assert (silent.status_code, "could not be reached" in silent.content.decode()) == (503, True)


def test_nothing_is_offered_until_an_operator_puts_an_authority_to_use(client, kaori, authority):
    authority.is_active = False
    authority.save()
    assert "/accounts/directory/" not in client.get("/accounts/login/").content.decode()
    assert kaori.browser.post("/accounts/directory/public/").status_code == 404


def test_the_way_leads_back_to_where_one_was_going(kaori, authority, customer):
    connect(authority, customer)
    kaori.sits(GLOBAL_ADMINISTRATOR)
    asked = kaori.leaves(next="/customer/partners/")
    assert kaori.browser.get(kaori.provider.way_back(asked))["Location"] == "/customer/partners/"
    for evil in ("https://evil.example/", "//evil.example", "/no/such/page/"):
        asked = kaori.leaves(next=evil)
        assert kaori.browser.get(kaori.provider.way_back(asked))["Location"] == "/"


def test_state_nonce_and_a_challenge_go_along_and_nothing_of_the_visitors_choosing(kaori, authority):
    page = kaori.browser.post("/accounts/directory/public/?scope=admin&auth_params=prompt%3Dnone")
    address = page.content.decode()
    assert all(f"{name}=" in address for name in ("state", "nonce", "code_challenge"))
    assert "code_challenge_method=S256" in address
    assert "prompt=none" not in address
    assert "admin" not in address.split("url=")[1].split('"')[0]
    assert page["Cache-Control"].startswith("max-age=0")
