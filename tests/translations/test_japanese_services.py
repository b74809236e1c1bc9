"""The pages and mails of what is sold and supported, in Japanese."""

import re
from uuid import uuid4

import pytest

from customers.services.actions import (
    cancel_subscription,
    close_service_request,
    order_directly,
    raise_service_request,
    reopen_service_request,
    write_message,
)
from customers.services.actions.supporting import Matter
from customers.services.mails.orders import OWN_SUBJECTS, SUBJECTS, tell
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.services.conftest import agree, buy, relate
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_mails import people  # noqa: F401 - a fixture
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def sold(world, partner, customer):  # noqa: F811
    """Subscriptions of every channel and state, each with a Japanese name."""
    agree(customer)
    made = factories.SubscriptionFactory
    made(customer=customer, channel="enterprise", name="音声プラン", status="suspended")
    made(customer=customer, sold=factories.PartnerFactory(legal_name="南風ソリューション株式会社"), name="表計算プラン")
    made(customer=customer, sold=partner, name="図面プラン", status="cancelled")
    offer = factories.OfferFactory(name_ja="港メール標準", service="メール")
    return made(customer=customer, sold=partner, name="港メール標準", offer=offer)


def test_subscriptions_of_a_record_speak_japanese(sold, partner_client, colleague_client, customer) -> None:
    record = f"/partner/customers/{customer.public_id}/subscriptions/"
    assert_japanese(partner_client, record)
    assert_japanese(colleague_client(PartnerRole.VIEWER), record)
    for act in ("seats", "suspend", "resume", "cancel", "keep", "support-contact"):
        assert_japanese(partner_client, f"{record}{sold.public_id}/{act}/")
    assert_japanese(partner_client, f"{record}order/")
    assert_japanese(partner_client, f"{record}order/", seats="0", offer="")
    assert_japanese(partner_client, f"{record}{sold.public_id}/seats/", seats="900")
    assert_japanese(partner_client, f"{record}{sold.public_id}/support-contact/", contact="nobody")


def test_terms_and_their_ends_speak_japanese(sold, partner_client, partner, customer) -> None:
    record = f"/partner/customers/{customer.public_id}/subscriptions/"
    week, later = factories.ago(days=-3), factories.ago(days=-90)
    made = factories.SubscriptionFactory
    new = made(customer=customer, sold=partner, name="新規プラン", term_months=12, cancel_until=week)
    old = made(customer=customer, sold=partner, name="継続プラン", term_months=12, cancel_until=factories.ago(days=30))
    ending = made(
        customer=customer, sold=partner, name="終了プラン", term_months=12, cancel_until=factories.ago(days=30),
        cancel_asked_at=factories.ago(days=1), ends_at=later,
    )  # fmt: skip
    fixed = [made(customer=customer, sold=partner, name="固定プラン", kind=kind) for kind in ("software", "azure")]
    assert_japanese(partner_client, record)
    for each in (new, old, ending, *fixed):
        for act in ("seats", "suspend", "cancel", "keep"):
            assert_japanese(partner_client, f"{record}{each.public_id}/{act}/")


def test_what_a_customer_orders_directly_speaks_japanese(sold, customer_client, customer) -> None:
    page = "/customer/subscriptions/"
    made = {"customer": customer, "service": "メール", "term_months": 12, "cancel_until": factories.ago(days=30)}
    held = factories.SubscriptionFactory(**made, name="直販プラン")
    ends = {"cancel_asked_at": factories.ago(days=1), "ends_at": factories.ago(days=-90)}
    ending = factories.SubscriptionFactory(**made, **ends, name="終了プラン")
    assert_japanese(customer_client, page)
    for each in (held, ending):
        for act in ("seats", "cancel", "keep"):
            assert_japanese(customer_client, f"{page}{each.public_id}/{act}/")
    assert_japanese(customer_client, f"{page}order/")
    assert_japanese(customer_client, f"{page}order/", seats="０", offer="")
    assert_japanese(customer_client, f"{page}{held.public_id}/seats/", seats="十")


def test_health_of_services_speaks_japanese(sold, partner_client, customer_client, customer) -> None:
    for state in ("interruption", "degradation", "information"):
        factories.HealthUpdateFactory(notice__state=state)
    factories.HealthNoticeFactory(restored=True)
    for client, path in ((partner_client, "/partner/service-health/"), (customer_client, "/customer/subscriptions/")):
        assert_japanese(client, path)
    record = f"/partner/customers/{customer.public_id}/"
    page = assert_japanese(partner_client, f"{record}subscriptions/")
    for path in set(re.findall(rf'href="({record}services/[^"]+)"', page)):
        assert_japanese(partner_client, path)
        assert_japanese(partner_client, path, go="on")


def test_what_is_closed_without_rights_or_relationship_speaks_japanese(sold, customer, partner) -> None:
    stranger = factories.PartnerMembershipFactory(user__locale="ja", partner__legal_name="東風株式会社")
    factories.PartnerCustomerFactory(partner=stranger.partner, customer=customer)
    record = f"/partner/customers/{customer.public_id}/subscriptions/"
    for path in (record, f"{record}order/"):
        assert_japanese(client_of(stranger), path)


def test_service_requests_speak_japanese(sold, partner_client, customer_client, partner, customer) -> None:
    record = f"/partner/customers/{customer.public_id}/service-requests/"
    for path in (record, f"{record}new/"):
        assert_japanese(partner_client, path)
    assert_japanese(partner_client, f"{record}new/", subject="", severity="")
    for closed in (False, True):
        raised = factories.ServiceRequestFactory(
            partner=partner, customer=customer, subject="受信が遅い", closed=closed, without_rights=True,
            raised_by=partner_client.user, first__text="朝からです。",
        )  # fmt: skip
        assert_japanese(partner_client, f"/partner/service-requests/{raised.public_id}/")
        assert_japanese(customer_client, f"/customer/service-requests/{raised.public_id}/")
        for client, side in ((partner_client, "partner"), (customer_client, "customer")):
            assert_japanese(client, f"/{side}/service-requests/{raised.public_id}/reopen/")
            assert_japanese(client, f"/{side}/service-requests/{raised.public_id}/reopen/", text="")
    late = factories.ServiceRequestFactory(
        partner=partner, customer=customer, subject="受信が遅い", respond_by=factories.ago(hours=5),
        raised_by=partner_client.user, first__text="朝からです。",
    )  # fmt: skip
    file = factories.AttachmentFactory(message=late.messages.get())
    assert (
        "attachment"
        in partner_client.get(f"/partner/service-requests/{late.public_id}/files/{file.public_id}/")[
            "Content-Disposition"
        ]
    )
    assert_japanese(partner_client, f"/partner/service-requests/{late.public_id}/")
    for client, path in ((partner_client, "/partner/service-requests/"), (customer_client, "/customer/subscriptions/")):
        assert_japanese(client, path)


def test_the_mails_of_orders_speak_japanese(people) -> None:  # noqa: F811
    asking, answering = people
    agree(answering.customer)
    relate(asking.partner, answering.customer)
    bought = buy(factories.OfferFactory(name_en="港メール標準", service="メール"), answering.customer, asking)
    for kind in SUBJECTS:
        tell(kind, bought, by=asking, before=10, after=12, former="東風株式会社")
    cancel_subscription(subscription=bought, by=asking)
    own = order_directly(offer=factories.OfferFactory(name_ja="港メール"), seats=10, order_key=uuid4(), by=answering)
    for kind in OWN_SUBJECTS:
        tell(kind, own, by=answering, before=10, after=12, former="東風株式会社")
    for email in OutboundEmail.objects.filter(kind__in=SUBJECTS):
        assert_japanese_letter(render(email))


def test_the_mails_of_service_requests_speak_japanese(people) -> None:  # noqa: F811
    asking, answering = people
    relate(asking.partner, answering.customer)
    operator = factories.UserFactory(operator=True, locale="ja", display_name="運営 花子")
    matter = Matter("B", "受信が遅い", "朝からです。")
    raised = raise_service_request(customer=answering.customer, matter=matter, request_key=uuid4(), by=asking)
    write_message(service_request=raised, text="調べています。", by=operator)
    close_service_request(service_request=raised, by=operator)
    reopen_service_request(service_request=raised, text="まだ遅いです。", by=asking)
    for kind in ("received", "message", "closed", "reopened"):
        assert_japanese_letter(render(OutboundEmail.objects.filter(kind=f"service_request.{kind}").latest("pk")))
