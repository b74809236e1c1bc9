"""The Customers page: rows, panel, filters, isolation."""

import re
from typing import Any

import pytest

from customers.relationships.models import PartnerCustomer
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import PersonaClient
from tests.relationships.listed import PAGE, names_on, text_of, tie

pytestmark = pytest.mark.django_db
JUNK = [
    {"q": "%"},
    {"q": "_"},
    {"q": "'; DROP TABLE"},
    {"q": "a" * 5000},
    {"q": "\ud800".encode("utf-8", "surrogatepass")},
    {"q": "\u202e\u200b"},
    {"page": "zz"},
    {"page": "-1"},
    {"cursor": "zz"},
    {"cursor": "WyJmIl0:x:y"},
    {"open": "zz"},
    {"open": "00000000-0000-0000-0000-000000000000"},
    {"relationship": "zz"},
    {"rights": "'"},
    {"relationship": ["active", "ended"]},
    {"sort": "password"},
]


def test_a_visitor_is_sent_to_sign_in(client: PersonaClient) -> None:
    response = client.get(PAGE)

    assert response.status_code == 302
    assert "/accounts/" in response["Location"]


def test_somebody_without_a_partner_gets_404(db: None) -> None:
    stranger = PersonaClient()
    stranger.force_login(factories.UserFactory())

    assert stranger.get(PAGE).status_code == 404


@pytest.mark.parametrize("role", list(PartnerRole))
def test_every_role_sees_the_list(colleague_client: Any, role: PartnerRole) -> None:
    assert colleague_client(role).get(PAGE).status_code == 200


def test_who_may_not_ask_is_told_why(colleague_client: Any) -> None:
    viewer = text_of(colleague_client(PartnerRole.VIEWER).get(PAGE))
    agent = text_of(colleague_client(PartnerRole.SALES_AGENT).get(PAGE))

    assert "you need the role" in viewer
    assert "you need the role" not in agent
    assert "Request a reseller relationship" in agent


def test_without_customers_the_page_says_how_to_get_one(partner_client: PersonaClient) -> None:
    page = text_of(partner_client.get(PAGE))

    assert "No customers yet" in page
    assert "Request a reseller relationship" in page
    assert "<table" not in page


def test_a_row_shows_name_domain_state_rights_and_owner(partner_client: PersonaClient, partner: Partner) -> None:
    customer = tie(partner, "株式会社みなと精機", primary_domain="minato-seiki.example")
    PartnerCustomer.objects.filter(customer=customer).update(owner=partner_client.membership)

    page = text_of(partner_client.get(PAGE))

    assert names_on(page) == ["株式会社みなと精機"]
    assert "minato-seiki.example" in page
    assert "Active" in page
    assert "Misaki Tanaka" in page


@pytest.mark.parametrize(
    ("rights", "words"),
    [("full", "No end date"), ("ended", "duty of support remains"), ("none", "No rights")],
)
def test_rights_are_said_in_words(partner_client: PersonaClient, partner: Partner, rights: str, words: str) -> None:
    customer = tie(partner)
    PartnerCustomer.objects.filter(customer=customer).update(rights=rights)

    assert words in text_of(partner_client.get(PAGE))


def test_granular_rights_near_their_end_stand_out_with_their_last_day(
    partner_client: PersonaClient, partner: Partner
) -> None:
    customer = tie(partner)
    PartnerCustomer.objects.filter(customer=customer).update(rights="granular", rights_until=factories.midnight_in(12))

    page = text_of(partner_client.get(PAGE))

    assert "Expiring soon" in page
    assert re.search(r"1[12] days left", page)


def test_a_self_registered_customer_is_marked_until_its_domain_is_confirmed(
    partner_client: PersonaClient, partner: Partner
) -> None:
    customer = tie(partner, is_self_registered=True)
    assert "domain unconfirmed" in text_of(partner_client.get(PAGE))

    factories.TenantDomainFactory(owner=customer)

    assert "domain unconfirmed" not in text_of(partner_client.get(PAGE))


def test_customers_of_other_partners_and_clouds_are_not_there(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner, "Mine")
    tie(factories.PartnerFactory(), "Theirs")
    tie(factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE"), "Ferne")

    assert names_on(text_of(partner_client.get(PAGE))) == ["Mine"]


def test_the_panel_of_a_row_opens_by_address(partner_client: PersonaClient, partner: Partner) -> None:
    customer = tie(partner, "Minato Works", contact_name="Ryo Inoue")
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)

    closed = text_of(partner_client.get(PAGE))
    opened = text_of(partner_client.get(PAGE, {"open": str(customer.public_id)}))

    assert str(customer.tenant_id) not in closed
    assert f'href="?open={customer.public_id}#c-{customer.public_id}"' in closed
    for words in (str(customer.tenant_id), "Ryo Inoue", "Japan", "Not accepted", "Full rights", "Direct"):
        assert words in opened
    assert 'aria-expanded="true"' in opened


def test_the_panel_shows_the_accepted_version_and_nothing_of_other_partners(
    partner_client: PersonaClient, partner: Partner
) -> None:
    customer = tie(partner)
    factories.AgreementAcceptanceFactory(customer=customer, text__version="2026-77")
    other = factories.PartnerFactory(legal_name="Secret Rival Inc.")
    factories.ResellerRelationshipFactory(partner=other, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=other, customer=customer)

    page = text_of(partner_client.get(PAGE, {"open": str(customer.public_id)}))

    assert "Version 2026-77, accepted on" in page
    assert "Secret Rival" not in page
    assert "Full rights" not in page.partition("open-panel")[2].partition("</tr>")[0]


def test_another_partners_customer_does_not_open(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner)
    theirs = tie(factories.PartnerFactory())

    assert str(theirs.tenant_id) not in text_of(partner_client.get(PAGE, {"open": str(theirs.public_id)}))


@pytest.mark.parametrize("query", JUNK, ids=[str(query)[:40] for query in JUNK])
def test_junk_in_the_address_shows_the_list(partner_client: PersonaClient, partner: Partner, query: Any) -> None:
    tie(partner, "Acme")

    response = partner_client.get(PAGE, query)

    assert response.status_code == 200


def test_a_nul_is_refused_and_never_an_error(partner_client: PersonaClient) -> None:
    assert partner_client.get(PAGE + "?q=%00").status_code == 400


def test_filters_stay_in_the_address_and_can_be_taken_off_one_by_one(
    partner_client: PersonaClient, partner: Partner
) -> None:
    tie(partner, "Acme One")
    tie(partner, "Acme Two")
    PartnerCustomer.objects.filter(customer__name="Acme Two").update(rights="full")

    page = text_of(partner_client.get(PAGE, {"q": "acme", "relationship": "active", "rights": "full"}))

    assert names_on(page) == ["Acme Two"]
    assert "1 customer matches" in page
    assert 'href="?relationship=active&amp;rights=full"' in page
    assert 'href="?q=acme&amp;rights=full"' in page
    assert 'href="?q=acme&amp;relationship=active"' in page
    assert '<option value="full" selected>' in page


def test_no_match_offers_the_whole_list(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner)

    page = text_of(partner_client.get(PAGE, {"q": "nowhere"}))

    assert "No customer matches" in page
    assert "Show all customers" in page


def test_a_single_letter_asks_for_two_and_shows_the_list(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner, "Acme")

    page = text_of(partner_client.get(PAGE, {"q": "a"}))

    assert "at least two letters" in page
    assert names_on(page) == ["Acme"]


def test_typed_text_is_shown_as_text(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner)

    page = text_of(partner_client.get(PAGE, {"q": "<script>alert(1)</script>"}))

    assert "<script>alert" not in page
