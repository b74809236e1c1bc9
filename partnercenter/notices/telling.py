"""From an event of the log to the people who are told: one statement for all of them, in the act's transaction."""

import json
from collections.abc import Sequence

from django.db import connection

from partnercenter.audit.log import hears
from partnercenter.audit.models import AuditEvent
from partnercenter.notices.kinds import ACTIONS, lines_for
from partnercenter.notices.mails import Told, queue_told

# Who acted is not told of it. With several roles a person gets the most that one of them gets.
TELL = """
    WITH line AS (
        SELECT * FROM jsonb_to_recordset(%s)
            AS line(action text, side text, kind text, role text, listed boolean, mailed boolean, here boolean,
                personal boolean)
    ), event AS (SELECT id, action, actor_id, partner_id, customer_id, details
        FROM audit_auditevent WHERE id = ANY(%s)),
    member AS (
        SELECT event.id AS event_id, event.action, event.actor_id, event.details, 'partner' AS side,
            partner.public_id AS organisation, staff.user_id, unnest(staff.roles) AS role
        FROM event JOIN partners_partner AS partner ON partner.public_id = event.partner_id
            JOIN partners_partnermembership AS staff ON staff.partner_id = partner.id AND staff.left_at IS NULL
        UNION ALL
        SELECT event.id, event.action, event.actor_id, event.details, 'customer', customer.public_id, staff.user_id,
            staff.role
        FROM event JOIN directory_customer AS customer ON customer.public_id = event.customer_id
            JOIN directory_customermembership AS staff ON staff.customer_id = customer.id AND staff.left_at IS NULL
    ), told AS (
        SELECT member.event_id, member.side, member.organisation, member.user_id, line.kind,
            COALESCE(bool_or(preference.is_listed), bool_or(line.listed)) AS listed,
            COALESCE(bool_or(preference.mail = 'daily'), false) AS daily,
            COALESCE(bool_or(preference.mail = 'at_once' AND line.here), bool_or(line.mailed)) AS mailed
        FROM member JOIN line USING (action, side, role)
            JOIN accounts_user AS person ON person.id = member.user_id AND person.is_active
                AND person.public_id IS DISTINCT FROM member.actor_id
                AND (NOT line.personal OR jsonb_exists(member.details -> 'to', person.public_id::text))
            LEFT JOIN notices_preference AS preference
                ON preference.user_id = member.user_id AND preference.kind = line.kind
        GROUP BY 1, 2, 3, 4, 5
    ), written AS (
        INSERT INTO notices_notice (public_id, user_id, event_id, side, organisation_id, kind, is_listed, is_for_digest)
        SELECT gen_random_uuid(), user_id, event_id, side, organisation, kind, listed, daily FROM told
        WHERE listed OR daily
        ON CONFLICT DO NOTHING
    )
    SELECT user_id, event_id, side, organisation FROM told WHERE mailed
"""


@hears
def tell(events: Sequence[AuditEvent]) -> None:
    """Write the notices of these events; queue the mails that no other room writes."""
    lines = list(lines_for({event.action for event in events} & ACTIONS))
    if not lines:
        return
    with connection.cursor() as cursor:
        cursor.execute(TELL, [json.dumps(lines), [event.pk for event in events]])
        mailed = [Told(*row) for row in cursor.fetchall()]
    if mailed:
        queue_told(mailed)
