"""A partner ends its own relationship with a customer (R-80 to R-84, decisions §6)."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from customers.directory.models import Customer
from customers.relationships.actions.ending import end_relationship
from customers.relationships.asked import is_asked_to_end
from customers.relationships.blockers import blockers_of
from customers.relationships.models import ResellerRelationship
from customers.relationships.rules import check_may_end, check_no_blockers
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def leave_customer(
    *, relationship: ResellerRelationship, reason: str = "", by: PartnerMembership
) -> ResellerRelationship:
    """End the relationship as its partner, once nothing that it sold stands in the way.

    Orders and changes wait for the customer's row as this does, so that nothing is sold or resumed between the look
    and the end. Raises `ValidationError` (`partner_suspended`, `relationship_not_active`, `reseller_cannot_end`,
    `blocked` with the names of what blocks), PermissionDenied for others than admin agents and global admins.
    """
    wait_at_most()
    Customer.objects.select_for_update(no_key=True).get(pk=relationship.customer_id)
    check_may_answer(relationship, by)
    current = ResellerRelationship.objects.select_related("partner", "provider", "customer").get(pk=relationship.pk)
    check_may_end(current, ResellerRelationship.EndedSide.PARTNER, is_asked=is_asked_to_end(current))
    check_no_blockers(blockers_of(current))
    return end_relationship(
        relationship=current, side=ResellerRelationship.EndedSide.PARTNER, reason=reason, by=by.user
    )


def check_may_answer(relationship: ResellerRelationship, by: PartnerMembership) -> None:
    """Somebody of the relationship's partner who may end relationships (decisions §9), as it is now.

    PermissionDenied; `ValidationError` (`partner_suspended`): a suspended partner reads and changes nothing (§6).
    """
    now = PartnerMembership.objects.select_related("partner").filter(pk=by.pk, left_at=None).first()
    if now is None or now.partner_id != relationship.partner_id:
        raise PermissionDenied(_("This relationship is another partner's."))
    if allowed(now.roles, Capability.END_RELATIONSHIP) is Allowed.NO:
        raise PermissionDenied(why_not(now.roles, Capability.END_RELATIONSHIP))
    if now.partner.is_suspended:
        raise ValidationError(_("Your company is suspended. What exists can still be read."), code="partner_suspended")
