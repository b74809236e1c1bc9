"""The Customers list as a file: what is narrowed or all of it, read back whole, with nothing that runs in it."""

import csv
import io
from datetime import UTC, datetime
from typing import Any

import pytest

from customers.directory.models import Customer
from customers.relationships import counting, export
from customers.relationships.models import PartnerCustomer
from partnercenter.partners.models import Partner, PartnerRole
from partnercenter.sheets.reading import read_sheet
from tests import factories
from tests.conftest import PersonaClient
from tests.relationships.listed import tie, tie_many

pytestmark = pytest.mark.django_db
PAGE = "/partner/customers/export/"


def rows_of(response: Any) -> list[dict[str, str]]:
    """The lines of a CSV file by their titles."""
    raw = b"".join(response.streaming_content)
    assert raw.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def test_a_line_says_what_the_row_says(partner_client: PersonaClient, partner: Partner) -> None:
    customer = tie(partner, "株式会社みなと精機", primary_domain="minato-seiki.example", country="JP")
    until = datetime(2026, 12, 31, 15, tzinfo=UTC)  # the midnight behind the last day of the year in Tokyo
    Customer.objects.filter(pk=customer.pk).update(time_zone="Asia/Tokyo")
    facts: dict[str, Any] = {"rights": "granular", "rights_until": until, "tags": ["Kansai", "重点"], "note": "a\nb"}
    since = datetime(2026, 3, 1, 20, tzinfo=UTC)
    PartnerCustomer.objects.update(**facts, since=since, owner=partner_client.membership, is_agreed=True)

    response = partner_client.get(PAGE)

    (row,) = rows_of(response)
    assert response["Content-Disposition"] == 'attachment; filename="customers.csv"'
    assert list(row.values()) == [
        *(str(customer.tenant_id), "株式会社みなと精機", "minato-seiki.example", "JP", "Active", "Direct"),
        *("2026-03-02", "", "Granular rights", "2026-12-31", "Asia/Tokyo", "Accepted"),
        *("Misaki Tanaka", "Kansai; 重点", "a\nb"),
    ]


def test_a_reseller_reads_through_whom_it_serves(partner: Partner) -> None:
    provider = factories.PartnerFactory(provider=True, legal_name="Naniwa K.K.", cloud=partner.cloud)
    customer = tie(partner)
    factories.ResellerRelationshipFactory(
        partner=partner, customer=customer, capacity="reseller", provider=provider, started_at=factories.ago(days=2)
    )

    assert export.capacities_by(partner, [customer.pk]) == {customer.pk: [("direct", ""), ("reseller", "Naniwa K.K.")]}


def test_filters_order_and_search_of_the_page_are_those_of_the_file(
    partner_client: PersonaClient, partner: Partner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(export, "BATCH", 2)
    names = ["Acorn", "Birch", "Cedar", "Dogwood", "Elm"]
    for name in names:
        tie(partner, name)
    PartnerCustomer.objects.exclude(sort_key="elm").update(tags=["x"])
    PartnerCustomer.objects.filter(sort_key="birch").update(rights="full")
    asked: list[tuple[dict[str, str], list[str]]] = [
        ({}, names),
        ({"sort": "-name"}, names[::-1]),
        ({"tag": "x"}, names[:4]),
        ({"tag": "x", "sort": "-name"}, names[3::-1]),
        ({"rights": "full"}, ["Birch"]),
        ({"q": "example"}, names),
        ({"q": "example", "sort": "-name"}, names[::-1]),
        ({"q": "cedar", "rights": "none"}, ["Cedar"]),
        ({"q": "nobody"}, []),
        ({"rights": "zz", "format": "exe", "sort": "password"}, names),
    ]
    for query, expected in asked:
        assert [row["Customer"] for row in rows_of(partner_client.get(PAGE, query))] == expected, query


def test_the_same_goes_out_as_a_workbook(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner, "=HYPERLINK(1)")
    tie(partner, "株式会社")

    response = partner_client.get(PAGE, {"format": "xlsx"})

    sheet = read_sheet(b"".join(response.streaming_content), name="customers.xlsx")
    assert response["Content-Disposition"] == 'attachment; filename="customers.xlsx"'
    assert sheet.titles[:3] == ["Organisation ID", "Customer", "Domain"]
    assert [cells[1] for _, cells in sheet.rows] == ["=HYPERLINK(1)", "株式会社"]


def test_what_a_spreadsheet_would_run_leaves_as_text(partner_client: PersonaClient, partner: Partner) -> None:
    for text in ('=HYPERLINK("http://x")', "+1", "-1", "@SUM(A1)", "＝1"):
        customer = tie(partner, text)
        PartnerCustomer.objects.filter(customer=customer).update(tags=[text], note=text)

    for row in rows_of(partner_client.get(PAGE)):
        assert {row[title][0] for title in ("Customer", "Tags", "Note")} == {"'"}


def test_nobody_gets_another_partners_customers(partner_client: PersonaClient, partner: Partner) -> None:
    tie(partner, "Mine")
    tie(factories.PartnerFactory(cloud=partner.cloud), "Theirs")

    assert [row["Customer"] for row in rows_of(partner_client.get(PAGE))] == ["Mine"]


def test_admin_agents_and_global_admins_export_and_others_see_no_button(colleague_client: Any) -> None:
    for role in PartnerRole:
        client = colleague_client(role)
        tie(client.membership.partner)
        may = role in (PartnerRole.ADMIN_AGENT, PartnerRole.GLOBAL_ADMIN)
        assert client.get(PAGE).status_code == (200 if may else 403), role
        assert ("/customers/export/" in client.get("/partner/customers/").content.decode()) is may, role


def test_a_longer_file_takes_three_queries_more_for_each_batch(
    partner_client: PersonaClient, partner: Partner, monkeypatch: pytest.MonkeyPatch, django_assert_max_num_queries: Any
) -> None:
    monkeypatch.setattr(export, "BATCH", 10)
    tie_many(partner, 40)
    response = partner_client.get(PAGE)

    with django_assert_max_num_queries(3 * 4 + 1):
        assert len(rows_of(response)) == 40


@pytest.fixture
def long(partner: Partner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of five, where three are many already."""
    monkeypatch.setattr(counting, "LONG", 3)
    tie_many(partner, 5)


@pytest.mark.usefixtures("long")
def test_a_long_file_goes_by_way_of_a_page_that_begins_it_and_shows_how_far_it_is(
    partner_client: PersonaClient,
) -> None:
    sent = partner_client.get(PAGE, {"rights": "none", "format": "csv"})
    waiting = partner_client.get(sent["Location"])

    assert sent.status_code == 302
    address = waiting.context["download"]
    assert f'content="0; url={address.replace("&", "&amp;")}"' in waiting.content.decode()
    assert "0 of 5 customers written" in waiting.content.decode()

    b"".join(partner_client.get(address).streaming_content)
    done = partner_client.get(sent["Location"]).content.decode()
    assert "The file is complete: 5 customers" in done
    assert "http-equiv" not in done


@pytest.mark.usefixtures("long")
def test_a_file_that_has_begun_is_not_begun_again(
    partner_client: PersonaClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercenter.sheets.writing.PART", 2)
    page = partner_client.get(PAGE)["Location"]
    file = partner_client.get(partner_client.get(page).context["download"]).streaming_content

    next(file)
    leaving = partner_client.get(page).content.decode()

    assert "0 of 5 customers written" in leaving
    assert "http-equiv" not in leaving


@pytest.mark.usefixtures("long")
def test_short_lists_and_filters_go_out_at_once(partner_client: PersonaClient) -> None:
    assert len(rows_of(partner_client.get(PAGE, {"rights": "full"}))) == 0


def test_an_address_without_a_file_begins_none(partner_client: PersonaClient) -> None:
    for file in ("", "zz", "1"):
        page = partner_client.get(f"{PAGE}progress/", {"file": file}).content.decode()
        assert "No export has begun here" in page
        assert "http-equiv" not in page
