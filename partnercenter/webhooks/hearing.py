"""From an event of the log to the deliveries: one statement for all endpoints, in the act's transaction."""

import json
from collections.abc import Sequence

from django.db import connection, transaction

from partnercenter.audit.log import hears
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.wake import wake_worker
from partnercenter.webhooks.kinds import TYPE_OF

WAKE_UP = "webhooks.deliver"
WRITE = """
    INSERT INTO webhooks_webhookdelivery (public_id, endpoint_id, event_id, type, give_up_at)
    SELECT gen_random_uuid(), endpoint.id, event.id, told.type, statement_timestamp() + interval '3 days'
    FROM audit_auditevent AS event
        JOIN jsonb_each_text(%s) AS told(action, type) USING (action)
        JOIN partners_partner AS partner ON partner.public_id = event.partner_id
        JOIN webhooks_webhookendpoint AS endpoint ON endpoint.partner_id = partner.id
            AND endpoint.status = 'active' AND told.type = ANY(endpoint.types)
    WHERE event.id = ANY(%s)
    ON CONFLICT DO NOTHING
"""


@hears
def write_deliveries(events: Sequence[AuditEvent]) -> None:
    """Write what endpoints want to be told of these events, and wake the worker after the commit."""
    told = [event for event in events if event.action in TYPE_OF and event.partner_id]
    if not told:
        return
    types = {event.action: TYPE_OF[event.action].value for event in told}
    with connection.cursor() as cursor:
        cursor.execute(WRITE, [json.dumps(types), [event.pk for event in told]])
        if cursor.rowcount > 0:
            transaction.on_commit(wake_deliverer, robust=True)


def wake_deliverer() -> bool:
    """Tell the worker that something is due."""
    return wake_worker(WAKE_UP)
