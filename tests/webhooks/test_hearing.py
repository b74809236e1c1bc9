"""Which events are written for which endpoints: with the act, once each, and for the partner's own alone."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from partnercenter.audit.log import record
from partnercenter.home.events import KINDS
from partnercenter.partners.models import PartnerMembership
from partnercenter.webhooks.actions import switch_off
from partnercenter.webhooks.hearing import write_deliveries
from partnercenter.webhooks.kinds import TYPE_OF, EventType
from partnercenter.webhooks.models import WebhookDelivery, WebhookEndpoint
from tests import factories
from tests.notices.told import happen

pytestmark = pytest.mark.django_db


def test_every_event_of_the_table_is_one_that_partners_read():
    assert set(TYPE_OF) <= set(KINDS)
    assert set(TYPE_OF.values()) == set(EventType)


def test_one_statement_writes_for_every_endpoint_that_wants_it(endpoint: WebhookEndpoint, admin: PartnerMembership):
    for types in (["request.declined"], ["request.accepted"], ["request.accepted", "rights.ended"]):
        WebhookEndpoint.objects.create(
            partner=endpoint.partner, url=endpoint.url, types=types, secret=endpoint.secret, created_by=admin.user
        )
    with CaptureQueriesContext(connection) as queries:
        happen("invitation.accepted", endpoint.partner)

    assert [each.type for each in WebhookDelivery.objects.all()] == ["request.accepted"] * 3
    assert len([each for each in queries if "webhooks_" in each["sql"]]) == 1


def test_another_partners_events_are_never_told(endpoint: WebhookEndpoint):
    happen("invitation.accepted", factories.PartnerFactory())
    happen("invitation.accepted", customer=factories.CustomerFactory())

    assert not WebhookDelivery.objects.exists()


def test_an_event_is_written_once_however_often_it_is_heard(endpoint: WebhookEndpoint):
    event = happen("grant.ended", endpoint.partner)
    write_deliveries([event])

    assert WebhookDelivery.objects.get().message_id == f"evt_{event.public_id.hex}"


def test_an_endpoint_that_is_off_and_an_act_that_was_undone_leave_nothing(endpoint: WebhookEndpoint, admin):
    with transaction.atomic():
        happen("grant.ended", endpoint.partner)
        transaction.set_rollback(True)
    switch_off(endpoint=endpoint, by=admin)
    happen("grant.ended", endpoint.partner)

    assert not WebhookDelivery.objects.exists()


def test_what_no_type_tells_costs_no_statement(partner, django_assert_num_queries):
    with django_assert_num_queries(1):
        record("group.created", about=partner, by=None, partner_id=partner.public_id)


def test_the_worker_is_woken_after_the_commit(endpoint: WebhookEndpoint, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        happen("grant.ended", endpoint.partner)

    assert "wake_deliverer" in [callback.__name__ for callback in callbacks]
