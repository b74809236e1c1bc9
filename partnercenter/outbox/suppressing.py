"""The suppression list: who gets on it, who looks at it, and how an operator takes somebody off (D20).

A list for each cloud. Mail of no cloud (codes, links to sign in) is neither kept back nor a reason to keep others
back: the person asked for it a moment ago.
"""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.audit.log import Actor, record
from partnercenter.canonical.emails import email_key
from partnercenter.outbox.models import OutboundEmail, Suppression

Reason = Suppression.Reason
LASTING = timedelta(days=30)  # of whatever does not say that the mailbox is not there
NO_MAILBOX = re.compile(r"(?<![\d.])5\.1\.1(?![\d.])")


def suppressed_among(emails: Iterable[OutboundEmail]) -> set[tuple[str, str]]:
    """Cloud and recipient of those mails that the list keeps back; one query."""
    wanted = {(email.cloud_code, email.recipient_key) for email in emails if email.cloud_code}
    if not wanted:
        return set()
    listed = Suppression.objects.active().filter(recipient_key__in={key for _cloud, key in wanted})
    return wanted & set(listed.values_list("cloud_code", "recipient_key"))


def is_suppressed(recipient_key: str, *, cloud_code: str) -> bool:
    """Whether mail of this cloud reaches the address no more, for a warning before anything is sent."""
    return Suppression.objects.active().filter(recipient_key=recipient_key, cloud_code=cloud_code).exists()


def check_takes_mail(email: str, cloud_code: str) -> None:
    """Code `suppressed`: an old link would be ended for a mail that never leaves."""
    if is_suppressed(email_key(email), cloud_code=cloud_code):
        raise ValidationError(
            _("E-mails cannot be delivered to this address; an earlier one came back."), code="suppressed"
        )


def suppress_refused(email: OutboundEmail, words: str) -> Suppression | None:
    """After a refusal for good: for good where the mailbox is not there (5.1.1), else for 30 days.

    None for a mail of no cloud. `words` is what the server said, with its enhanced code.
    """
    if not email.cloud_code:
        return None
    is_gone = NO_MAILBOX.search(words)
    return suppress(
        recipient_key=email.recipient_key,
        cloud_code=email.cloud_code,
        reason=Reason.NO_MAILBOX if is_gone else Reason.BOUNCED,
        until=None if is_gone else timezone.now() + LASTING,
        by=None,
    )


@transaction.atomic
def suppress(
    *, recipient_key: str, cloud_code: str, reason: str, note: str = "", until: datetime | None = None, by: Actor | None
) -> Suppression:
    """Put an address on the list of a cloud; one that is there already stays for the longer of the two times."""
    asked = Suppression(recipient_key=recipient_key, cloud_code=cloud_code, reason=reason, note=note, until=until)
    Suppression.objects.bulk_create([asked], ignore_conflicts=True)
    listed = Suppression.objects.select_for_update().get(
        recipient_key=recipient_key, cloud_code=cloud_code, lifted_at=None
    )
    if listed.public_id == asked.public_id:
        log("suppression.added", listed, by)
    elif is_longer(until, listed.until):
        listed.until, listed.reason, listed.note = until, reason, note
        listed.save(update_fields=["until", "reason", "note"])
        log("suppression.prolonged", listed, by)
    return listed


@transaction.atomic
def lift(suppression: Suppression, *, note: str, by: Actor) -> Suppression:
    """Take an address off the list, with the operator's reason. Raises `ValidationError`: `lifted`, `no_reason`."""
    locked = Suppression.objects.select_for_update().get(pk=suppression.pk)
    if locked.lifted_at:
        raise ValidationError(_("This address was taken off the list before."), code="lifted")
    if not note.strip():
        raise ValidationError(_("Say why mail may go to this address again."), code="no_reason")
    locked.lifted_at, locked.lift_note = timezone.now(), note.strip()
    locked.save(update_fields=["lifted_at", "lift_note"])
    log("suppression.lifted", locked, by)
    return locked


def is_longer(until: datetime | None, than: datetime | None) -> bool:
    """Whether one end lies after another; none at all is the latest."""
    return than is not None and (until is None or until > than)


def log(action: str, suppression: Suppression, by: Actor | None) -> None:
    """The event, without the address: that stands in the row."""
    side = "operator" if by else "system"
    details = {"reason": suppression.reason}
    record(action, about=suppression, by=by, side=side, cloud_code=suppression.cloud_code, details=details)
