"""People by file: the catalogue of bad files at the door, a verdict for each row, good rows only, and never twice."""

from io import BytesIO

import pytest

from customers.relationships.actions import end_rights
from customers.services.actions import importing
from customers.services.actions.importing import carry_on, carry_on_all, forget_old
from customers.services.models import DirectoryUser, License, UserImport, UserImportRow
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PersonaClient
from tests.inputs.rows import changed, state_of_rows
from tests.services.conftest import relate
from tests.sheets.test_reading import BAD_FILES

pytestmark = pytest.mark.django_db
FILE = """Name,User name,Usage location,Language,Licences
森 葵,a.mori@minato-seiki.example,日本,ja,Harbour Mail
Emma Hall,E.Hall@minato-seiki.example,GB,English,Harbour Mail; Tables
Lukas Novak,l.novak@minato-seiki.example,,,Harbour Mail
"""


@pytest.fixture
def grant(partner, customer):
    relate(partner, customer)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)


@pytest.fixture
def sold(grant):
    """Two seats of Harbour Mail, five of Tables."""
    made = factories.SubscriptionFactory
    made(customer=grant.customer, sold=grant.partner, name="Tables", seats=5)
    return made(customer=grant.customer, sold=grant.partner, name="Harbour Mail", seats=2)


def users_of(customer) -> str:
    return f"/partner/customers/{customer.public_id}/users/"


def upload(client, customer, content: str | bytes, name: str = "people.csv"):
    file = BytesIO(content.encode() if isinstance(content, str) else content)
    file.name = name
    return client.post(f"{users_of(customer)}import/", {"file": file})


def checked(client, customer, content: str | bytes = FILE) -> str:
    """The address of the checked file."""
    answer = upload(client, customer, content)
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def test_every_bad_file_is_refused_at_the_door_with_our_page_and_writes_nothing(partner_client, grant):
    before = state_of_rows()
    one_of_each = {code: (case, content) for case, (content, code) in BAD_FILES.items() if len(content) < 200_000}
    for case, content in one_of_each.values():
        answer = upload(partner_client, grant.customer, content, name="")
        assert answer.status_code in (400, 422), case
        assert "Partner Center" in answer.content.decode(), case
    for wrong in ("Name\nA\n", "Name,User name,Partner\nA,a@minato-seiki.example,x\n"):
        assert upload(partner_client, grant.customer, wrong).status_code == 422
    assert partner_client.post(f"{users_of(grant.customer)}import/", {}).status_code == 422
    assert changed(before) == []


def test_good_rows_are_imported_after_a_look_and_the_others_say_why(partner_client, customer_client, sold):
    place = checked(partner_client, sold.customer)
    words = partner_client.get(place).content.decode()
    assert "2 of 3 rows can be imported" in words
    assert "Harbour Mail has no free seat for this row." in words
    assert not DirectoryUser.objects.exists()
    done = partner_client.post(f"{place}confirm/", follow=True).content.decode()
    assert "2 people invited" in done
    assert "1 row not imported" in done
    facts = set(DirectoryUser.objects.values_list("display_name", "country", "language"))
    assert facts == {("森 葵", "JP", "ja"), ("Emma Hall", "GB", "en")}
    assert License.objects.count() == 3
    sold.refresh_from_db()
    assert sold.assigned == 2
    used = AuditEvent.objects.get(action="grant.used")
    assert used.details["about"] == str(UserImport.objects.get().public_id)
    assert AuditEvent.objects.filter(action="directoryuser.invited").count() == 2
    assert AuditEvent.objects.filter(action="licence.assigned").count() == 3
    assert "Imported users from a file" in customer_client.get("/customer/partners/uses/").content.decode()
    result = b"".join(partner_client.get(f"{place}result.csv").streaming_content).decode("utf-8-sig")
    assert "4,Lukas Novak,l.novak@minato-seiki.example,,,Harbour Mail,not imported," in result
    assert "2,森 葵,a.mori@minato-seiki.example,日本,ja,Harbour Mail,invited," in result


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (",x@minato-seiki.example", "The name is missing"),
        ("A\x1b[31mB,x@minato-seiki.example", "The name is missing, or cannot be stored."),
        ("A,", "The user name is no address"),
        ("A,x@minato-seiki.example\u200b", "The user name is no address"),
        ("A,x@elsewhere.example", "elsewhere.example is no confirmed domain"),
        ("A,x@minato-seiki.example,Atlantis", "There is no country “Atlantis”."),
        ("A,x@minato-seiki.example,JP,fr", "“fr” is no language"),
        ("A,x@minato-seiki.example,JP,ja,Nothing", "no active licence subscription “Nothing”"),
        ("A,There@minato-seiki.example", "The person is in the directory already"),
    ],
)
def test_a_bad_row_is_shown_with_its_reason(partner_client, sold, row, why):
    factories.DirectoryUserFactory(customer=sold.customer, user_name="there@minato-seiki.example")
    titles = "Name,User name,Usage location,Language,Licences"
    padded = row + "," * (4 - row.count(","))
    place = checked(partner_client, sold.customer, f"{titles}\n{padded}\n")
    words = partner_client.get(f"{place}?show=refused").content.decode()
    assert why in words
    assert "0 of 1 row can be imported" in words
    partner_client.post(f"{place}confirm/")
    assert UserImport.objects.get().status == "checked"
    assert DirectoryUser.objects.count() == 1


def test_one_address_many_times_is_one_person_and_who_is_there_gets_licences_alone(partner_client, sold):
    there = factories.DirectoryUserFactory(customer=sold.customer, user_name="a.mori@minato-seiki.example")
    rows = "".join(f"Name {n},X@minato-seiki.example,\n" for n in range(500))
    text = f"Name,User name,Licences\n森 葵,A.Mori@minato-seiki.example,harbour mail\n{rows}"
    place = checked(partner_client, sold.customer, text)
    words = partner_client.get(place).content.decode()
    assert "2 of 501 rows can be imported" in words
    assert "stands in an earlier row already" in words
    assert (
        "1 person who was there already got licences"
        in partner_client.post(f"{place}confirm/", follow=True).content.decode()
    )
    assert DirectoryUser.objects.count() == 2
    assert License.objects.get().user == there


def test_formulas_are_stored_as_they_are_and_neutralised_in_the_result(partner_client, sold):
    text = "Name,User name\n=HYPERLINK(1),x@minato-seiki.example\n"
    place = checked(partner_client, sold.customer, text)
    partner_client.post(f"{place}confirm/")
    assert DirectoryUser.objects.get().display_name == "=HYPERLINK(1)"
    result = b"".join(partner_client.get(f"{place}result.csv").streaming_content).decode()
    assert "'=HYPERLINK(1)" in result


def test_the_same_file_is_imported_once_however_it_is_saved_and_confirmed(partner_client, colleague_client, sold):
    place = checked(partner_client, sold.customer)
    for _ in range(2):
        partner_client.post(f"{place}confirm/")
    same = upload(partner_client, sold.customer, FILE.encode("cp932"), name="../../other.csv")
    assert same["Location"] == place
    assert "This file was already imported." in partner_client.get(place).content.decode()
    other = colleague_client(PartnerRole.ADMIN_AGENT)
    refused = upload(other, sold.customer, FILE)
    assert refused.status_code == 422
    assert "This file was already imported." in refused.content.decode()
    assert other.get(place).status_code == 404
    assert DirectoryUser.objects.count() == 2


def test_of_two_tabs_with_one_file_the_second_says_that_it_is_imported(partner_client, colleague_client, sold):
    other = colleague_client(PartnerRole.ADMIN_AGENT)
    first, second = checked(partner_client, sold.customer), checked(other, sold.customer)
    assert first != second
    partner_client.post(f"{first}confirm/")
    assert "already imported" in other.post(f"{second}confirm/", follow=True).content.decode()
    assert DirectoryUser.objects.count() == 2


def test_a_file_that_is_thrown_away_leaves_nothing(partner_client, sold):
    place = checked(partner_client, sold.customer)
    partner_client.post(f"{place}discard/")
    assert not UserImport.objects.exists()
    assert not UserImportRow.objects.exists()
    assert partner_client.get(place).status_code == 404


def many(number: int, letter: str = "p") -> str:
    rows = "".join(f"Person {n},{letter}{n}@minato-seiki.example\n" for n in range(number))
    return f"Name,User name\n{rows}"


def test_a_long_file_goes_on_in_steps_and_stops_where_the_right_ends(partner_client, sold, grant, monkeypatch):
    monkeypatch.setattr(importing, "STEP", 20)
    place = checked(partner_client, sold.customer, many(3 * 20 + 20))
    words = partner_client.post(f"{place}confirm/", follow=True).content.decode()
    assert f"{2 * 20} of {3 * 20 + 20} rows worked on" in words
    assert "data-refresh" in words
    clock = iter([0, 1, 99])
    assert carry_on_all(until=10, now=lambda: next(clock)) == 2
    file = UserImport.objects.get()
    assert (file.status, file.done) == ("finished", 3 * 20 + 20)
    assert DirectoryUser.objects.count() == file.good
    assert not carry_on(file)
    assert AuditEvent.objects.filter(action="grant.used").count() == 1
    rest = checked(partner_client, sold.customer, many(3 * 20 + 21, "q"))
    partner_client.post(f"{rest}confirm/")
    end_rights(grant=grant, side="customer", by=grant.granted_by)
    carry_on_all(until=10, now=lambda: 0)
    stopped = UserImport.objects.get(status="stopped")
    assert stopped.done == 2 * 20
    assert "The rights ended during the import." in partner_client.get(rest).content.decode()


def test_only_who_may_invite_imports_and_strangers_find_nothing(
    partner_client, other_partner_client, colleague_client, sold
):
    place = checked(partner_client, sold.customer)
    path = f"{users_of(sold.customer)}import/"
    for role in (PartnerRole.HELPDESK_AGENT, PartnerRole.SALES_AGENT, PartnerRole.VIEWER):
        client = colleague_client(role)
        assert client.get(path).status_code == 403
        assert upload(client, sold.customer, FILE).status_code == 403
        assert client.post(f"{place}confirm/").status_code in (403, 404)
    for client, status in ((other_partner_client, 404), (PersonaClient(), 302)):
        assert client.get(path).status_code == status
        assert upload(client, sold.customer, FILE).status_code == status
        assert client.post(f"{place}confirm/").status_code == status
        assert client.get(f"{place}result.csv").status_code == status
    assert not DirectoryUser.objects.exists()
    assert UserImport.objects.count() == 1


def test_templates_have_the_titles_that_the_reader_knows(partner_client, sold):
    for kind in ("csv", "xlsx"):
        answer = partner_client.get(f"{users_of(sold.customer)}import/template.{kind}")
        content = b"".join(answer.streaming_content)
        assert upload(partner_client, sold.customer, content).status_code == 422
        assert answer["Content-Disposition"] == f'attachment; filename="people.{kind}"'
    assert partner_client.get(f"{users_of(sold.customer)}import/template.exe").status_code == 404


def test_old_files_are_forgotten(partner_client, sold):
    checked(partner_client, sold.customer)
    UserImport.objects.update(uploaded_at=factories.ago(days=2))
    done = checked(partner_client, sold.customer, "Name,User name\nA,a@minato-seiki.example\n")
    partner_client.post(f"{done}confirm/")
    assert forget_old() == 4
    file = UserImport.objects.get()
    assert file.rows.count() == 1
