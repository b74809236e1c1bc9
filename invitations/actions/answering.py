"""What accepting and declining share: the locks, the person's earlier answer, the row of evidence."""

from collections.abc import Iterable
from uuid import UUID

from django.db import connection, transaction
from django.utils import timezone

from customers.directory.models import Customer, CustomerMembership
from invitations import receipts
from invitations.actions.locking import hold_rows
from invitations.case import Case, Decision
from invitations.models import Acceptance, Invitation, InvitationLink
from invitations.queries.accepting import links
from invitations.rules.obstacles import Obstacle
from partnercenter.accounts.models import User
from partnercenter.links.numbers import new_number
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.models import Partner

PARTNER_STATE = ("status", "programme_agreement_version")  # what the gate asks of partners
HOLD_MEMBER = f"""
    SELECT membership.id FROM {Customer._meta.db_table} AS customer
    JOIN {CustomerMembership._meta.db_table} AS membership ON membership.customer_id = customer.id
    WHERE customer.public_id = %s AND membership.user_id = %s AND membership.left_at IS NULL
    FOR NO KEY UPDATE OF customer FOR SHARE OF membership
"""  # noqa: S608 - names of our own tables


class Stopped(Exception):
    """The gate, asked again under the lock, found an obstacle."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.template)
        self.obstacle = obstacle


class TermsChanged(Exception):
    """What was shown is not what would be accepted any more: show `decision`, as it stands now (bad input 69)."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.invitation.number)
        self.decision = decision


def lock_invitation(link: InvitationLink) -> InvitationLink:
    """Lock the request, first of all rows, and read its link afresh. Waits 3 seconds at most (D8).

    The lock is taken alone and everything else is read after it: a joined row would be as old as the wait.
    """
    wait_at_most()
    Invitation.objects.select_for_update().only("pk").get(pk=link.invitation_id)
    return links().get(pk=link.pk)


def hold(partners: Iterable[Partner]) -> None:
    """Keep the partners as they are until the end of the transaction: nobody suspends one meanwhile.

    What was read of them before the wait may be old, so their state is read again with the lock.
    """
    by_key = {partner.pk: partner for partner in partners}
    for key, *state in hold_rows(Partner._meta.db_table, list(by_key), columns=PARTNER_STATE):
        for name, value in zip(PARTNER_STATE, state, strict=True):
            setattr(by_key[key], name, value)


def hold_member(user: User, chosen: UUID) -> None:
    """Lock the chosen customer, then keep the person's membership: its role counts until the transaction's end.

    Locks nothing where the person is no member. PostgreSQL takes the locks of a row in the order of the clauses.
    """
    with connection.cursor() as cursor:
        cursor.execute(HOLD_MEMBER, [chosen, user.pk])


def earlier_answer(invitation: Invitation, *, outcome: str, customer: Customer | None, by: User) -> Acceptance | None:
    """The same answer by the same person, given before (double click, back, two tabs): the result to show again."""
    given = invitation.acceptances.filter(outcome=outcome, decided_by=by)
    return given.filter(customer=customer).first() if invitation.is_reusable else given.first()


def keep_answer(case: Case, *, outcome: str, terms: dict[str, object], by: User, **facts: object) -> Acceptance:
    """The row of evidence, with its receipt. Never changes afterwards."""
    now = timezone.now()
    answer = Acceptance(
        invitation=case.invitation,
        link=case.link,
        customer=case.membership.customer if case.membership else None,
        outcome=outcome,
        decided_at=now,
        decided_by=by,
        decided_as=case.membership.role if case.membership else "",
        is_single_use=not case.invitation.is_reusable,
        language=case.language,
        terms=terms,
        receipt=new_number("A", now.year),
        **facts,
    )
    answer.receipt_hash = receipts.seal(answer)
    answer.save(force_insert=True)
    return answer


def end_invitation(invitation: Invitation, status: str, *, by: User) -> None:
    """Move the request to its end; a terminal request never moves again."""
    invitation.status, invitation.ended_at, invitation.ended_by = status, timezone.now(), by
    invitation.save(update_fields=["status", "ended_at", "ended_by"])


def case_again(case: Case, link: InvitationLink, chosen: UUID | None) -> Case:
    """The same person before the same link, read afresh under the lock."""
    assert transaction.get_connection().in_atomic_block  # noqa: S101
    return Case(link=link, user=case.user, chosen=chosen, language=case.language)
