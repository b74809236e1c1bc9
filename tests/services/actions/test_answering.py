"""Files in threads, requests that are opened again, and who hears of what."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.services.actions import close_service_request, reopen_service_request, write_message
from customers.services.models import Attachment, ServiceRequest
from customers.services.rules.attachments import MOST_OF_REQUEST, SentFile
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def raised(related, partner_membership) -> ServiceRequest:
    return factories.ServiceRequestFactory(
        partner=partner_membership.partner, customer=related, raised_by=partner_membership.user
    )


@pytest.fixture
def closed(raised, partner_membership) -> ServiceRequest:
    return close_service_request(service_request=raised, by=partner_membership)


def told(kind: str) -> set[str]:
    return set(OutboundEmail.objects.filter(kind=f"service_request.{kind}").values_list("recipient", flat=True))


def test_files_are_kept_under_names_of_ours_and_counted_in_the_log(raised, partner_membership) -> None:
    files = [SentFile("png", b"\x89PNG\r\n\x1a\n1"), SentFile("txt", b"two")]
    write_message(service_request=raised, text="See the pictures.", files=files, by=partner_membership)
    kept = list(Attachment.objects.values_list("name", "kind", "size"))
    assert kept == [(f"{raised.number}-1.png", "png", 9), (f"{raised.number}-2.txt", "txt", 3)]
    assert AuditEvent.objects.get(action="servicerequest.written").details == {"severity": "B", "files": 2}
    write_message(service_request=raised, text="One more.", files=files[1:], by=partner_membership)
    assert Attachment.objects.last().name == f"{raised.number}-3.txt"


def test_a_request_that_is_full_takes_no_message_with_a_file(raised, partner_membership) -> None:
    factories.AttachmentFactory(message=raised.messages.get(), size=MOST_OF_REQUEST)
    with pytest.raises(ValidationError) as refusal:
        write_message(service_request=raised, text="More.", files=[SentFile("txt", b"x")], by=partner_membership)
    assert refusal.value.code == "request_full"
    assert raised.messages.count() == 1


def test_who_raised_it_and_the_customer_open_it_again_and_its_desk_is_told(
    closed, partner_membership, customer_membership
) -> None:
    operator = factories.UserFactory(operator=True, email="operator@operator.example")
    due = closed.respond_by
    opened = reopen_service_request(service_request=closed, text="Still slow.", by=partner_membership)
    assert (opened.status, opened.closed_at, opened.closed_by, opened.respond_by) == ("open", None, None, due)
    assert opened.reopened_at
    assert told("reopened") == {operator.email}
    close_service_request(service_request=opened, by=operator)
    again = reopen_service_request(service_request=opened, text="We see it too.", by=customer_membership)
    assert again.messages.last().side == "customer"
    assert told("reopened") == {operator.email, partner_membership.user.email}
    assert AuditEvent.objects.filter(action="servicerequest.reopened").count() == 2
    assert "is open again" in render(OutboundEmail.objects.filter(kind="service_request.reopened").last()).subject


def test_nobody_else_opens_it_again_nor_after_thirty_days(closed, partner_membership, customer_membership) -> None:
    colleague = factories.PartnerMembershipFactory(partner=partner_membership.partner, roles=[PartnerRole.VIEWER])
    plain = factories.CustomerMembershipFactory(customer=closed.customer, role="user")
    for stranger in (colleague, plain, factories.PartnerMembershipFactory(), factories.CustomerMembershipFactory()):
        with pytest.raises(PermissionDenied):
            reopen_service_request(service_request=closed, text="Hello", by=stranger)
    old = factories.ServiceRequestFactory(
        partner=partner_membership.partner, customer=closed.customer, raised_by=partner_membership.user,
        closed=True, closed_at=factories.ago(days=31),
    )  # fmt: skip
    open_one = factories.ServiceRequestFactory(partner=partner_membership.partner, customer=closed.customer)
    for request, code in ((old, "reopened_too_late"), (open_one, "service_request_open")):
        with pytest.raises(ValidationError) as refusal:
            reopen_service_request(service_request=request, text="Hello", by=partner_membership)
        assert refusal.value.code == code


def test_the_customers_people_who_wrote_hear_the_answer_and_the_end_on_their_own_host(
    raised, partner_membership, customer_membership
) -> None:
    operator = factories.UserFactory(operator=True)
    write_message(service_request=raised, text="It is room 3.", by=customer_membership)
    assert told("message") == {operator.email, partner_membership.user.email}
    write_message(service_request=raised, text="Restart it.", by=operator)
    assert customer_membership.user.email in told("message")
    close_service_request(service_request=raised, by=partner_membership)
    assert told("closed") == {operator.email, customer_membership.user.email}
    mail = OutboundEmail.objects.get(kind="service_request.closed", recipient=customer_membership.user.email)
    assert f"http://public.localhost:8000/customer/service-requests/{raised.public_id}/" in render(mail).text


def test_what_nobody_answered_in_time_is_overdue_counted_from_the_raise(related) -> None:
    late = factories.ServiceRequestFactory(customer=related, respond_by=factories.ago(hours=2, minutes=30))
    assert (late.is_overdue, late.hours_overdue) == (True, 2)
    for facts in ({"answered_at": factories.ago(hours=1)}, {"closed": True}, {"respond_by": factories.ago(hours=-1)}):
        assert not factories.ServiceRequestFactory(**{"respond_by": factories.ago(hours=2)} | facts).is_overdue
