"""What a page says about a mail: a tone, a word and a sentence (words of the glossary, K37)."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from partnercenter.outbox.models import OutboundEmail

NO_SUCH_MAILBOX = "5.1.1"


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
    if email.state in ("failed", "bounced") and NO_SUCH_MAILBOX in email.last_answer:
        return BOUNCED
    return BY_STATE[email.state]
