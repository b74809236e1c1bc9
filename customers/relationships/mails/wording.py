"""The words of the notices about an asked end: for each occasion a subject and a text for each side."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Sentence


class Occasion(StrEnum):
    """What happened to a customer's wish; a kind of mail is `relationship.end_<occasion>_<side>`."""

    ASKED = "asked"
    REMINDED = "reminded"
    ANSWERED = "answered"
    WITHDRAWN = "withdrawn"
    ESCALATED = "escalated"
    REFUSED = "refused"


@dataclass(frozen=True)
class Words:
    """A subject, sentences that stand behind each other, and which words of a person are quoted below them."""

    subject: "Sentence"
    sentences: "tuple[Sentence, ...]"
    quoted: str = ""  # a column of the row
    title: "Sentence" = ""


PARTNER, CUSTOMER, OPERATOR = "partner", "customer", "operator"
REASON, PARTNER_SAYS = _("The reason given"), _("What the partner says")
END_OR_ANSWER = _("Answer %(until)s: end the relationship, or say why it should go on.")
OTHERWISE = _(
    "If nothing that you sold is active and you do not answer, the relationship ends by itself. Otherwise the operator "
    "decides."
)
K41 = _(
    "If nothing it sold is active and it does not answer within 30 days, the relationship ends by itself. Otherwise "
    "the operator decides. Rights can be ended at once, without asking."
)
GOES_ON = _("Until then the relationship goes on as it is.")
STILL_YOURS = _("You can still end it yourself, once nothing that you sold stands in the way.")

WORDS: dict[tuple[Occasion, str], Words] = {
    (Occasion.ASKED, PARTNER): Words(
        _("%(customer)s asks you to end the relationship"), (END_OR_ANSWER, OTHERWISE), "reason", REASON
    ),
    (Occasion.ASKED, CUSTOMER): Words(
        _("You asked %(partner)s to end the relationship"),
        (
            _("%(partner)s has been told. Nothing has changed yet."),
            K41,
            _("You can withdraw it under Partners, until it is decided."),
        ),
        *("reason", REASON),
    ),
    (Occasion.REMINDED, PARTNER): Words(
        _("%(customer)s waits for your answer"),
        (_("The customer asks you to end the relationship."), END_OR_ANSWER, OTHERWISE),
        *("reason", REASON),
    ),
    (Occasion.ANSWERED, CUSTOMER): Words(
        _("%(partner)s wants the relationship to go on"),
        (
            _("It therefore does not end by itself. If it still stands after the 30 days, the operator decides."),
            _("If the answer settles it for you, withdraw your wish under Partners."),
        ),
        *("answer", PARTNER_SAYS),
    ),
    (Occasion.WITHDRAWN, PARTNER): Words(
        _("%(customer)s no longer asks you to end the relationship"),
        (_("The relationship goes on as it is. You need not do anything."),),
    ),
    (Occasion.ESCALATED, PARTNER): Words(
        _("The operator decides about your relationship with %(customer)s"),
        (_("The customer asked you to end it, and the 30 days are over."), GOES_ON, STILL_YOURS),
    ),
    (Occasion.ESCALATED, CUSTOMER): Words(
        _("The operator decides about the relationship with %(partner)s"),
        (_("You asked for its end, and the 30 days are over."), GOES_ON, _("You are told of the decision by e-mail.")),
    ),
    (Occasion.ESCALATED, OPERATOR): Words(
        _("Decide about a relationship: %(partner)s and %(customer)s"),
        (
            _("%(customer)s asked %(partner)s to end the relationship, and the 30 days are over."),
            _("Something that was sold still lives, or the partner wants to go on. Both sides read your reason."),
        ),
        *("reason", REASON),
    ),
    (Occasion.REFUSED, PARTNER): Words(
        _("Your relationship with %(customer)s goes on"),
        (_("The customer asked for its end. The operator has left it as it is."),),
        *("decision", REASON),
    ),
    (Occasion.REFUSED, CUSTOMER): Words(
        _("The relationship with %(partner)s goes on"),
        (
            _("You asked for its end. The operator has left it as it is."),
            _("You can still end the administrator rights of the partner at once, under Partners."),
        ),
        *("decision", REASON),
    ),
}
