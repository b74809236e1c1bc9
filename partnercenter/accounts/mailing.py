"""Putting an account's mail into the outbox. Who gets it in which language, and until when it makes sense."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from types import SimpleNamespace
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import get_language

from partnercenter.accounts.guessing import TooManyTriesError, in_minutes
from partnercenter.accounts.models import User
from partnercenter.canonical.emails import email_key
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email

# What a mail may say beside its words; everything else that allauth hands over stays out of the row.
FACTS = ("ip", "user_agent", "timestamp", "from_email", "to_email", "deleted_email")
# A code that came after its end would only confuse.
LIVES = {
    "email_confirmation": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "email_confirmation_signup": settings.ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT,
    "login_code": settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT,
    "password_reset_code": settings.ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT,
    "confirmation_code": 15 * 60,
    "set_password": settings.PASSWORD_RESET_TIMEOUT,
}
# Mails that anybody can have sent to an address, and those to who is signed in: how many in an hour, counted from their
# rows. The shared store counts more finely, but may be emptied (F46).
SENT_ON_DEMAND = (
    (
        (
            *("login_code", "password_reset_code", "email_confirmation", "email_confirmation_signup"),
            *("unknown_account", "account_already_exists"),
        ),
        20,
    ),
    (("confirmation_code",), 10),
)
HOUR = 3600


@dataclass
class Stranger:
    """An address without an account, which somebody entered: its mail is about nobody whom we know."""

    public_id: UUID = field(default_factory=uuid.uuid4)
    _meta: ClassVar[Any] = SimpleNamespace(model_name="stranger")


def queue_account_mail(
    name: str,
    *,
    email: str,
    origin: str,
    cloud_code: str = "",
    code: str = "",
    facts: Mapping[str, str] | None = None,
) -> OutboundEmail:
    """Queue the mail `account.<name>`. `origin` is where its links lead, `code` travels sealed.

    Raises `TooManyTriesError` where the hour's limit of the address is used up.
    """
    refuse_too_many(name, email_key(email))
    person = User.objects.filter(email_key=email_key(email)).first()
    language = short_language((person and person.locale) or get_language())
    return queue_email(
        f"account.{name}",
        to=Recipient(email=email, name=person.display_name if person else "", language=language),
        about=person or Stranger(),
        dedupe_key=f"account.{name}:{uuid.uuid4()}",
        payload={"origin": origin, **(facts or {})},
        secret={"code": code} if code else None,
        concerns=Concerns(cloud_code=cloud_code),
        give_up_at=end_of(name),
    )


def refuse_too_many(name: str, key: str) -> None:
    """Stop the page if mails of this sort were sent to the address too often within the hour."""
    for names, most in SENT_ON_DEMAND:
        if name in names:
            kinds = [f"account.{each}" for each in names]
            mails = OutboundEmail.objects.filter(recipient_key=key, kind__in=kinds)
            sent = mails.filter(created_at__gt=Now() - timedelta(seconds=HOUR)).order_by("-created_at")
            if oldest := sent.values_list("created_at", flat=True)[most - 1 : most].first():
                age = (timezone.now() - oldest).total_seconds()
                raise TooManyTriesError(in_minutes(HOUR - age))


def end_of(name: str) -> Any:
    """When the mail makes no sense any more; None for those that always do."""
    life = LIVES.get(name)
    return timezone.now() + timedelta(seconds=life) if life else None


def short_language(language: str | None) -> str:
    """`ja` of `ja-jp`; English for what the portal does not speak."""
    short = (language or "")[:2]
    return short if short in dict(settings.LANGUAGES) else "en"
