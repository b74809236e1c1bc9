"""What a receiver reads: JSON of a version, with public ids alone; names and addresses stay in the portal."""

import json
from typing import Any

from partnercenter.webhooks.kinds import OBJECTS, TEST
from partnercenter.webhooks.models import WebhookDelivery

VERSION = 1


def body_of(delivery: WebhookDelivery) -> bytes:
    """The bytes of the body: out of facts that never change, and so the same at every try."""
    said = {
        "id": delivery.message_id,
        "version": VERSION,
        "type": delivery.type,
        "timestamp": (delivery.event.happened_at if delivery.event else delivery.created_at).isoformat(),
        "data": facts_of(delivery),
    }
    return json.dumps(said, separators=(",", ":")).encode()


def facts_of(delivery: WebhookDelivery) -> dict[str, Any]:
    """Whose event it is, what it is about, and which side did it (`partner`, `customer`, `operator`, `system`)."""
    event, partner = delivery.event, delivery.endpoint.partner
    facts: dict[str, Any] = {"cloud": partner.cloud.code, "partner": str(partner.public_id)}
    if event is None:
        return facts | {"customer": None, "by": TEST, "object": None}
    kind = OBJECTS.get(event.object_type, event.object_type)
    return facts | {
        "customer": str(event.customer_id) if event.customer_id else None,
        "by": event.side,
        "object": {"type": kind, "id": str(event.object_id)},
    }
