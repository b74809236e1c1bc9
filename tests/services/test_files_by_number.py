"""Bad inputs 90-109 at every door that takes a file, and 48 and 103 at every way out of one, by their numbers.

How a file of rows is read is `tests/sheets/test_reading.py`, the verdict on each row `views/test_importing_views.py`;
here stands that no door lets through what another refuses.
"""

import csv
import gzip
import io
from collections.abc import Callable
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from customers.relationships.index import refresh_pair
from customers.services.models import Attachment, UserImport
from partnercenter.partners.models import PartnerRole
from partnercenter.sheets.writing import STARTS_A_FORMULA
from tests import factories
from tests.policy.entries import patterns
from tests.services.conftest import relate
from tests.services.rules.test_attachments import HTML, JPEG, SVG, ZIP
from tests.sheets.books import row, workbook

pytestmark = pytest.mark.django_db
Post = Callable[[SimpleUploadedFile], Any]
MEGABYTE = 1024 * 1024
HEAD = b"Name,User name\n"
MAIN, ACCEPTANCE = settings.ROOT_URLCONF, settings.ACCEPTANCE_URLCONF

ROWS, THREAD = "rows", "thread"
EVERY, OF_ROWS = (ROWS, THREAD), (ROWS,)
# number and case: contents, name, declared type, and the doors that refuse it; others have no such notion
BAD: dict[str, tuple[bytes, str, str, tuple[str, ...]]] = {
    "90 empty": (b"", "a.txt", "text/plain", EVERY),
    "90 header only": (HEAD, "a.csv", "text/csv", EVERY),
    "92 UTF-16": ("Name\nA".encode("utf-16"), "a.txt", "text/plain", EVERY),
    "92 overlong": (HEAD + "葵".encode() + b"\xc0\xaf,b\n", "a.txt", "text/plain", OF_ROWS),
    "93 NUL": (b"Name\nA\x00B\n", "a.txt", "text/plain", EVERY),
    "94 200 kB in a cell": (b"Name\n" + b"m" * 200_000 + b"\n", "a.csv", "text/csv", EVERY),
    "95 unclosed quote": (b'Name,User name\n"A,b\nC,d\n', "a.csv", "text/csv", EVERY),
    "96 ragged": (HEAD + b"A,b\nC,d,e\n", "a.csv", "text/csv", EVERY),
    "97 header twice": (b"Name,name\nA,b\n", "a.csv", "text/csv", EVERY),
    "100 unknown column": (b"Name,User name,Shoe size\nA,b,c\n", "a.csv", "text/csv", EVERY),
    "100 missing column": (b"Name\nA\n", "a.csv", "text/csv", EVERY),
    "101 gzip": (gzip.compress(b"Name\nA\n"), "a.txt", "text/plain", EVERY),
    "101 workbook by another name": (workbook(row("Name") + row("A")), "a.csv", "text/csv", EVERY),
    "101 zip by another name": (ZIP, "a.txt", "text/plain", EVERY),
    "101 zip bomb": (workbook(row("Name"), **{"xl/b.xml": b" " * (30 * MEGABYTE)}), "a.xlsx", "", EVERY),
    "101 more than 5 MB": (b"m" * (5 * MEGABYTE + 1), "a.txt", "text/plain", EVERY),
    "102 a million commas": (b"Name\n" + b"," * 1_000_000 + b"\n", "a.csv", "text/csv", EVERY),
    "105 another tenant's column": (b"Name,User name,Tenant ID\nA,b,c\n", "a.csv", "text/csv", EVERY),
    "106 two endings": (b"It says so.\n", "a.csv.exe", "text/plain", EVERY),
    "106 line break in the name": (b"It says so.\n", "a.txt\r\nX-Evil: 1", "text/plain", OF_ROWS),
    "107 SVG": (SVG, "a.csv", "text/csv", EVERY),
    "107 HTML as an image": (HTML, "a.png", "image/png", EVERY),
    "107 an image as HTML": (JPEG, "a.html", "text/html", EVERY),
}


@pytest.fixture
def grant(partner, customer, partner_membership):
    relate(partner, customer)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)


@pytest.fixture
def doors(grant, partner_client, customer_client, operator_client) -> dict[str, tuple[str, Post]]:
    """Every form that takes a file: what it takes, and how it is sent there."""
    raised = factories.ServiceRequestFactory(partner=grant.partner, customer=grant.customer)
    pair = {"partner": grant.partner, "customer": grant.customer}
    closed, again = (factories.ServiceRequestFactory(**pair, closed=True) for _ in range(2))
    record = f"/partner/customers/{grant.customer.public_id}/"
    totals = {f"messages-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    new = {"severity": "A", "subject": "Late", "text": "Since nine.", "request_key": factories.UserFactory().public_id}
    thread = {
        "a partner's message": (partner_client, f"/partner/service-requests/{raised.public_id}/", {"text": "See."}),
        "a customer's message": (customer_client, f"/customer/service-requests/{raised.public_id}/", {"text": "See."}),
        "opened again by a partner": (
            partner_client, f"/partner/service-requests/{closed.public_id}/reopen/", {"text": "See."},
        ),
        "opened again by a customer": (
            customer_client, f"/customer/service-requests/{again.public_id}/reopen/", {"text": "See."},
        ),
        "a new service request": (partner_client, f"{record}service-requests/new/", new),
        "an operator's answer": (
            operator_client,
            reverse("admin:services_servicerequest_change", args=[raised.pk]),
            totals | {"answer": "See."},
        ),
    }  # fmt: skip
    people = (partner_client, f"{record}users/import/", {})
    return {"people from a file": (ROWS, sender(*people, "file"))} | {
        name: (THREAD, sender(*door, "attachments")) for name, door in thread.items()
    }


def sender(client: Any, path: str, words: dict[str, Any], field: str) -> Post:
    return lambda file: client.post(path, words | {field: [file] if field == "attachments" else file})


def test_every_bad_file_of_the_catalogue_is_refused_at_every_door_and_leaves_nothing(doors) -> None:
    wrong = []
    for case, (content, name, declared, refusing) in BAD.items():
        for door, (takes, post) in doors.items():
            if takes in refusing:
                answer = post(SimpleUploadedFile(name, content, content_type=declared))
                kept = Attachment.objects.count() + UserImport.objects.count()
                shown = "Partner Center" in answer.content.decode()
                if kept or answer.status_code not in (200, 400, 413, 422) or not shown:
                    wrong.append(f"{case} at {door}: {answer.status_code}, {kept} kept")
    assert wrong == []


def test_good_files_come_through_every_door_under_names_of_ours(doors) -> None:
    """91, 98, 99, 103, 104 and 108 of rows are `views/test_importing_views.py`; of a thread each file is its own."""
    for door, (takes, post) in doors.items():
        good = HEAD + "=1+1,x@minato-seiki.example\n".encode("utf-8-sig") if takes == ROWS else b"250 =SUM(queued)"
        for _ in range(2):
            answer = post(SimpleUploadedFile("../../x.txt", good, content_type="text/plain"))
            assert answer.status_code == 302, door
            if "opened again" in door or "new" in door:
                break
    assert not Attachment.objects.filter(name__contains="x.txt").exists()
    assert Attachment.objects.filter(content=b"250 =SUM(queued)").count() == Attachment.objects.count() == 9


def test_at_every_door_who_was_signed_out_signs_in_first(doors, grant) -> None:
    """109: nothing is half done."""
    for client in {id(each): each for each in clients_of(doors)}.values():
        client.logout()
    for door, (_takes, post) in doors.items():
        answer = post(SimpleUploadedFile("a.txt", b"x", content_type="text/plain"))
        assert answer.status_code == 302, door
        assert "login" in answer["Location"], door
    assert not Attachment.objects.exists()
    assert not UserImport.objects.exists()


def clients_of(doors: dict[str, tuple[str, Post]]) -> list[Any]:
    return [post.__closure__[0].cell_contents for _takes, post in doors.values()]  # type: ignore[index]


EVIL = "=cmd|' /C calc'!A0"
# Every way out of a file of rows; a new one needs a line here.
EXPORTS = {
    *((MAIN, name) for name in ("export_customers", "export_grants", "export_expiring", "export_activity")),
    *((MAIN, name) for name in ("export_customer_activity", "import_template", "import_result")),
    (MAIN, "batch_result"),  # tried with the pages of files of requests
    (ACCEPTANCE, "export_activity"),
}
LISTS = ("export_customers", "export_grants", "export_expiring", "export_activity")


def test_no_way_out_is_forgotten() -> None:
    """By the names and addresses of the routes."""
    found = {
        (urls, str(entry.name))
        for urls in (MAIN, ACCEPTANCE)
        for route, entry in patterns(urls)
        if route.endswith((".csv", "<str:kind>")) or str(entry.name).startswith("export_")
    }
    assert found - {(MAIN, "export_progress")} == EXPORTS


def test_no_cell_of_any_file_that_goes_out_begins_a_formula(
    grant, partner, customer, customer_client, colleague_client, partner_client
) -> None:
    """48 and 103, in both formats of those that have two."""
    for number, starts in enumerate(STARTS_A_FORMULA):
        evil = factories.CustomerFactory(name=f"{starts}1+1 K.K.", cloud=customer.cloud)
        factories.ResellerRelationshipFactory(partner=partner, customer=evil)
        ends = {"days": 20, "ends_at": factories.ago(days=-20)}
        factories.DelegatedAdminGrantFactory(
            partner=partner, customer=evil, granular=True, name=f"{starts}{number}".strip(), **ends
        )
        refresh_pair(partner, evil)
        partner.partner_customers.filter(customer=evil).update(tags=[f"{starts}tag"])
    people = f"/partner/customers/{customer.public_id}/users/import/"
    upload = SimpleUploadedFile("a.csv", HEAD + f"{EVIL},x@minato-seiki.example\n".encode())
    place = partner_client.post(people, {"file": upload})["Location"]
    partner_client.post(f"{place}confirm/")
    boss = colleague_client(PartnerRole.ADMIN_AGENT)
    record = f"/partner/customers/{customer.public_id}/"
    paths = {reverse(name, urlconf=MAIN): boss for name in LISTS}
    paths |= {f"{record}activity/export.csv": boss, f"{people}template.csv": boss, f"{place}result.csv": partner_client}
    paths |= {reverse("export_activity", urlconf=ACCEPTANCE): customer_client}
    wrong = [
        f"{path}: {cell!r}" for path, client in paths.items() for cell in cells_of(client, path) if is_formula(cell)
    ]
    assert wrong == []
    for path, client in ((f"{place}result.xlsx", partner_client), ("/partner/customers/export/?format=xlsx", boss)):
        book = ZipFile(io.BytesIO(b"".join(client.get(path).streaming_content)))
        assert "<f>" not in book.read("xl/worksheets/sheet1.xml").decode()


def cells_of(client: Any, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200, path
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    return [cell for line in csv.reader(io.StringIO(text)) for cell in line]


def is_formula(cell: str) -> bool:
    return cell.startswith(STARTS_A_FORMULA)
