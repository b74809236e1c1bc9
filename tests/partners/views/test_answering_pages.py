"""The link and the pages behind it: what a visitor, a customer and a reseller see, and the two buttons."""

import pytest

from partnercenter.partners.actions import suspend_partner
from partnercenter.partners.models import PartnerRole, Partnership
from tests import factories
from tests.conftest import PersonaClient, client_of, sign_in
from tests.inputs.rows import changed, state_of_rows
from tests.partners.asked import asked_by, open_in, provider_admin, reseller_admin

pytestmark = pytest.mark.django_db
DEED = "/partnership/"


@pytest.fixture
def asking():
    owner = provider_admin()
    factories.TenantDomainFactory(owner=owner.partner, domain="akatsuki-dist.example")
    return owner


@pytest.fixture
def answering():
    return reseller_admin()


def opened(asked, client):
    open_in(client, asked)
    return client


def test_opening_a_link_changes_nothing_and_leads_to_an_address_without_the_token(asking):
    asked, before = asked_by(asking), state_of_rows()
    client = PersonaClient()
    for method in ("get", "head"):
        answer = getattr(client, method)(f"/p/{factories.partnership_token(asked)}/")
        assert answer["Location"] == DEED
        assert answer["Referrer-Policy"] == "no-referrer"
    page = client.get(DEED)
    assert page.status_code == 200
    assert changed(before) == []


def test_a_visitor_reads_who_asks_and_that_it_is_no_customers_request(asking):
    page = opened(asked_by(asking, sent=True), PersonaClient()).get(DEED).content.decode()
    assert "Akatsuki Distribution K.K." in page
    assert "asks for a partnership" in page
    assert "This is no request to become a customer" in page
    assert "midorino" not in page
    sign_in_page = opened(asked_by(asking), PersonaClient()).get("/accounts/login/?next=/partnership/").content.decode()
    assert "asks for a partnership" in sign_in_page


def test_a_customer_is_told_that_the_link_is_for_partners(asking):
    customer = factories.CustomerMembershipFactory()
    page = opened(asked_by(asking), sign_in(customer.user)).get(DEED)
    assert page.status_code == 403
    assert "This link is for partners" in page.content.decode()


def test_the_deed_names_the_provider_and_asks_for_one_box_and_one_of_two_buttons(asking, answering):
    client = opened(asked_by(asking), client_of(answering))
    page = client.get(DEED).content.decode()
    for words in (
        *(
            "akatsuki-dist.example",
            "domain verified",
            "Sales region",
            "Japan",
            "You answer for",
            "No customers are shared.",
        ),
        *("Authorize the indirect provider", "Decline"),
    ):
        assert words in page, words
    assert " checked" not in page
    refused = client.post(DEED, {"answer": "accept"})
    assert refused.status_code == 422
    assert not Partnership.objects.exists()


def test_a_global_admin_authorizes_the_provider_once(asking, answering):
    asked = asked_by(asking)
    client = opened(asked, client_of(answering))
    ticked = {"authorizes": "on", "answer": "accept"}
    first = client.post(DEED, ticked)
    assert client.post(DEED, ticked)["Location"] == first["Location"]
    assert Partnership.objects.count() == 1
    said = client.get(first["Location"]).content.decode()
    assert "You authorized the indirect provider" in said
    assert "No customer has been shared" in said
    assert client.get(f"/p/{factories.partnership_token(asked)}/")["Location"] == first["Location"]
    assert PersonaClient().get(f"/p/{factories.partnership_token(asked)}/").status_code == 410


def test_declining_asks_for_a_reason_and_changes_nothing(asking, answering):
    client = opened(asked_by(asking), client_of(answering))
    assert client.post(DEED, {"answer": "decline"})["Location"] == "/partnership/decline/"
    answer = client.post("/partnership/decline/", {"reason": "Not now"})
    said = client.get(answer["Location"]).content.decode()
    assert "You declined the request" in said
    assert "Not now" in said
    assert not Partnership.objects.exists()


def test_an_answer_is_nobody_elses_to_read(asking, answering):
    client = opened(asked_by(asking), client_of(answering))
    answer = client.post("/partnership/decline/", {"reason": ""})
    assert client_of(reseller_admin()).get(answer["Location"]).status_code == 404
    assert client_of(asking).get(answer["Location"]).status_code == 404


@pytest.mark.parametrize(
    ("facts", "roles", "status", "words"),
    [
        ({}, [PartnerRole.ADMIN_AGENT], 403, "Forward the text below"),
        ({"reseller": False}, [], 403, "is not an indirect reseller"),
        ({"cloud": "germany", "country": "DE"}, [], 403, "This link is for public cloud"),
        ({"country": "KR"}, [], 403, "sell in different regions"),
        ({"suspended": True}, [], 409, "cannot enter a partnership now"),
    ],
)
def test_each_refusal_says_what_happened_and_what_to_do(facts, roles, status, words, asking):
    cloud = {"cloud": factories.cloud(facts["cloud"])} if "cloud" in facts else {}
    who = reseller_admin(*roles, **facts | cloud)
    answer = opened(asked_by(asking), client_of(who)).get(DEED)
    page = answer.content.decode()
    assert answer.status_code == status
    assert words.lower() in page.lower()
    assert "What to do now" in page or "Text to forward" in page


@pytest.mark.parametrize(
    ("trait", "words"),
    [
        ("declined", "This link has been used"),
        ("cancelled", "This request was withdrawn"),
        ("expired", "This link has expired"),
    ],
)
def test_a_dead_link_has_its_page_without_names(trait, words, asking):
    answer = PersonaClient().get(f"/p/{factories.partnership_token(asked_by(asking, **{trait: True}))}/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert words in page
    assert "Akatsuki" not in page


def test_unknown_malformed_and_customers_tokens_share_one_page(asking):
    customers = factories.token_of(factories.live_link(factories.InvitationFactory()))
    unknown = "public_" + "A" * 43
    for stray in (customers, unknown, "zz", ""):
        answer = PersonaClient().get(f"/p/{stray}/")
        assert answer.status_code == 404
        assert "We do not know this link" in answer.content.decode()
    token = factories.partnership_token(asked_by(asking))
    assert PersonaClient().get(f"/p/{token}./")["Location"] == f"/p/{token}/"
    assert PersonaClient("public.localhost:8000").get(f"/i/{token}/").status_code == 404


def test_who_works_for_two_partners_picks_the_one_that_answers(asking, answering):
    viewer = factories.PartnerMembershipFactory(
        user=answering.user, partner=factories.PartnerFactory(), roles=[PartnerRole.VIEWER]
    )
    client = opened(asked_by(asking), sign_in(answering.user))
    session = client.session
    session["membership"] = str(viewer.public_id)
    session.save()
    page = client.get(DEED).content.decode()
    assert "is not an indirect reseller" in page
    assert "Answer for Midorino IT K.K." in page
    client.post("/partnership/partner/", {"membership": str(answering.public_id)})
    assert "Authorize the indirect provider" in client.get(DEED).content.decode()


def test_without_a_carried_link_there_is_nothing_to_answer(answering):
    client = client_of(answering)
    for path in (DEED, "/partnership/decline/"):
        assert client.get(path).status_code == 404
    assert client.post("/partnership/partner/", {"membership": "zz"}).status_code == 404


def test_a_provider_suspended_meanwhile_is_not_available_now(asking, answering):
    client = opened(asked_by(asking), client_of(answering))
    suspend_partner(partner=asking.partner, by=factories.UserFactory(operator=True))
    answer = client.post(DEED, {"authorizes": "on", "answer": "accept"})
    assert answer.status_code == 410
    assert "This request cannot be answered now" in answer.content.decode()
