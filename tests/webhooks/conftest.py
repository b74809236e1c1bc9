"""A receiver, and an endpoint that leads to it."""

from collections.abc import Iterator

import pytest

from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from partnercenter.webhooks.actions import add_endpoint
from partnercenter.webhooks.kinds import EventType
from partnercenter.webhooks.models import WebhookEndpoint
from tests import factories
from tests.domains.conftest import zone  # noqa: F401 - a fixture
from tests.webhooks.receiver import Receiver


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    running = Receiver().start()
    yield running
    running.stop()


@pytest.fixture
def admin(partner: Partner) -> PartnerMembership:
    """A global admin of the partner."""
    return factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])


@pytest.fixture
def endpoint(admin: PartnerMembership, receiver: Receiver) -> WebhookEndpoint:
    """Told of everything; its secret is `clear_secret`."""
    made, secret = add_endpoint(url=receiver.url, types=EventType.values, by=admin)
    made.clear_secret = secret
    return made
