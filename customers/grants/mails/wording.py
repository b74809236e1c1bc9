"""The words of the notices about rights: for each occasion a subject and a text for either side."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Sentence


class Occasion(StrEnum):
    """What happened to rights; a kind of mail is `grant.<occasion>_<side>`."""

    ENDING = "ending"
    EXPIRED = "expired"
    EXTENDED = "extended"
    AUTO_EXTEND_ON = "auto_extend_on"
    AUTO_EXTEND_OFF = "auto_extend_off"
    REDUCED = "reduced"
    REPLACED = "replaced"
    UNUSED = "unused"
    INVITED = "invited"


@dataclass(frozen=True)
class Words:
    """A subject, and sentences that stand behind each other, each with the same placeholders."""

    subject: "Sentence"
    sentences: "tuple[Sentence, ...]"


PARTNER, CUSTOMER = "partner", "customer"
DAYS_LEFT = ngettext_lazy("%(days)d day is left.", "%(days)d days are left.", "days")
LAST_DAY = _("Today is the last day.")
STAFF_OUT = _("Its staff can no longer do what these rights allowed.")
STAYS = _("The relationship and your subscriptions stay.")
IN_STEPS = _("They extend by 180 days at a time, until you or %(partner)s turn that off.")
NO_ACTION = _("You need not do anything.")

WORDS: dict[tuple[Occasion, str], Words] = {
    (Occasion.ENDING, PARTNER): Words(
        _("Your administrator rights at %(customer)s end on %(date)s"),
        (_("To go on after that day, ask the customer again: any extension is a new request."),),
    ),
    (Occasion.ENDING, CUSTOMER): Words(
        _("The administrator rights of %(partner)s end on %(date)s"),
        (_("After that day its staff can no longer do what these rights allow."), NO_ACTION),
    ),
    (Occasion.EXPIRED, PARTNER): Words(
        _("Your administrator rights at %(customer)s ended on %(date)s"),
        (_("Their time was over. To have rights again, ask the customer for them."),),
    ),
    (Occasion.EXPIRED, CUSTOMER): Words(
        _("The administrator rights of %(partner)s ended on %(date)s"),
        (_("Their time was over."), STAFF_OUT, STAYS),
    ),
    (Occasion.EXTENDED, PARTNER): Words(
        _("Your administrator rights at %(customer)s go on until %(date)s"),
        (_("They were extended automatically by 180 days. You or the customer can turn that off at any time."),),
    ),
    (Occasion.EXTENDED, CUSTOMER): Words(
        _("The administrator rights of %(partner)s go on until %(date)s"),
        (
            _("They were extended automatically by 180 days, as you allowed."),
            _("You can turn that off, or end the rights at once, on any day under Partners."),
        ),
    ),
    (Occasion.AUTO_EXTEND_ON, PARTNER): Words(
        _("Your administrator rights at %(customer)s now extend automatically"),
        (
            _("The customer turned the automatic extension on."),
            _("The rights extend by 180 days at a time, until you or the customer turn that off."),
        ),
    ),
    (Occasion.AUTO_EXTEND_ON, CUSTOMER): Words(
        _("The administrator rights of %(partner)s now extend automatically"),
        (_("You turned the automatic extension on."), IN_STEPS),
    ),
    (Occasion.AUTO_EXTEND_OFF, PARTNER): Words(
        _("Your administrator rights at %(customer)s no longer extend automatically"),
        (_("They end on %(date)s. Only the customer can turn the extension on again."),),
    ),
    (Occasion.AUTO_EXTEND_OFF, CUSTOMER): Words(
        _("The administrator rights of %(partner)s no longer extend automatically"),
        (_("They end on %(date)s. You can turn the extension on again under Partners."),),
    ),
    (Occasion.REDUCED, PARTNER): Words(
        _("You have fewer administrator rights at %(customer)s"),
        (_("The roles below no longer belong to your rights. The other roles stay as they are."),),
    ),
    (Occasion.REDUCED, CUSTOMER): Words(
        _("%(partner)s has fewer administrator rights"),
        (_("The roles below no longer belong to its rights. The other roles stay as they are."),),
    ),
    (Occasion.REPLACED, PARTNER): Words(
        _("%(customer)s replaced your full rights by granular rights"),
        (
            _("Your full rights ended, and the roles below began at the same moment. They end on %(date)s."),
            _("Nobody of yours has access until you assign the roles to a security group."),
        ),
    ),
    (Occasion.REPLACED, CUSTOMER): Words(
        _("You replaced the full rights of %(partner)s by granular rights"),
        (
            _("The full rights ended, and the roles below began at the same moment. They end on %(date)s."),
            STAYS,
        ),
    ),
    (Occasion.UNUSED, PARTNER): Words(
        _("Your full rights at %(customer)s have not been used for 90 days"),
        (
            _("Rights that nobody uses are a risk for the customer."),
            _("Give them up, or ask for granular rights instead. The relationship goes on."),
        ),
    ),
    (Occasion.UNUSED, CUSTOMER): Words(
        _("The full rights of %(partner)s have not been used for 90 days"),
        (
            _("Rights that nobody uses are a risk."),
            _("You can end them, or replace them by granular rights, under Partners."),
            STAYS,
        ),
    ),
    (Occasion.INVITED, PARTNER): Words(
        _("%(customer)s invites you to ask for administrator rights"),
        (
            _("Open the customer's record and make a request for the rights that you need."),
            _("The customer decides on it as on any other request."),
        ),
    ),
}
BY_WHOM: dict[str, "Sentence"] = {
    PARTNER: _("%(partner)s made this change."),
    CUSTOMER: _("%(customer)s made this change."),
    "operator": _("The operator made this change."),
}
