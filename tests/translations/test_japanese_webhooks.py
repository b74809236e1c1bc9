"""The pages of webhooks in Japanese: none, all states, every trouble, every refusal, the secret."""

from typing import Any

import pytest

from partnercenter.partners.models import PartnerMembership, PartnerRole
from partnercenter.webhooks.kinds import EventType
from partnercenter.webhooks.models import WebhookAttempt, WebhookDelivery
from partnercenter.webhooks.posting import Trouble
from tests import factories
from tests.domains.conftest import zone  # noqa: F401 - a fixture
from tests.translations.test_japanese_pages import assert_japanese

pytestmark = pytest.mark.django_db
LIST = "/partner/webhooks/"


def test_pages_of_webhooks_speak_japanese(partner_client: Any, zone: Any) -> None:  # noqa: F811
    PartnerMembership.objects.filter(pk=partner_client.membership.pk).update(roles=[PartnerRole.GLOBAL_ADMIN])
    assert_japanese(partner_client, LIST)
    for url in ("http://h.example/", "https://a:b@h.example/", "https://10.0.0.1/", "https://gone.example/", ""):
        assert_japanese(partner_client, f"{LIST}add/", url=url)
    make = factories.WebhookEndpointFactory
    partner = partner_client.membership.partner
    endpoint = make(partner=partner, types=EventType.values)
    make(partner=partner, status="stopped", stopped_at="2026-11-01T00:00Z")
    off = make(partner=partner, status="off", stopped_at="2026-11-01T00:00Z")
    place = f"{LIST}{endpoint.public_id}/"
    assert_japanese(partner_client, place)
    for state in WebhookDelivery.State:
        leased = {"lease_until": "2026-11-01T00:00Z", "lease_owner": endpoint.public_id} if state == "sending" else {}
        settled = {"settled_at": "2026-11-01T00:00Z" if state in WebhookDelivery.SETTLED else None}
        delivery = factories.WebhookDeliveryFactory(endpoint=endpoint, state=state, **settled, **leased)
    for number, trouble in enumerate(Trouble, start=1):
        WebhookAttempt.objects.create(delivery=delivery, number=number, milliseconds=1, trouble=trouble)
    for path in (LIST, place, f"{place}change/", f"{place}secret/", f"{place}remove/", f"{LIST}{off.public_id}/"):
        assert_japanese(partner_client, path)
    for each in WebhookDelivery.objects.all():
        assert_japanese(partner_client, f"{LIST}deliveries/{each.public_id}/")
    assert_japanese(partner_client, f"{place}secret/", yes="1")
