"""Deliveries on their way: signed, tried again, given up; each event under one id, whatever happens."""

import json
import time
from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction
from django.utils import timezone

from partnercenter.notices.models import Notice
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerMembership
from partnercenter.webhooks import posting
from partnercenter.webhooks.actions import add_endpoint, redeliver, rotate_secret, send_test, switch_on
from partnercenter.webhooks.delivering import claim, deliver_batch, give_up_waiting, purge, release_lost, settle
from partnercenter.webhooks.models import WebhookAttempt, WebhookDelivery, WebhookEndpoint
from tests.notices.told import happen
from tests.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
State = WebhookDelivery.State


def due_now() -> None:
    """As if the pause were over."""
    WebhookDelivery.objects.update(next_at=timezone.now() - timedelta(seconds=1))


def told(endpoint: WebhookEndpoint) -> WebhookDelivery:
    happen("invitation.accepted", endpoint.partner)
    return WebhookDelivery.objects.latest("id")


def test_the_receiver_can_check_what_it_gets(endpoint: WebhookEndpoint, receiver: Receiver):
    delivery = told(endpoint)
    assert deliver_batch() is True

    got = receiver.received[0]
    assert got.is_signed_with(endpoint.clear_secret)
    assert not got.is_signed_with("whsec_" + "A" * 44)
    assert abs(int(got.headers["webhook-timestamp"]) - time.time()) < 30
    said = json.loads(got.body)
    assert (said["id"], said["type"], said["version"]) == (delivery.message_id, "request.accepted", 1)
    assert said["data"]["partner"] == str(endpoint.partner.public_id)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.attempts, delivery.last_status) == (State.DELIVERED, 1, 204)
    assert deliver_batch() is False


def test_after_a_rotation_both_secrets_sign_for_a_day(endpoint: WebhookEndpoint, receiver: Receiver, admin):
    old, new = endpoint.clear_secret, rotate_secret(endpoint=endpoint, by=admin)
    told(endpoint)
    deliver_batch()
    assert receiver.received[0].is_signed_with(old)
    assert receiver.received[0].is_signed_with(new)

    WebhookEndpoint.objects.update(old_secret_until=timezone.now())
    told(endpoint)
    deliver_batch()
    assert receiver.received[1].is_signed_with(new)
    assert not receiver.received[1].is_signed_with(old)


def test_it_is_tried_again_with_the_same_bytes_until_it_is_taken(endpoint: WebhookEndpoint, receiver: Receiver):
    receiver.statuses = [500, 0, 302, 204]
    receiver.answer, receiver.location = b"<h1>Not\nnow</h1>\x00", "http://127.0.0.1:1/elsewhere"
    delivery = told(endpoint)
    for _ in range(4):
        due_now()
        deliver_batch()

    assert len({(each.headers["webhook-id"], each.body) for each in receiver.received}) == 1
    tries = delivery.tries.order_by("number").values_list("number", "status", "trouble", "answer")
    said = "<h1>Not now</h1>"
    assert list(tries) == [(1, 500, "", said), (2, None, "broken_off", ""), (3, 302, "", said), (4, 204, "", "")]
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED


def test_a_receiver_that_hangs_or_drips_costs_ten_seconds_at_most(
    endpoint: WebhookEndpoint, receiver: Receiver, monkeypatch
):
    monkeypatch.setattr(posting, "WHOLE", 0.5)
    receiver.statuses = [-1, 200]
    delivery = told(endpoint)
    began = time.monotonic()
    deliver_batch()
    assert delivery.tries.get().trouble == "too_slow"
    receiver.drip = 0.1
    due_now()
    deliver_batch()  # the status is here; its endless answer is cut off

    assert time.monotonic() - began < 5
    assert delivery.tries.latest("number").status == 200


def test_a_large_answer_is_not_read_to_its_end(endpoint: WebhookEndpoint, receiver: Receiver):
    receiver.statuses, receiver.answer = [200], b"x" * 10_000_000
    delivery = told(endpoint)
    deliver_batch()

    assert len(delivery.tries.get().answer) == 500


def test_a_slow_endpoint_holds_up_no_other(endpoint: WebhookEndpoint, admin: PartnerMembership):
    other = Receiver().start()
    add_endpoint(url=other.url, types=["rights.ended"], by=admin)
    for _ in range(5):
        told(endpoint)
    happen("grant.ended", endpoint.partner)

    claimed = claim()

    assert sorted(each.endpoint.url == other.url for each in claimed) == [False, False, True]
    other.stop()


def test_three_days_in_vain_stop_the_endpoint_and_tell_the_global_admins(
    endpoint: WebhookEndpoint, receiver: Receiver, admin: PartnerMembership
):
    receiver.statuses = [503]
    delivery = told(endpoint)
    WebhookDelivery.objects.update(give_up_at=timezone.now())
    deliver_batch()

    delivery.refresh_from_db()
    endpoint.refresh_from_db()
    assert (delivery.state, endpoint.status) == (State.FAILED, "stopped")
    assert Notice.objects.filter(user=admin.user, kind="webhook_stopped").count() == 1
    assert OutboundEmail.objects.get().recipient == admin.user.email
    switch_on(endpoint=endpoint, by=admin)
    receiver.statuses = [204]
    redeliver(delivery=delivery, by=admin)
    deliver_batch()
    delivery.refresh_from_db()
    assert delivery.state == State.DELIVERED
    assert len(set(receiver.ids)) == 1


def test_an_endpoint_that_took_something_meanwhile_is_not_stopped(endpoint: WebhookEndpoint, receiver: Receiver):
    receiver.statuses = [500, 204]
    first = told(endpoint)
    deliver_batch()
    told(endpoint)
    deliver_batch()
    receiver.statuses = [500]
    WebhookDelivery.objects.filter(pk=first.pk).update(give_up_at=timezone.now(), next_at=timezone.now())
    deliver_batch()

    endpoint.refresh_from_db()
    assert endpoint.is_active


def test_gone_stops_it_at_once(endpoint: WebhookEndpoint, receiver: Receiver):
    receiver.statuses = [410]
    told(endpoint)
    deliver_batch()

    endpoint.refresh_from_db()
    assert endpoint.status == "stopped"


def test_a_worker_that_died_with_it_in_hand_costs_a_second_copy_under_the_same_id(
    endpoint: WebhookEndpoint, receiver: Receiver
):
    told(endpoint)
    (held,) = claim()
    assert deliver_batch() is False, "nobody else may have it while the lease runs"
    WebhookDelivery.objects.update(lease_until=timezone.now() - timedelta(seconds=1))

    assert release_lost() == 1
    due_now()
    deliver_batch()

    assert len(receiver.ids) == 1
    assert settle(held, posting.Reply(status=500)) is False, "the dead worker's answer comes too late"
    assert [each.trouble for each in held.tries.order_by("number")] == ["lost", ""]


def test_what_waits_for_an_endpoint_that_is_off_is_given_up_in_its_time(endpoint: WebhookEndpoint):
    told(endpoint)
    WebhookEndpoint.objects.update(status="off", stopped_at=timezone.now())
    assert deliver_batch() is False
    assert give_up_waiting() == 0
    WebhookDelivery.objects.update(give_up_at=timezone.now() - timedelta(seconds=1))

    assert give_up_waiting() == 1


def test_a_test_and_a_redelivery_are_real_deliveries(endpoint: WebhookEndpoint, receiver: Receiver, admin):
    delivery = send_test(endpoint=endpoint, by=admin)
    deliver_batch()
    redeliver(delivery=delivery, by=admin)
    deliver_batch()

    assert json.loads(receiver.received[0].body)["type"] == "test"
    assert receiver.ids == [delivery.message_id] * 2


def test_a_try_is_never_changed_and_goes_by_age_alone(endpoint: WebhookEndpoint, receiver: Receiver):
    told(endpoint)
    deliver_batch()
    for deed in (lambda: WebhookAttempt.objects.update(status=200), lambda: WebhookAttempt.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            deed()

    assert purge() == 0
    assert WebhookAttempt.objects.count() == 1
