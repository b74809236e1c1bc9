"""A worker killed with a webhook in its hands: the event comes again, under the same id, and to an end."""

from datetime import timedelta

import pytest
from django.utils import timezone

from partnercenter.partners.models import PartnerRole
from partnercenter.webhooks.actions import add_endpoint
from partnercenter.webhooks.hearing import wake_deliverer
from partnercenter.webhooks.models import WebhookDelivery
from tests import factories
from tests.faults.stage import Stage, kill, until
from tests.notices.told import happen
from tests.races.conftest import _django_db_helper  # noqa: F401  # takes back its own rows; a flush would take the clouds
from tests.webhooks.receiver import Receiver, until_received

pytestmark = [pytest.mark.fault, pytest.mark.django_db(transaction=True)]


def test_a_killed_worker_costs_a_second_copy_under_the_same_id(stage: Stage) -> None:
    receiver = Receiver(statuses=[-1, 204]).start()
    admin = factories.PartnerMembershipFactory(roles=[PartnerRole.GLOBAL_ADMIN])
    endpoint, secret = add_endpoint(url=receiver.url, types=["rights.ended"], by=admin)
    worker = stage.start_worker()
    happen("grant.ended", endpoint.partner)
    until_received(receiver, 1)
    kill(worker)
    delivery = WebhookDelivery.objects.get()
    assert delivery.state == "sending"

    WebhookDelivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    stage.start_worker()
    stage.start_scheduler()
    until(lambda: WebhookDelivery.objects.get().tries.exists(), within=40, what="the lost try is noted")
    WebhookDelivery.objects.update(next_at=timezone.now())
    wake_deliverer()
    until(lambda: WebhookDelivery.objects.get().state == "delivered", within=40, what="it is delivered")

    assert len(receiver.received) == 2
    assert len(set(receiver.ids)) == 1
    assert all(each.is_signed_with(secret) for each in receiver.received)
    receiver.stop()
