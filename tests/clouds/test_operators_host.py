"""`ADMIN_HOST`: the administration on a host of its own, and on no other."""

import re

import pytest
from django.urls import reverse

from partnercenter.accounts.sessions import OPERATORS, host_name
from partnercenter.authorities.models import Authority
from partnercenter.clouds.hosts import main_address, portal_domains
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, sign_in

pytestmark = pytest.mark.django_db
HOST = "operators.example:8000"


@pytest.fixture(autouse=True)
def host(settings) -> None:
    settings.ADMIN_HOST, settings.ADMIN_HOSTNAME = HOST, "operators.example"
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "operators.example"]


def test_the_administration_answers_there_alone() -> None:
    person = factories.UserFactory(operator=True)
    index = reverse("admin:index")
    assert sign_in(person, host=HOST).get(index).status_code == 200
    for other in (MAIN_HOST, PUBLIC_HOST):
        for path in (index, index.rstrip("/"), reverse("admin:login"), f"{index}no/such/"):
            assert sign_in(person, host=other).get(path).status_code == 404, (other, path)
            assert PersonaClient(other).get(path).status_code == 404, (other, path)


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/partner/",
            "/partner/customers/",
            "/partner/requests/",
            "/team/",
            "/customer/",
            "/i/x/",
            "/p/x/",
            "/verify/",
        ),
        *("/accounts/signup/", "/accounts/directory/public/", "/mailbox/", "/components/", "/help/"),
        "/.well-known/audit-head.txt",
    ],
)
def test_that_host_has_no_page_of_the_portal(path) -> None:
    member = factories.PartnerMembershipFactory().user
    for client in (PersonaClient(HOST), sign_in(member, host=HOST)):
        assert (client.get(path).status_code, client.post(path).status_code) == (404, 404)


def test_an_operator_signs_in_there_and_arrives_in_the_administration() -> None:
    person = factories.UserFactory(operator=True)
    client = PersonaClient(HOST)
    asked = client.get("/", follow=True)
    assert asked.redirect_chain[0][0] == reverse("admin:index")
    assert asked.wsgi_request.path == reverse("account_login")
    form = {"login": person.email, "password": factories.PASSWORD}
    done = client.post(asked.wsgi_request.get_full_path(), form, follow=True)
    assert (done.status_code, done.wsgi_request.path) == (200, reverse("admin:index"))
    assert client.get(reverse("admin:index"), HTTP_HOST=MAIN_HOST).status_code == 404


def test_mails_to_operators_lead_there_and_nobody_is_asked_at_its_name() -> None:
    assert main_address("admin:index") == f"http://{HOST}/admin/"
    assert main_address("account_login").startswith(f"http://{MAIN_HOST}/")
    assert "operators.example" in portal_domains()


def test_a_session_of_the_main_host_opens_nothing_there_and_the_other_way_round() -> None:
    person, index = factories.UserFactory(operator=True), reverse("admin:index")
    for here, there, page in ((MAIN_HOST, HOST, index), (HOST, MAIN_HOST, reverse("account"))):
        client = sign_in(person, host=here)
        assert client.get(reverse("account")).status_code == 200
        assert "/login/?next=" in client.get(page, HTTP_HOST=there).headers["Location"]
    assert host_name(OPERATORS) == HOST


def test_a_code_asked_for_there_comes_in_a_mail_that_names_that_host() -> None:
    person = factories.UserFactory(operator=True)
    PersonaClient(HOST).post("/accounts/login/code/", {"email": person.email})
    assert OutboundEmail.objects.get(recipient_key=person.email).payload["origin"] == f"http://{HOST}"


def test_no_link_of_the_pages_there_leads_nowhere() -> None:
    Authority.objects.create(cloud=factories.cloud(), name_en="Directory", issuer="https://idp.example", client_id="x")
    for client in (PersonaClient(HOST), sign_in(factories.UserFactory(operator=True), host=HOST)):
        for path in ("/accounts/login/", "/accounts/profile/", "/accounts/2fa/needed/"):
            page = client.get(path, follow=True).content.decode()
            for where in re.findall(r'(?:href|action)="(/(?!static/)[^"?#]*)', page):
                assert client.get(where).status_code != 404, (path, where)
