"""Mails that tell what happened go only to those who want them at once."""

from collections.abc import Sequence

from django.db.models import Exists, F, OuterRef
from django.db.models.expressions import RawSQL

from partnercenter.notices.kinds import BY_MAIL
from partnercenter.notices.models import Notice, Preference
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import sieves

Mail = Preference.Mail


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
    just_told = Notice.objects.filter(
        user=OuterRef("user"), kind=OuterRef("kind"), created_at__gte=RawSQL("transaction_timestamp()", [])
    )
    chosen = Preference.objects.filter(user__email_key__in=addresses, kind__in=kinds).exclude(mail=Mail.AT_ONCE)
    rows = chosen.annotate(key=F("user__email_key"), is_told=Exists(just_told.filter(is_for_digest=True)))
    return {(row.key, row.kind) for row in rows if row.mail == Mail.OFF or row.is_told}
