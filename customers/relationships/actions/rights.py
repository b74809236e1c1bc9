"""Rights end, and both sides and the lists know."""

from django.db import transaction

from customers.directory.models import Customer
from customers.grants.actions import end_grant
from customers.grants.actors import check_may_manage
from customers.grants.mails.ended import tell_rights_ended
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import refresh_pair
from partnercenter.accounts.models import User
from partnercenter.partners.models import PartnerMembership


@transaction.atomic
def end_rights(*, grant: DelegatedAdminGrant, side: str, reason: str = "", by: User | None) -> DelegatedAdminGrant:
    """End a grant at once, refresh the pair and tell both sides; the relationship goes on (decisions §6, K31, K32).

    Lock order: customer, then grant. Raises `ValidationError` (`grant_not_active`) where it ended before.
    """
    Customer.objects.select_for_update(no_key=True).get(pk=grant.customer_id)
    ended = end_grant(grant=grant, side=side, reason=reason, by=by)
    refresh_pair(ended.partner, ended.customer)
    tell_rights_ended(ended)
    return ended


@transaction.atomic
def give_up_rights(*, grant: DelegatedAdminGrant, reason: str = "", by: PartnerMembership) -> DelegatedAdminGrant:
    """The partner gives rights up, as a whole (decisions §6); its duty of support stays.

    Raises `ValidationError` (`grant_not_active`, `partner_suspended`), PermissionDenied for others than an admin agent.
    """
    check_may_manage(by, of_partner=grant.partner_id)
    return end_rights(grant=grant, side=DelegatedAdminGrant.EndedSide.PARTNER, reason=reason, by=by.user)
