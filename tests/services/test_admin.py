"""What operators do: keep the catalogue, answer and close service requests."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from customers.services.models import Offer
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db


def page_of(model: str, row: object) -> str:
    return reverse(f"admin:services_{model}_change", args=[row.pk])  # type: ignore[attr-defined]


def answering(**given: str) -> dict[str, str]:
    """The form of a service request, with the empty thread form that Django's page sends along."""
    totals = {f"messages-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    return {"answer": ""} | totals | given


def test_an_operator_adds_an_offer_to_a_cloud_and_withdraws_it(operator_client: PersonaClient) -> None:
    facts = {"cloud": factories.cloud("germany").pk, "market_group": "", "service": "Office 365", "kind": "licence"}
    facts |= {"name_en": "Office 365 E5", "name_ja": "", "min_seats": "１", "max_seats": "1,500", "is_available": "on"}
    facts |= {"term_months": "12", "cancel_days": "7"}
    assert operator_client.post(reverse("admin:services_offer_add"), facts).status_code == 302
    offer = Offer.objects.get(name_en="Office 365 E5")
    facts.pop("is_available")
    assert operator_client.post(page_of("offer", offer), facts).status_code == 302
    offer.refresh_from_db()
    assert (offer.is_available, offer.cloud.code) == (False, "germany")
    assert (offer.min_seats, offer.max_seats) == (1, 1500)  # digits of any width, as in the portal
    assert AuditEvent.objects.filter(action__startswith="offer.", side="operator").count() == 2


def test_moments_are_typed_in_a_zone_that_the_form_says(operator_client: PersonaClient) -> None:
    page = operator_client.get(reverse("admin:services_healthnotice_add")).content.decode()
    assert (page.count('aria-label="Date"'), page.count('aria-label="Time (UTC)"')) == (2, 2)


def test_an_operator_answers_and_closes_through_the_portals_actions(operator_client: PersonaClient) -> None:
    colleague = factories.PartnerMembershipFactory()
    raised = factories.ServiceRequestFactory(partner=colleague.partner, raised_by=colleague.user)
    said = operator_client.post(page_of("servicerequest", raised), answering(answer="Restart it."))
    assert said.status_code == 302
    raised.refresh_from_db()
    assert (raised.status, raised.messages.last().text, raised.messages.last().side) == (
        "answered",
        "Restart it.",
        "operator",
    )
    operator_client.post(page_of("servicerequest", raised), answering(close="on"))
    raised.refresh_from_db()
    assert (raised.status, raised.closed_by) == ("closed", operator_client.user)
    assert set(OutboundEmail.objects.values_list("kind", flat=True)) == {
        "service_request.message",
        "service_request.closed",
    }


def test_a_closed_one_opens_read_only(operator_client: PersonaClient) -> None:
    closed = factories.ServiceRequestFactory(closed=True)
    assert operator_client.get(page_of("servicerequest", closed)).status_code == 200
    assert operator_client.post(page_of("servicerequest", closed), answering(answer="More")).status_code == 403


def test_an_operator_of_another_cloud_finds_neither(db: None) -> None:
    chinese = sign_in(factories.UserFactory(operator=True, operated_clouds=["china"]))
    raised, offer = factories.ServiceRequestFactory(), factories.OfferFactory()
    for place in (page_of("servicerequest", raised), page_of("offer", offer)):
        assert chinese.get(place).status_code in (302, 404)
    said = chinese.post(page_of("servicerequest", raised), answering(answer="Hello"))
    assert said.status_code in (302, 404)
    assert raised.messages.count() == 1


def test_an_operator_answers_with_files_and_never_with_files_alone(operator_client: PersonaClient) -> None:
    colleague = factories.PartnerMembershipFactory()
    raised = factories.ServiceRequestFactory(partner=colleague.partner, raised_by=colleague.user)
    page = page_of("servicerequest", raised)
    assert 'enctype="multipart/form-data"' in operator_client.get(page).content.decode()
    trace = SimpleUploadedFile("trace.txt", b"250 queued", content_type="text/plain")
    assert operator_client.post(page, answering(answer="See there.") | {"attachments": [trace]}).status_code == 302
    file = raised.messages.get(text="See there.").attachments.get()
    assert (bytes(file.content), file.name.startswith(raised.number)) == (b"250 queued", True)
    for given, words in (({"answer": "Look."}, "Only PNG and JPEG images"), ({}, "Write a message with the files.")):
        bad = SimpleUploadedFile("a.svg", b"<svg/>") if given else SimpleUploadedFile("a.txt", b"x")
        refused = operator_client.post(page, answering(**given) | {"attachments": [bad]})
        assert words in refused.content.decode()
    assert raised.messages.count() == 2


def test_lists_show_moments_with_their_zone(operator_client: PersonaClient) -> None:
    raised = factories.ServiceRequestFactory()
    for language, shown in (("en", f"{raised.respond_by:%H:%M} UTC"), ("ja", f"{raised.respond_by:%H:%M} UTC")):
        words = operator_client.get(
            reverse("admin:services_servicerequest_changelist"), HTTP_ACCEPT_LANGUAGE=language
        ).content.decode()
        assert shown in words
