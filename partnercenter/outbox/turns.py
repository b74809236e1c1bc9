"""Whose turn it is with something that is mailed; and the one rule for a mail that did not arrive (K37)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.states import Why, why_back

ANY_REASON = gettext_lazy(
    "Check the address. If you correct it, there is a new link, and the old one stops working. Or copy the link "
    "and hand it over yourself."
)
WHY_LOST = {
    Why.NO_MAILBOX: gettext_lazy(
        "The mailbox does not exist. Correct the address and send again. That makes a new link; the old one stops "
        "working. Or copy the link and hand it over yourself."
    ),
    Why.NO_DOMAIN: gettext_lazy(
        "No server takes e-mails for this domain. Correct the address and send again. That makes a new link; the old "
        "one stops working."
    ),
    Why.FULL: gettext_lazy(
        "The recipient’s mailbox is full. Copy the link and hand it over yourself. Or enter another address: that "
        "makes a new link, and the old one stops working."
    ),
    Why.UNWANTED: gettext_lazy(
        "The recipient’s mail server does not let this e-mail in; the address may be right. Copy the link and hand it "
        "over yourself, or ask the recipient to let e-mails of the portal in."
    ),
}


@dataclass(frozen=True)
class Turn:
    """Title, sentence, and the days that are left (None where no clock runs)."""

    title: str
    text: str
    days_left: int | None = None


def lost_mail(
    mails: Sequence[OutboundEmail], kinds: Collection[str], *, read_at: datetime | None = None
) -> OutboundEmail | None:
    """The mail over which an open request waits for its sender: the newest of `kinds`, if it did not arrive.

    `mails` come the newest first. One that was not needed any more (`moot`) says nothing about the address, and who
    read the request after the mail was made has it by another way.
    """
    told = (mail for mail in mails if mail.kind in kinds and mail.state != OutboundEmail.State.MOOT)
    newest = next(told, None)
    if newest is None or newest.state not in OutboundEmail.UNDELIVERED:
        return None
    return None if read_at and read_at > newest.created_at else newest


def is_for_address(lost: OutboundEmail | None) -> bool:
    """Whether another address may be the cure; else the portal could not write the mail, and only the link helps."""
    return lost is not None and lost.state != OutboundEmail.State.DEAD


def lost_turn(mail: OutboundEmail, left: int | None) -> Turn:
    """It is the sender's turn, with why and what to do now."""
    title = _("The e-mail to %(address)s did not arrive. It is your turn.") % {"address": mail.recipient}
    return Turn(title, why_lost(mail), left)


def why_lost(mail: OutboundEmail) -> str:
    """The reason as far as it is known, and the way on; one that the portal could not write is no address's fault."""
    if not is_for_address(mail):
        return _("The portal could not write it; the operator has been told. Copy the link and hand it over yourself.")
    return str(WHY_LOST.get(why_back(mail), ANY_REASON))
