"""Webhooks of partners."""

from datetime import timedelta
from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from partnercenter.webhooks.models import WebhookDelivery, WebhookEndpoint
from partnercenter.webhooks.signing import new_secret, sealed
from tests.factories.accounts import UserFactory
from tests.factories.partners import PartnerFactory


class WebhookEndpointFactory(DjangoModelFactory):
    """An active one that is told of everything about rights; nobody listens there."""

    class Meta:
        model = WebhookEndpoint

    partner = factory.SubFactory(PartnerFactory)
    url = factory.Sequence(lambda n: f"http://127.0.0.1:9/hooks/{n}")
    types: Any = ["rights.granted", "rights.ended"]
    secret = factory.LazyFunction(lambda: sealed(new_secret()))
    created_by = factory.SubFactory(UserFactory)


class WebhookDeliveryFactory(DjangoModelFactory):
    """A test that failed."""

    class Meta:
        model = WebhookDelivery

    endpoint = factory.SubFactory(WebhookEndpointFactory)
    type = "test"
    state = WebhookDelivery.State.FAILED
    settled_at = factory.LazyFunction(timezone.now)
    give_up_at = factory.LazyFunction(lambda: timezone.now() + timedelta(days=3))
