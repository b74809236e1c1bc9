"""Files of service requests over the web: sent, refused, and kept from strangers (reliability 101, 106, 107, 109)."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from customers.services.models import Attachment, ServiceRequest
from tests import factories
from tests.conftest import PersonaClient, client_of

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"\x00" * 40


def file(name: str = "screen.png", content: bytes = PNG, kind: str = "image/png") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type=kind)


@pytest.fixture
def raised(related, partner_membership) -> ServiceRequest:
    return factories.ServiceRequestFactory(
        partner=partner_membership.partner, customer=related, raised_by=partner_membership.user
    )


def page_of(raised: ServiceRequest, side: str = "partner") -> str:
    return f"/{side}/service-requests/{raised.public_id}/"


def send(client: PersonaClient, raised: ServiceRequest, *files: SimpleUploadedFile, side: str = "partner") -> Any:
    return client.post(page_of(raised, side), {"text": "See the file.", "attachments": list(files)})


def test_files_come_with_a_new_request_and_with_both_sides_messages(
    partner_client, customer_client, related, raised
) -> None:
    new = {
        "request_key": "5d0c7c5e-3f0e-4d35-9f0a-6f4b9c1d2e10",
        "severity": "A",
        "subject": "Late",
        "text": "Since 9.",
    }
    path = f"/partner/customers/{related.public_id}/service-requests/new/"
    assert (
        partner_client.post(path, new | {"attachments": [file(), file("a.txt", b"x", "text/plain")]}).status_code == 302
    )
    assert send(partner_client, raised, file()).status_code == 302
    assert send(customer_client, raised, file(), side="customer").status_code == 302
    assert Attachment.objects.count() == 4
    page = customer_client.get(page_of(raised, "customer")).content.decode()
    assert f"{raised.number}-2.png" in page
    assert "PNG image" in page


def test_a_file_goes_out_to_keep_under_our_name_with_the_type_of_its_contents(partner_client, raised) -> None:
    send(partner_client, raised, file("../../x.png"))
    kept = Attachment.objects.get()
    answer = partner_client.get(f"{page_of(raised)}files/{kept.public_id}/")
    assert answer["Content-Disposition"] == f'attachment; filename="{raised.number}-1.png"'
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert "no-store" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content) == PNG


def test_strangers_find_no_file(partner_client, other_partner_client, customer_client, raised) -> None:
    send(partner_client, raised, file())
    path = f"files/{Attachment.objects.get().public_id}/"
    elsewhere = factories.ServiceRequestFactory(partner=raised.partner, customer=raised.customer)
    stranger = client_of(factories.CustomerMembershipFactory())
    assert other_partner_client.get(page_of(raised) + path).status_code == 404
    assert stranger.get(page_of(raised, "customer") + path).status_code == 404
    assert partner_client.get(page_of(elsewhere) + path).status_code == 404, "not of this request"
    assert customer_client.get(page_of(raised, "customer") + path).status_code == 200


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (file("a.svg", b"<svg onload=alert(1)>", "image/svg+xml"), "Only PNG and JPEG images, PDF documents"),
        (file("a.png", b"<!doctype html>", "image/png"), "Only PNG and JPEG images, PDF documents"),
        (file("a.html", PNG, "text/html"), "its name or type says something else"),
        (file("a.txt", b"", "text/plain"), "The file is empty."),
    ],
)
def test_a_file_that_is_refused_says_why_and_leaves_nothing(partner_client, raised, sent, words) -> None:
    answer = send(partner_client, raised, file(), sent)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not Attachment.objects.exists()
    assert raised.messages.count() == 1


def test_what_is_larger_than_the_portal_reads_is_refused_unread(partner_client, raised) -> None:
    answer = send(partner_client, raised, file("big.txt", b"x" * (6 * 1024 * 1024 + 1), "text/plain"))
    assert answer.status_code == 413
    assert "Partner Center" in answer.content.decode()
    assert raised.messages.count() == 1


def test_who_was_signed_out_meanwhile_signs_in_first_and_nothing_is_half_done(raised) -> None:
    for client, side in ((PersonaClient(), "partner"), (PersonaClient("public.localhost:8000"), "customer")):
        answer = send(client, raised, file(), side=side)
        assert answer.status_code == 302
        assert "/accounts/login/" in answer["Location"]
    assert not Attachment.objects.exists()
    assert raised.messages.count() == 1


def test_an_operator_reads_the_files_of_its_clouds_in_the_administration(
    operator_client, partner_client, raised
) -> None:
    send(partner_client, raised, file())
    kept = Attachment.objects.get()
    page = operator_client.get(f"/admin/services/servicerequest/{raised.pk}/change/").content.decode()
    path = f"/admin/services/attachment/{kept.pk}/file/"
    assert path in page
    assert operator_client.get(path)["Content-Disposition"].startswith("attachment")
    assert operator_client.get("/admin/services/attachment/").status_code == 200
    abroad = client_of_operator(["china"])
    assert abroad.get(path).status_code == 404
    assert partner_client.get(path).status_code in (302, 403, 404)


def client_of_operator(clouds: list[str]) -> PersonaClient:
    client = PersonaClient()
    client.force_login(factories.UserFactory(operator=True, operated_clouds=clouds))
    return client


def test_a_closed_request_is_opened_again_on_a_page_with_what_is_wrong(partner_client, customer_client, raised) -> None:
    partner_client.post(f"{page_of(raised)}close/")
    assert "reopen/" in partner_client.get(page_of(raised)).content.decode()
    assert partner_client.post(f"{page_of(raised)}reopen/", {"text": ""}).status_code == 422
    sent = {"text": "Still late.", "attachments": [file()]}
    assert partner_client.post(f"{page_of(raised)}reopen/", sent).status_code == 302
    raised.refresh_from_db()
    assert (raised.status, raised.messages.last().attachments.count()) == ("open", 1)
    again = customer_client.post(f"{page_of(raised, 'customer')}reopen/", {"text": "Open already."})
    assert again.status_code == 422
    assert "is open. Write a message in it." in again.content.decode()


def test_of_several_files_the_refusal_names_the_one_and_a_single_large_one_is_told_its_own_size(
    partner_client, raised
) -> None:
    several = send(partner_client, raised, file(), file("log.exe", b"x", "text/plain"))
    assert "log.exe: The file is a plain text" in several.content.decode()
    one = send(partner_client, raised, file(content=PNG + b"0" * 5 * 1024 * 1024))
    assert "The file is larger than 5 MB. Choose a smaller one." in one.content.decode()
