"""The mails about orders and service requests: whole words, the right address, nothing about other partners."""

from uuid import uuid4

import pytest

from customers.services.actions import cancel_subscription, close_service_request, raise_service_request, write_message
from customers.services.actions.supporting import Matter
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, render
from tests import factories
from tests.services.conftest import relate

pytestmark = pytest.mark.django_db


def letter(kind: str, **of: object) -> Letter:
    made = render(OutboundEmail.objects.filter(kind=kind, **of).latest("pk"))
    for words in (made.subject, made.text, made.html):
        assert "%(" not in words
        assert "{{" not in words
    return made


def test_an_order_says_what_from_whom_and_under_which_terms(customer_membership, bought) -> None:
    made = letter("subscription.ordered", recipient=customer_membership.user.email)
    assert made.subject == "Kitakaze Systems K.K. ordered Harbour Mail Standard for you"
    for words in ("Version 2026-11", "Kitakaze Systems K.K.", "http://public.localhost:8000/customer/subscriptions/"):
        assert words in made.text
        assert words in made.html


def test_a_cancellation_says_so(bought, partner_membership, customer_membership) -> None:
    cancel_subscription(subscription=bought, by=partner_membership)
    made = letter("subscription.cancelled", recipient=customer_membership.user.email)
    assert made.subject == "Kitakaze Systems K.K. cancelled Harbour Mail Standard"
    assert "What you have with others stays as it is." in made.text


def test_the_operator_is_led_to_the_administration_and_reads_the_mark(related, partner_membership) -> None:
    factories.UserFactory(operator=True)
    matter = Matter("B", "Mail <late>", "It takes <b>an hour</b>.")
    raised = raise_service_request(customer=related, matter=matter, request_key=uuid4(), by=partner_membership)
    made = letter("service_request.received")
    assert made.subject == f"Service request {raised.number}, severity B: Mail <late>"
    assert "Without admin rights" in made.text
    assert f"/admin/services/servicerequest/{raised.pk}/change/" in made.text
    assert "It takes <b>an hour</b>." in made.text
    assert "<b>an hour</b>" not in made.html


def test_the_provider_and_who_raised_it_are_led_to_the_thread(customer) -> None:
    tied = factories.PartnershipFactory()
    relate(tied.reseller, customer, "reseller", tied.provider)
    seller, provider = (factories.PartnerMembershipFactory(partner=each) for each in (tied.reseller, tied.provider))
    matter = Matter("C", "Question", "How?", through=tied.provider)
    raised = raise_service_request(customer=customer, matter=matter, request_key=uuid4(), by=seller)
    write_message(service_request=raised, text="So.", by=provider)
    close_service_request(service_request=raised, by=provider)
    address = f"http://localhost:8000/partner/service-requests/{raised.public_id}/"
    assert address in letter("service_request.received", recipient=provider.user.email).text
    assert address in letter("service_request.message", recipient=seller.user.email).text
    assert "is closed" in letter("service_request.closed", recipient=seller.user.email).subject
