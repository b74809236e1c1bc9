"""A relationship ends, and what hangs on it: resellers' behind a provider's, the rights behind a pair's last one."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.actions import end_grant
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions.asked import close_asked
from customers.relationships.asked import is_asked_to_end
from customers.relationships.index import refresh_locked_pair
from customers.relationships.mails.ends import tell_relationship_ended
from customers.relationships.models import ResellerRelationship
from customers.relationships.rules import check_may_end
from customers.relationships.signals import relationship_ended
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.models import Capacity, Partner

Active, Side = ResellerRelationship.Status.ACTIVE, ResellerRelationship.EndedSide


@transaction.atomic
def end_relationship(
    *, relationship: ResellerRelationship, side: str, reason: str = "", by: User | None
) -> ResellerRelationship:
    """End an active relationship at once; `side` is one of `ResellerRelationship.EndedSide`, `by` None for a job.

    A provider's takes the resellers' made through it along; a pair whose last relationship this was loses its
    rights (decisions §6). Subscriptions stay as they are. Whether something sold stands in the way is the caller's
    question. Lock order: customer, relationships, grants. Raises `ValidationError` (`relationship_not_active`,
    `reseller_cannot_end`).
    """
    wait_at_most()
    customer = Customer.objects.select_for_update(no_key=True).get(pk=relationship.customer_id)
    current = locked().get(pk=relationship.pk)
    is_wished = side == Side.OPERATOR or is_asked_to_end(current)  # an operator ends only what a customer asked for
    check_may_end(current, side, is_asked=is_wished)
    ending = [current, *resold_through(current)]
    for each in ending:
        end_one(each, side=side, reason=reason, is_wished=is_wished and each is current, by=by)
        close_asked(each, by=by)
    for partner in {each.partner_id: each.partner for each in ending}.values():
        end_rights_left_alone(partner, customer, by=by)
        refresh_locked_pair(partner, customer)
    tell_relationship_ended(ending)
    return current


def locked() -> QuerySet[ResellerRelationship]:
    """Relationships, locked and read with both sides."""
    rows = ResellerRelationship.objects.select_for_update(of=("self",))
    return rows.select_related("partner", "provider", "customer__cloud")


def resold_through(relationship: ResellerRelationship) -> Iterable[ResellerRelationship]:
    """The resellers' active relationships that were made through a provider's; none for other capacities."""
    if relationship.capacity != Capacity.PROVIDER:
        return []
    through = locked().filter(provider=relationship.partner_id, customer=relationship.customer_id, status=Active)
    return through.order_by("pk")


def end_one(relationship: ResellerRelationship, *, side: str, reason: str, is_wished: bool, by: User | None) -> None:
    """The row's end and its event; the words of the reason stay out of the log (they may name persons)."""
    relationship.status = ResellerRelationship.Status.ENDED
    relationship.ended_at, relationship.ended_by = timezone.now(), by
    relationship.ended_side, relationship.end_reason = Side(side), reason
    relationship.save(update_fields=["status", "ended_at", "ended_by", "ended_side", "end_reason"])
    record(
        "relationship.ended",
        about=relationship,
        by=by,
        side=side,
        cloud_code=relationship.customer.cloud.code,
        partner_id=relationship.partner.public_id,
        customer_id=relationship.customer.public_id,
        details={"capacity": relationship.capacity, **({"wished": True} if is_wished else {})},
    )
    relationship_ended.send(sender=ResellerRelationship, relationship=relationship, by=by)


def end_rights_left_alone(partner: Partner, customer: Customer, *, by: User | None) -> None:
    """The pair's rights, where no relationship of the pair is left."""
    pair = {"partner": partner, "customer": customer}
    if ResellerRelationship.objects.filter(**pair, status=Active).exists():
        return
    for grant in DelegatedAdminGrant.objects.filter(**pair, status=DelegatedAdminGrant.Status.ACTIVE).order_by("pk"):
        end_grant(grant=grant, side=DelegatedAdminGrant.EndedSide.SYSTEM, by=by)
