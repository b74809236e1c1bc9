"""How often a mail that carries a link may go out: of one request, to one address, and of one partner (T10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partnercenter.outbox.models import OutboundEmail

RESEND_PAUSE = timedelta(minutes=10)
MAILS_A_DAY = 5  # for one request
MAILS_TO_ONE_ADDRESS_A_DAY = 10  # of one partner, over all its requests (T10)
DAY = timedelta(days=1)


def check_all_paces(kind: str, *, about_id: UUID, recipient_key: str, partner_id: UUID, with_pause: bool) -> None:
    """A mail of `kind` about a request may go out now: the request's own pace, and the limits of the day.

    Codes `too_soon`, `too_many`, `address_busy`, `partner_busy`.
    """
    now = timezone.now()
    mails = OutboundEmail.objects.filter(about_id=about_id, kind=kind, created_at__gte=now - DAY)
    check_pace(list(mails.values_list("created_at", flat=True)), now, with_pause=with_pause)
    check_day(count_today(kind, recipient_key=recipient_key, partner_id=partner_id))


def check_pace(sent: Sequence[datetime], now: datetime, *, with_pause: bool = True) -> None:
    """At most one mail of a request in 10 minutes and five in a day. `sent`: when its mails of the day were made.

    Without the pause only the five count. Codes `too_soon`, `too_many`.
    """
    last = max(sent, default=None)
    if with_pause and last and now - last < RESEND_PAUSE:
        raise too_soon(RESEND_PAUSE - (now - last))
    if len(sent) >= MAILS_A_DAY:
        raise ValidationError(
            _(
                "This request was sent %(number)d times in the last 24 hours, which is the most. Send it again "
                "tomorrow, or hand the text over yourself."
            ),
            code="too_many",
            params={"number": len(sent)},
        )


def too_soon(pause: timedelta) -> ValidationError:
    """The refusal that says how many minutes to wait."""
    minutes = -(-int(pause.total_seconds()) // 60)
    return ValidationError(
        ngettext(
            "This request was sent less than 10 minutes ago. Wait %(minutes)d minute before you send it again.",
            "This request was sent less than 10 minutes ago. Wait %(minutes)d minutes before you send it again.",
            minutes,
        ),
        code="too_soon",
        params={"minutes": minutes},
    )


@dataclass(frozen=True)
class Today:
    """How many mails of a kind were written in the last 24 hours."""

    of_partner_to_address: int
    to_address: int
    of_partner: int


def count_today(kind: str, *, recipient_key: str, partner_id: UUID) -> Today:
    """The mails of a kind to this address, of this partner, and of both; one query."""
    mine, there = Q(partner_id=partner_id), Q(recipient_key=recipient_key)
    mails = OutboundEmail.objects.filter(mine | there, kind=kind, created_at__gte=Now() - DAY).order_by()
    return Today(
        **mails.aggregate(
            of_partner_to_address=Count("pk", filter=mine & there),
            to_address=Count("pk", filter=there),
            of_partner=Count("pk", filter=mine),
        )
    )


def check_day(today: Today) -> None:
    """The day's limits. Codes `address_busy`, `partner_busy`.

    What other partners sent to the address is in its sum, and the words do not tell.
    """
    check_address_pace(today.of_partner_to_address)
    if today.to_address >= settings.MAILS_TO_ADDRESS_A_DAY:
        raise ValidationError(
            _(
                "The portal sends no more e-mails to this address today. Send it tomorrow, or hand the text over "
                "yourself."
            ),
            code="address_busy",
        )
    if today.of_partner >= settings.MAILS_OF_PARTNER_A_DAY:
        raise ValidationError(
            _(
                "Your company has sent %(number)d e-mails in the last 24 hours, which is the most. Send it tomorrow, "
                "or hand the text over yourself."
            ),
            code="partner_busy",
            params={"number": today.of_partner},
        )


def check_address_pace(mails_today: int) -> None:
    """At most ten mails of a partner to one address in a day, over all its requests (T10). Code `address_busy`."""
    if mails_today >= MAILS_TO_ONE_ADDRESS_A_DAY:
        raise ValidationError(
            _(
                "Your company has sent %(number)d e-mails to this address in the last 24 hours, which is the most. "
                "Send it tomorrow, or hand the text over yourself."
            ),
            code="address_busy",
            params={"number": mails_today},
        )
