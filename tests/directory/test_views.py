"""The pages of registration and joining, on acceptance hosts."""

import pytest

from customers.directory.models import Customer, CustomerRole, JoinRequest
from partnercenter.clouds.models import CloudRegion
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.conftest import PUBLIC_HOST, sign_in
from tests.invitations.acceptance_steps import open_in

pytestmark = pytest.mark.django_db
REGISTER = "/organisation/register/"
ANSWERS = {
    "name": "Fresh Foods K.K.",
    "country": "JP",
    "address": "1-2-3 Sakuragaoka, Tokyo",
    "contact_name": "Aoi Mori",
    "contact_email": "a.mori@fresh.example",
}


@pytest.fixture
def newcomer():
    return sign_in(factories.UserFactory(email="a.mori@fresh.example"), host=PUBLIC_HOST)


def test_registering_in_the_flow_leads_back_to_the_request(newcomer):
    invitation = factories.InvitationFactory(sent=True, unaddressed=True)
    open_in(newcomer, invitation)
    stop = newcomer.get("/invitation/decide/").content.decode()
    assert "Register your organisation first" in stop
    assert invitation.partner.legal_name not in stop.split("<main")[1].split("What to do now")[0]
    answer = newcomer.post(REGISTER, ANSWERS)
    assert answer["Location"] == "/invitation/decide/"
    deed = newcomer.get(answer["Location"])
    assert deed.status_code == 200
    assert deed.context["customer"].name == "Fresh Foods K.K."


def test_without_a_link_registering_leads_home(newcomer):
    assert newcomer.post(REGISTER, ANSWERS)["Location"] == "/"
    assert Customer.objects.get(name="Fresh Foods K.K.").primary_domain == "fresh.example"


def test_the_domain_cannot_be_chosen(newcomer):
    newcomer.post(REGISTER, ANSWERS | {"domain": "microsoft.example", "primary_domain": "x.example", "cloud": "china"})
    customer = Customer.objects.get(name="Fresh Foods K.K.")
    assert (customer.primary_domain, customer.cloud.code) == ("fresh.example", "public")


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"name": "Inc"},
        {"name": "a\r\nb"},
        {"name": "\u200b"},
        {"name": "x\x00y"},
        {"name": "x" * 5000},
        {"country": ""},
        {"country": "ZZ"},
        {"country": "US' OR 1=1"},
        {"address": ""},
        {"contact_name": ""},
        {"contact_email": "a@b"},
        {"contact_email": "a@x.com,b@y.com"},
    ],
)
def test_a_bad_answer_is_said_and_registers_nothing(newcomer, changes):
    before = Customer.objects.count()
    answer = newcomer.post(REGISTER, ANSWERS | changes)
    assert answer.status_code in (400, 422)
    assert Customer.objects.count() == before


def test_a_cloud_with_a_list_offers_its_countries_only():
    client = sign_in(factories.UserFactory(email="x@fresh.example"), host="us-government.localhost:8000")
    choices = [code for code, _ in client.get(REGISTER).context["form"].fields["country"].choices]
    assert choices == ["", "US"]


@pytest.mark.parametrize("reason", ["closed", "taken", "unverified"])
def test_who_cannot_register_is_led_back(newcomer, reason):
    if reason == "closed":
        CloudRegion.objects.filter(code="public").update(accepts_new_customers=False)
    if reason == "taken":
        factories.TenantDomainFactory(owner=factories.CustomerFactory(primary_domain="fresh.example"))
    if reason == "unverified":
        newcomer = sign_in(factories.UserFactory(unverified=True), host=PUBLIC_HOST)
    before = Customer.objects.count()
    assert newcomer.post(REGISTER, ANSWERS).status_code == 302
    assert Customer.objects.count() == before


def test_asking_to_join_and_being_let_in(customer_client, customer):
    newcomer = sign_in(factories.UserFactory(email="y.mori@minato-seiki.example"), host=PUBLIC_HOST)
    invitation = factories.InvitationFactory(sent=True, unaddressed=True)
    open_in(newcomer, invitation)
    stop = newcomer.get("/invitation/decide/").content.decode()
    assert "Your organisation is registered already" in stop
    assert customer.name not in stop
    assert newcomer.post("/organisation/join/")["Location"] == "/organisation/join/asked/"
    assert newcomer.get("/organisation/join/asked/").status_code == 200
    assert "You have asked to join." in newcomer.get("/invitation/decide/").content.decode()
    page = f"/organisation/join/{JoinRequest.objects.get().public_id}/"
    assert "y.mori@" in customer_client.get(page).content.decode()
    customer_client.post(page, {"answer": "accept", "role": "user"})
    assert customer_client.post(page, {"answer": "decline", "role": "user"}).status_code == 302
    assert JoinRequest.objects.get().status == "accepted"
    assert "A global administrator has to answer" in newcomer.get("/invitation/decide/").content.decode()


def test_only_the_organisations_global_admins_answer_join_requests(customer, staff_client, customer_client):
    asked = JoinRequest.objects.create(customer=factories.CustomerFactory(), user=factories.UserFactory())
    assert customer_client.get(f"/organisation/join/{asked.public_id}/").status_code == 404
    own = JoinRequest.objects.create(customer=customer, user=factories.UserFactory())
    assert (
        staff_client(CustomerRole.BILLING_ADMIN)
        .post(f"/organisation/join/{own.public_id}/", {"answer": "accept", "role": "user"})
        .status_code
        == 403
    )
    assert JoinRequest.objects.filter(status="open").count() == 2


def test_nobody_asks_to_join_by_a_free_mail_domain_or_an_unknown_one():
    for email in ("somebody@gmail.com", "somebody@nowhere.example"):
        client = sign_in(factories.UserFactory(email=email), host=PUBLIC_HOST)
        assert client.post("/organisation/join/").status_code == 404
        assert client.get("/organisation/join/").status_code == 405


def test_a_global_admin_lets_somebody_in_with_a_role(customer, customer_client):
    asked = JoinRequest.objects.create(customer=customer, user=factories.UserFactory())
    page = f"/organisation/join/{asked.public_id}/"
    assert customer_client.post(page, {"answer": "accept", "role": "owner"}).status_code == 422
    assert customer_client.post(page, {"answer": "maybe"}).status_code == 422
    customer_client.post(page, {"answer": "accept", "role": "billing_admin"})
    assert customer.memberships.get(user=asked.user).role == CustomerRole.BILLING_ADMIN
    told = OutboundEmail.objects.get(kind="join_request.answered")
    assert "You are a billing administrator" in render(told).text


def test_the_teams_page_shows_its_people_to_every_member_and_applicants_to_admins(
    customer, customer_client, staff_client
):
    asked = JoinRequest.objects.create(customer=customer, user=factories.UserFactory(display_name="Yuta Mori"))
    page = customer_client.get("/customer/team/").content.decode()
    assert "People who want to join" in page
    assert f"/organisation/join/{asked.public_id}/" in page
    plain = staff_client(CustomerRole.USER).get("/customer/team/").content.decode()
    assert customer_client.user.email.partition("@")[0] in plain
    assert "Yuta Mori" not in plain
    assert "/organisation/domains/" not in staff_client(CustomerRole.USER).get("/organisation/").content.decode()


def test_who_has_left_is_no_longer_on_the_team(customer, customer_client):
    factories.CustomerMembershipFactory(
        customer=customer, user__display_name="Gone Girl", left_at=factories.ago(days=1)
    )
    assert "Gone Girl" not in customer_client.get("/customer/team/").content.decode()
