"""The worker's side: what is due is leased, posted side by side, and what came of it is written (as the outbox does).

A worker that dies leaves a lease that ends: the delivery goes out again, under the same id (at least once).
"""

import logging
import uuid
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone

from partnercenter.outbox.retries import wait
from partnercenter.webhooks.models import KEPT, WebhookAttempt, WebhookDelivery, WebhookEndpoint
from partnercenter.webhooks.payloads import body_of
from partnercenter.webhooks.posting import Reply, Trouble, post
from partnercenter.webhooks.signing import headers_for, secrets_of
from partnercenter.webhooks.stopping import stop

logger = logging.getLogger(__name__)
State = WebhookDelivery.State
MOST = 16  # deliveries of one batch
EACH = 2  # of them to one endpoint, so that a slow one does not hold up the others
LEASE = timedelta(seconds=60)
CLAIM = """
    WITH due AS (
        SELECT share.id FROM webhooks_webhookendpoint AS endpoint CROSS JOIN LATERAL (
            SELECT id, next_at FROM webhooks_webhookdelivery
            WHERE endpoint_id = endpoint.id AND state IN ('queued', 'deferred') AND next_at <= statement_timestamp()
            ORDER BY next_at, id LIMIT %s FOR UPDATE SKIP LOCKED
        ) AS share
        WHERE endpoint.status = 'active' ORDER BY share.next_at LIMIT %s
    )
    UPDATE webhooks_webhookdelivery AS delivery
    SET state = 'sending', lease_owner = %s, lease_until = statement_timestamp() + %s
    FROM due WHERE delivery.id = due.id
    RETURNING delivery.id
"""


def deliver_batch() -> bool:
    """Deliver what is due, as much as one batch holds; whether there may be more."""
    claimed = claim()
    if not claimed:
        return False
    with ThreadPoolExecutor(max_workers=len(claimed)) as pool:
        replies = pool.map(post, *zip(*(message_of(each) for each in claimed), strict=True))
        for delivery, reply in zip(claimed, replies, strict=True):
            settle(delivery, reply)
    return True


def claim() -> list[WebhookDelivery]:
    """What is due, leased to the caller; a few for each endpoint."""
    owner = uuid.uuid4()
    with transaction.atomic(), transaction.get_connection().cursor() as cursor:
        cursor.execute(CLAIM, [EACH, MOST, owner, LEASE])
        keys = [row[0] for row in cursor.fetchall()]
    claimed = WebhookDelivery.objects.filter(pk__in=keys).select_related("endpoint__partner__cloud", "event")
    return list(claimed.order_by("id"))


def message_of(delivery: WebhookDelivery) -> tuple[str, bytes, dict[str, str]]:
    """Address, body and headers, signed for this moment."""
    now, body = timezone.now(), body_of(delivery)
    return delivery.endpoint.url, body, headers_for(delivery.message_id, body, secrets_of(delivery.endpoint, now), now)


@transaction.atomic
def settle(delivery: WebhookDelivery, reply: Reply) -> bool:
    """Write the try, and what follows from it; False if the lease was lost meanwhile (then nothing is written)."""
    held = WebhookDelivery.objects.select_for_update().filter(
        pk=delivery.pk, state=State.SENDING, lease_owner=delivery.lease_owner
    )
    mine = held.first()
    if mine is None:
        logger.warning("Webhook %s: the lease was lost before the answer was written.", delivery.public_id)
        return False
    mine.attempts += 1
    mine.lease_until = mine.lease_owner = None
    mine.last_status = reply.status
    decide(mine, reply)
    mine.save()
    WebhookAttempt.objects.create(
        delivery=mine,
        number=mine.attempts,
        milliseconds=reply.milliseconds,
        status=reply.status,
        trouble=reply.trouble,
        answer=reply.answer,
    )
    return True


def decide(delivery: WebhookDelivery, reply: Reply) -> None:
    """Delivered, tried again, or given up; an endpoint that has answered well to nothing for so long is stopped."""
    now = timezone.now()
    if reply.is_good:
        delivery.state, delivery.settled_at = State.DELIVERED, now
        return
    delay = wait(delivery.attempts)
    if now + delay < delivery.give_up_at and not reply.is_gone:
        delivery.state, delivery.next_at = State.DEFERRED, now + delay
        return
    delivery.state, delivery.settled_at = State.FAILED, now
    if reply.is_gone or not has_answered(delivery.endpoint_id, since=delivery.created_at):
        stop(delivery.endpoint_id)


def has_answered(endpoint_id: int, *, since: object) -> bool:
    """Whether the endpoint took anything since then."""
    taken = WebhookDelivery.objects.filter(endpoint=endpoint_id, state=State.DELIVERED, settled_at__gte=since)
    return taken.exists()


def release_lost() -> int:
    """Take back what dead workers held: it goes out again, under the same id."""
    gone = WebhookDelivery.objects.filter(state=State.SENDING, lease_until__lt=Now()).select_for_update(
        skip_locked=True
    )
    with transaction.atomic():
        return sum(settle(delivery, Reply(trouble=Trouble.LOST)) for delivery in gone)


def give_up_waiting() -> int:
    """What waited for an endpoint that is off until its time was over."""
    late = WebhookDelivery.objects.filter(state__in=WebhookDelivery.WAITING, give_up_at__lt=Now())
    return late.exclude(endpoint__status=WebhookEndpoint.Status.ACTIVE).update(state=State.FAILED, settled_at=Now())


def purge(batch: int = 5000) -> int:
    """Drop what was settled more than thirty days ago, with its tries."""
    old: Sequence[int] = list(
        WebhookDelivery.objects.filter(settled_at__lt=timezone.now() - KEPT).values_list("pk", flat=True)[:batch]
    )
    return WebhookDelivery.objects.filter(pk__in=old).delete()[0]
