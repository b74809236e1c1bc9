"""A customer asks a partner to end a relationship, or takes that back; the partner says why it wants to go on (§6)."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.days import end_after
from customers.grants.queries.grants import database_now
from customers.relationships.actions.asked import Status, lock_asked, log_asked, move_asked
from customers.relationships.actions.leaving import check_may_answer
from customers.relationships.mails.asked import Occasion, tell_asked
from customers.relationships.models import AskedEnd, ResellerRelationship
from customers.relationships.rules import check_answer, check_may_end, check_not_asked
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.models import PartnerMembership

ANSWER_DAYS = 30
Side = ResellerRelationship.EndedSide


@transaction.atomic
def ask_to_end(*, relationship: ResellerRelationship, reason: str = "", by: CustomerMembership) -> AskedEnd:
    """Put the end of the relationship before its partner, who has 30 days to answer. Nothing ends yet (K41).

    Raises `ValidationError` (`relationship_not_active`, `asked_already`), PermissionDenied for others than global
    administrators of the customer.
    """
    wait_at_most()
    customer = Customer.objects.select_for_update(no_key=True).get(pk=relationship.customer_id)
    check_may_ask(relationship, by)
    current = ResellerRelationship.objects.select_related("partner", "customer__cloud").get(pk=relationship.pk)
    check_may_end(current, Side.CUSTOMER)
    check_not_asked(current.asked_ends.filter(status__in=AskedEnd.OPEN).exists())
    answer_by = end_after(ANSWER_DAYS, start=database_now(), zone=customer.time_zone)
    asked = AskedEnd.objects.create(relationship=current, reason=reason, asked_by=by.user, answer_by=answer_by)
    log_asked("relationship.end_asked", asked, side=Side.CUSTOMER, by=by.user, answer_by=answer_by.isoformat())
    tell_asked(Occasion.ASKED, asked)
    return asked


@transaction.atomic
def withdraw_asked_end(*, asked: AskedEnd, by: CustomerMembership) -> AskedEnd:
    """Take the wish back; the relationship goes on. Raises `ValidationError` (`asked_moved_on`), PermissionDenied."""
    current = lock_asked(asked)
    check_may_ask(current.relationship, by)
    move_asked(current, Status.WITHDRAWN, closed_at=timezone.now(), closed_by=by.user)
    log_asked("relationship.end_withdrawn", current, side=Side.CUSTOMER, by=by.user)
    tell_asked(Occasion.WITHDRAWN, current)
    return current


@transaction.atomic
def answer_asked_end(*, asked: AskedEnd, answer: str, by: PartnerMembership) -> AskedEnd:
    """The partner says why it wants to go on, or what it proposes: then nothing ends by itself any more.

    Raises `ValidationError` (`answer_missing`, `asked_moved_on`, `partner_suspended`), PermissionDenied.
    """
    check_answer(answer)
    current = lock_asked(asked)
    check_may_answer(current.relationship, by)
    move_asked(current, Status.ANSWERED, answer=answer, answered_at=timezone.now(), answered_by=by.user)
    log_asked("relationship.end_answered", current, side=Side.PARTNER, by=by.user)
    tell_asked(Occasion.ANSWERED, current)
    return current


def check_may_ask(relationship: ResellerRelationship, by: CustomerMembership) -> None:
    """PermissionDenied unless the person is a global administrator of the customer now (decisions §9)."""
    admins = CustomerMembership.objects.filter(pk=by.pk, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    if not admins.filter(customer=relationship.customer_id).exists():
        raise PermissionDenied(_("Only a global administrator of the organisation can ask for this."))
