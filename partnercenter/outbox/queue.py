"""Putting a mail into the outbox: a row in the caller's transaction, a wake-up after its commit."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.db import transaction

from partnercenter.canonical.emails import email_key
from partnercenter.links.crypto import seal
from partnercenter.outbox.models import About, OutboundEmail
from partnercenter.outbox.wake import wake_worker


@dataclass(frozen=True)
class Recipient:
    """One person; a mail never has two (D14)."""

    email: str
    name: str = ""
    language: str = "en"


@dataclass(frozen=True)
class Concerns:
    """Whose mail it is: labels for look-ups, never for rights."""

    cloud_code: str = ""
    partner_id: UUID | None = None
    customer_id: UUID | None = None


Sieve = Callable[[Sequence[OutboundEmail]], list[OutboundEmail]]
_sieves: list[Sieve] = []


def sieves(sieve: Sieve) -> Sieve:
    """Register a function of a room above that leaves out mails that their recipients do not want."""
    _sieves.append(sieve)
    return sieve


def sieved(emails: Sequence[OutboundEmail]) -> list[OutboundEmail]:
    """The mails that are wanted."""
    for sieve in _sieves:
        emails = sieve(emails)
    return list(emails)


def queue_email(
    kind: str,
    *,
    to: Recipient,
    about: About,
    dedupe_key: str,
    payload: Mapping[str, Any] | None = None,
    secret: Mapping[str, str] | None = None,
    concerns: Concerns = Concerns(),
    give_up_at: datetime | None = None,
) -> OutboundEmail:
    """Write the mail's row; the same `dedupe_key` gives the row that is there already (sending twice is a no-op).

    One that its recipient does not want is not written, and comes back unsaved. `payload` is plain JSON without
    tokens or codes; `secret` is sealed and dropped once the mail is settled.
    """
    email = email_row(
        kind, to=to, about=about, dedupe_key=dedupe_key, payload=payload, concerns=concerns, give_up_at=give_up_at
    )
    email.secret = seal(dict(secret)) if secret else None
    if not sieved([email]):
        return email
    OutboundEmail.objects.bulk_create([email], ignore_conflicts=True)
    queued = OutboundEmail.objects.get(dedupe_key=dedupe_key)
    if queued.public_id == email.public_id:
        transaction.on_commit(wake_worker, robust=True)
    return queued


def queue_rows(emails: Sequence[OutboundEmail]) -> None:
    """Put several rows of `email_row` into the outbox at once; left out are those whose key is there already, and
    those that their recipients do not want."""
    OutboundEmail.objects.bulk_create(sieved(emails), ignore_conflicts=True)
    transaction.on_commit(wake_worker, robust=True)


def email_row(
    kind: str,
    *,
    to: Recipient,
    about: About,
    dedupe_key: str,
    payload: Mapping[str, Any] | None = None,
    concerns: Concerns = Concerns(),
    give_up_at: datetime | None = None,
) -> OutboundEmail:
    """A mail as `queue_email` takes it, not saved yet."""
    public_id = uuid.uuid4()
    return OutboundEmail(
        dedupe_key=dedupe_key,
        public_id=public_id,
        kind=kind,
        language=to.language,
        recipient=to.email,
        recipient_name=to.name,
        recipient_key=email_key(to.email),
        payload=dict(payload or {}),
        about_type=about._meta.model_name,
        about_id=about.public_id,
        message_id=f"<{public_id}@{mail_domain()}>",
        give_up_at=give_up_at,
        **vars(concerns),
    )


def mail_domain() -> str:
    """The domain of our Message-IDs."""
    return settings.MAIL_FROM.rpartition("@")[2] or urlsplit(settings.BASE_URL).hostname or "localhost"
