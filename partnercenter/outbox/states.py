"""What a page says about a mail: a tone, a word and a sentence (words of the glossary, K37)."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from partnercenter.outbox.models import OutboundEmail

NO_SUCH_MAILBOX = "5.1.1"
ENHANCED = re.compile(r"(?<![\d.])5\.(\d{1,3}\.\d{1,3})(?![\d.])")  # RFC 3463
TOO_MUCH_STORED = 552  # of servers without enhanced codes


class Why(Enum):
    """Why a server gave a mail back, as far as the cure depends on it."""

    NO_MAILBOX = auto()
    NO_DOMAIN = auto()
    FULL = auto()
    UNWANTED = auto()  # by a rule of the recipient's side; nothing is wrong with the address
    OTHER = auto()


BY_CODE = {"1.1": Why.NO_MAILBOX, "1.2": Why.NO_DOMAIN, "1.10": Why.NO_DOMAIN, "4.4": Why.NO_DOMAIN, "2.2": Why.FULL}


@dataclass(frozen=True)
class DeliveryState:
    """`tone` is a kind of the `badge` tag; `label` stands in it; `explanation` is a sentence beside it."""

    tone: str
    label: str | Promise
    explanation: str | Promise
    icon: str = ""


WAITING = DeliveryState("plain", _("Queued"), _("The e-mail leaves within a minute."))
SENT = DeliveryState("ok", _("Sent"), _("The mail server took the e-mail over. Nobody can tell whether it was opened."))
DEFERRED = DeliveryState(
    "wait", _("Deferred"), _("The mail server did not take the e-mail yet. It is tried again by itself."), "clock"
)
FAILED = DeliveryState("bad", _("Failed"), _("The e-mail could not be delivered. Check the address and send it again."))
BOUNCED = DeliveryState("bad", _("Bounced"), _("The mailbox does not exist. Correct the address and send again."))
UNKNOWN = DeliveryState(
    "wait",
    _("Unknown"),
    _("The connection broke twice while the e-mail went out. Ask the recipient whether it arrived."),
)
DEAD = DeliveryState("bad", _("Failed"), _("The e-mail could not be written. The operator has been told."))
SENT_BACK = DeliveryState(
    "bad",
    _("Bounced"),
    _("The recipient’s mail server sent it back. Check the address and send it again, or copy the link instead."),
)
SUPPRESSED = DeliveryState(
    "bad",
    _("Suppressed"),
    _("This address cannot be delivered to. Correct the address and send again, or copy the link instead."),
)
WHY_BACK = {
    Why.NO_DOMAIN: _("No server takes e-mails for this domain. Check the part after the @, and send it again."),
    Why.FULL: _("The recipient’s mailbox is full. Copy the link instead, or send it to another address."),
    Why.UNWANTED: _(
        "The recipient’s mail server does not let this e-mail in; the address may be right. Copy the link instead, or "
        "ask the recipient to let it in."
    ),
}
MOOT = DeliveryState("quiet", _("Not sent"), _("The e-mail was not needed any more when its turn came."))

BY_STATE = {
    "queued": WAITING,
    "sending": WAITING,
    "sent": SENT,
    "deferred": DEFERRED,
    "failed": FAILED,
    "bounced": SENT_BACK,
    "unknown": UNKNOWN,
    "dead": DEAD,
    "suppressed": SUPPRESSED,
    "moot": MOOT,
}


def delivery_state(email: "OutboundEmail") -> DeliveryState:
    """What to say about a mail."""
    why = why_back(email)
    if why is Why.NO_MAILBOX:
        return BOUNCED
    said = BY_STATE[email.state]
    return replace(said, explanation=WHY_BACK[why]) if why in WHY_BACK else said


def why_back(email: "OutboundEmail") -> Why:
    """What the server's answer says of a mail that was given back; OTHER where it says nothing, and of other mails."""
    if email.state not in ("failed", "bounced"):
        return Why.OTHER
    found = ENHANCED.search(email.last_answer)
    if not found:
        return Why.FULL if email.last_code == TOO_MUCH_STORED else Why.OTHER
    return Why.UNWANTED if found.group(1).startswith("7.") else BY_CODE.get(found.group(1), Why.OTHER)
