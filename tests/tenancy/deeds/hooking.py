"""Webhooks of A and C, with a delivery that a server answered in words."""

from partnercenter.webhooks.models import WebhookAttempt
from tests import factories
from tests.tenancy.land import Land


def call_systems(land: Land) -> None:
    """One endpoint each, a test that failed, and what the server said to it."""
    for name in "AC":
        partner = land.partners[name]
        endpoint = factories.WebhookEndpointFactory(partner=partner, created_by=partner.memberships.first().user)
        delivery = factories.WebhookDeliveryFactory(endpoint=endpoint, attempts=1, last_status=500)
        WebhookAttempt.objects.create(
            delivery=delivery, number=1, milliseconds=12, status=500, answer=f"down at {endpoint.public_id}"
        )
