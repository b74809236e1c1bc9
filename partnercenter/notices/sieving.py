"""Mails that tell what happened go only to those who want them at once."""

from collections.abc import Sequence

from django.db import connection

from partnercenter.notices.kinds import BY_MAIL
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import sieves

UNWANTED = """
    SELECT person.email_key, preference.kind
    FROM accounts_user AS person JOIN notices_preference AS preference ON preference.user_id = person.id
    WHERE person.email_key = ANY(%s) AND preference.kind = ANY(%s) AND (
        preference.mail = 'off'
        OR preference.mail = 'daily' AND EXISTS (
            SELECT FROM notices_notice AS notice
            WHERE notice.user_id = person.id AND notice.kind = preference.kind AND notice.is_for_digest
                AND notice.created_at >= transaction_timestamp()))
"""


@sieves
def wanted(emails: Sequence[OutboundEmail]) -> list[OutboundEmail]:
    """Without the mails that their recipients switched off, or get once a day; one query, none for mails that must go.

    A mail is left to the daily one only if that has it: where the act told the person nothing, it goes at once.
    """
    asked = {email.recipient_key for email in emails if email.kind in BY_MAIL}
    if not asked:
        return list(emails)
    kept_back = unwanted(asked, {BY_MAIL[email.kind].code for email in emails if email.kind in BY_MAIL})
    return [
        email
        for email in emails
        if email.kind not in BY_MAIL or (email.recipient_key, BY_MAIL[email.kind].code) not in kept_back
    ]


def unwanted(addresses: set[str], kinds: set[str]) -> set[tuple[str, str]]:
    """Who does not want which kind at once, by address."""
    with connection.cursor() as cursor:
        cursor.execute(UNWANTED, [list(addresses), list(kinds)])
        return set(cursor.fetchall())
