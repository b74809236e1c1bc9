"""The Customers page: rows, panel, filters, paging, isolation, and how many queries it takes."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.directory.models import Customer
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer
from customers.relationships.queries import is_common
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.conftest import PersonaClient, client_of

pytestmark = pytest.mark.django_db

PAGE = "/partner/customers/"


def tie(partner: Partner, name: str = "", **customer: Any) -> Customer:
    """A customer of the partner's, with its row."""
    named = {"name": name} if name else {}
    made = factories.CustomerFactory(cloud=partner.cloud, **named, **customer)
    factories.ResellerRelationshipFactory(partner=partner, customer=made)
    refresh_pair(partner, made)
    return made


def tie_many(partner: Partner, number: int, name: str = "Acme") -> None:
    """Many customers at once, all of one sort key: only the id tells them apart."""
    made = factories.CustomerFactory.create_batch(number, name=name, cloud=partner.cloud)
    since = factories.ago(days=9)
    PartnerCustomer.objects.bulk_create(
        PartnerCustomer(partner=partner, customer=customer, sort_key=customer.sort_key, since=since)
        for customer in made
    )


def names_on(page: str) -> list[str]:
    """The customers' names in the order of the rows, without markup."""
    cells = re.findall(r'<a class="name"[^>]*>(.*?)</a>', page)
    return [re.sub(r"<[^>]+>", "", cell) for cell in cells]


def text_of(response: Any) -> str:
    return response.content.decode()


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


def test_pages_of_fifty_go_forward_and_back_over_equal_names(partner_client: PersonaClient, partner: Partner) -> None:
    tie_many(partner, 120)
    seen: list[list[int]] = []

    response = partner_client.get(PAGE)
    while True:
        page = response.context["page"]
        seen.append([row.pk for row in page.rows])
        if not page.next_cursor:
            break
        response = partner_client.get(PAGE, {"cursor": page.next_cursor})
    back = partner_client.get(PAGE, {"cursor": response.context["page"].previous_cursor}).context["page"]

    assert [len(rows) for rows in seen] == [50, 50, 20]
    assert len({pk for rows in seen for pk in rows}) == 120
    assert [row.pk for row in back.rows] == seen[1]


def test_a_cursor_of_another_partner_shows_ones_own_rows(
    partner_client: PersonaClient, partner: Partner, other_partner_client: PersonaClient
) -> None:
    tie_many(partner, 60)
    tie(other_partner_client.membership.partner, "Zulu")
    cursor = partner_client.get(PAGE).context["page"].next_cursor

    page = text_of(other_partner_client.get(PAGE, {"cursor": cursor}))

    assert names_on(page) == ["Zulu"]


def test_the_count_is_capped_in_words(
    partner_client: PersonaClient, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("customers.relationships.queries.COUNT_LIMIT", 70)
    tie_many(partner, 71)

    assert "More than 70 customers match" in text_of(partner_client.get(PAGE, {"relationship": "active"}))


@pytest.mark.parametrize(
    ("query", "most"),
    [({}, 5), ({"q": "acme"}, 8), ({"relationship": "active", "rights": "none"}, 6)],
    ids=["list", "search", "filters"],
)
def test_a_hundred_rows_take_as_many_queries_as_two_pages_of_one(
    partner: Partner, query: dict[str, str], most: int
) -> None:
    membership = factories.PartnerMembershipFactory(partner=partner)
    tie_many(partner, 51)
    few = count_queries(client_of(membership), query)

    tie_many(partner, 49)
    for row in PartnerCustomer.objects.filter(partner=partner):
        row.owner = factories.PartnerMembershipFactory(partner=partner)
        row.save(update_fields=["owner"])

    assert count_queries(client_of(membership), query) == few
    assert few <= most


def test_a_page_takes_five_queries_and_eight_with_an_open_row(partner_client: PersonaClient, partner: Partner) -> None:
    customer = tie(partner)

    assert count_queries(partner_client, {"open": str(customer.public_id)}) <= 8
    assert count_queries(partner_client, {}) <= 5


def count_queries(client: PersonaClient, query: dict[str, str]) -> int:
    """The statements of one page, without savepoints; the first page of a session also binds it to its host."""
    client.get(PAGE)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(PAGE, query).status_code == 200
    return len([one for one in captured if "SAVEPOINT" not in one["sql"]])


def test_a_search_pages_forward_and_back_over_equal_names(partner_client: PersonaClient, partner: Partner) -> None:
    for customer in factories.CustomerFactory.create_batch(60, name="Acme", cloud=partner.cloud):
        factories.ResellerRelationshipFactory(partner=partner, customer=customer)
        refresh_pair(partner, customer)

    first = partner_client.get(PAGE, {"q": "acm"}).context["page"]
    second = partner_client.get(PAGE, {"q": "acm", "cursor": first.next_cursor}).context["page"]
    back = partner_client.get(PAGE, {"q": "acm", "cursor": second.previous_cursor}).context["page"]

    assert [len(first.rows), len(second.rows)] == [50, 10]
    assert len({row.pk for row in (*first.rows, *second.rows)}) == 60
    assert [row.pk for row in back.rows] == [row.pk for row in first.rows]


def test_common_words_are_told_from_rare_ones_by_the_databases_statistics(partner: Partner) -> None:
    for number in range(200):
        tie(partner, "Rarewood" if number == 0 else "Commonplace", primary_domain=f"d{number}.test")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE relationships_partnercustomer")

    assert is_common("commonplace")
    assert not is_common("rarewood")
    assert not is_common("commonplace rarewood")
