"""Checks on relationships, and on the mark that ends a duty of support (decisions §6)."""

from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from customers.relationships.blockers import Blocker
from customers.relationships.models import AskedEnd, ResellerRelationship
from customers.relationships.models.asked import WORDS_LENGTH
from partnercenter.pages.sentences import listed
from partnercenter.partners.models import Capacity

Side = ResellerRelationship.EndedSide


def check_may_end(relationship: ResellerRelationship, side: str, *, is_asked: bool = False) -> None:
    """It stands, and this side can end it: a reseller only where the customer has asked it to, since otherwise its
    provider ends its own (R-6B).

    Codes `relationship_not_active`, `reseller_cannot_end`.
    """
    if relationship.status != ResellerRelationship.Status.ACTIVE:
        raise ValidationError(_("This relationship has ended already."), code="relationship_not_active")
    if side == Side.PARTNER and relationship.capacity == Capacity.RESELLER and not is_asked:
        raise ValidationError(
            _("An indirect reseller cannot end a relationship. Ask %(provider)s, your provider, to end its own."),
            code="reseller_cannot_end",
            params={"provider": relationship.provider},
        )


def check_no_blockers(blockers: Sequence[Blocker]) -> None:
    """Nothing that was sold stands in the way; the refusal names every piece (R-80, R-84, K40). Code `blocked`."""
    if blockers:
        raise ValidationError(say_blockers(blockers), code="blocked")


def say_blockers(blockers: Sequence[Blocker]) -> str:
    """K40 without its title."""
    number = len(blockers)
    words = ngettext(
        "This item has to end first: %(list)s. For a subscription, suspending it is enough.",
        "These %(n)s items have to end first: %(list)s. For a subscription, suspending it is enough.",
        number,
    )
    return words % {"n": number, "list": listed(each.name for each in blockers)}


def check_not_asked(is_asked: bool) -> None:
    """One wish at a time. Code `asked_already`."""
    if is_asked:
        raise ValidationError(_("The partner has been asked to end this relationship already."), code="asked_already")


def check_asked_move(asked: AskedEnd, to: str) -> None:
    """Only the moves of the table. Code `asked_moved_on`."""
    if to not in AskedEnd.MOVES[AskedEnd.Status(asked.status)]:
        raise ValidationError(
            _("This has moved on meanwhile. Read the page again to see where it stands."), code="asked_moved_on"
        )


def check_answer(answer: str) -> None:
    """A partner that wants to go on says why. Code `answer_missing`."""
    if not answer.strip():
        raise ValidationError(_("Say why the relationship should go on, or what you propose."), code="answer_missing")


def check_decision(reason: str) -> None:
    """An operator's decision has a reason that fits. Code `reason_missing`."""
    if not reason.strip() or len(reason) > WORDS_LENGTH:
        raise ValidationError(_("Enter a reason. Both sides read it."), code="reason_missing")


def check_escalated(asked: AskedEnd) -> None:
    """It lies with the operators: not before the 30 days are over, and once. Code `not_escalated`."""
    if asked.status != AskedEnd.Status.ESCALATED:
        raise ValidationError(
            _("This does not wait for an operator: the partner still has time to answer, or it is settled."),
            code="not_escalated",
        )


def check_renegotiated_on(day: date, *, today: date) -> None:
    """A contract was renegotiated today or before. Code `future_day`."""
    if day > today:
        raise ValidationError(_("Enter a day that is not in the future."), code="future_day")


def check_owes_support(owes: bool) -> None:
    """Only a duty that stands can be ended. Code `no_duty`."""
    if not owes:
        raise ValidationError(
            _(
                "This partner owes this customer no support: nothing is in force between them, or the contract is "
                "marked as renegotiated already."
            ),
            code="no_duty",
        )


def check_not_withdrawn(is_withdrawn: bool) -> None:
    """A mark is taken back once. Code `withdrawn_already`."""
    if is_withdrawn:
        raise ValidationError(_("This mark was taken back already."), code="withdrawn_already")
