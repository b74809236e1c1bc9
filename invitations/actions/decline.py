"""The customer declines; nothing changes but the request (decisions §5)."""

from django.db import IntegrityError, transaction

from customers.directory.models import Customer
from invitations import terms
from invitations.actions import answering
from invitations.case import Case
from invitations.gate import inspect_decline
from invitations.mails.answers import tell_declined
from invitations.models import Acceptance, Invitation
from invitations.rules.obstacles import Dead
from partnercenter.accounts.models import User
from partnercenter.audit.log import record


def decline(*, case: Case, reason: str = "", by: User) -> Acceptance:
    """Decline the opened request, with an optional reason. The same person's second try gives the first result.

    An addressee needs no organisation. A single-use request ends; a reusable one lives on and records the answer
    for the organisation. Raises `Stopped`.
    """
    try:
        return decline_once(case=case, reason=reason, by=by)
    except IntegrityError:
        raise answering.Stopped(Dead("used")) from None


@transaction.atomic
def decline_once(*, case: Case, reason: str, by: User) -> Acceptance:
    link = answering.lock_invitation(case.link)
    customer = answering_customer(case)
    declined = Acceptance.Outcome.DECLINED
    earlier = answering.earlier_answer(link.invitation, outcome=declined, customer=customer, by=by)
    if earlier:
        return earlier
    case = answering.case_again(case, link, customer.public_id if customer else case.chosen)
    obstacle = inspect_decline(case)
    if obstacle:
        raise answering.Stopped(obstacle)
    answer = write_down(case, reason, by=by)
    if not link.invitation.is_reusable:
        answering.end_invitation(link.invitation, Invitation.Status.DECLINED, by=by)
    tell_declined(answer)
    return answer


def answering_customer(case: Case) -> Customer | None:
    """For whom the person declines: the organisation the gate found, none for a bare mailbox."""
    inspect_decline(case)
    return case.membership.customer if case.membership else None


def write_down(case: Case, reason: str, *, by: User) -> Acceptance:
    """The event and the evidence; the words of the reason stay out of the log."""
    asked, customer = case.invitation, case.membership.customer if case.membership else None
    event = record(
        "invitation.declined",
        about=asked,
        by=by,
        side="customer",
        cloud_code=asked.cloud.code,
        partner_id=asked.partner.public_id,
        customer_id=customer.public_id if customer else None,
        details={"with_reason": bool(reason)},
    )
    return answering.keep_answer(
        case,
        outcome=Acceptance.Outcome.DECLINED,
        terms=terms.facts_of(asked),
        reason=reason,
        by=by,
        trace_id=event.trace_id,
    )
