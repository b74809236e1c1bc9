"""A grant changes while it lives: fewer roles, another way to end, granular in the place of full."""

import uuid
from collections.abc import Collection, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.directory.models import CustomerMembership
from customers.grants.actions.end import end_grant
from customers.grants.actions.events import record_about
from customers.grants.actions.locking import lock_grant, lock_grants
from customers.grants.actions.start import write_granular_grant
from customers.grants.actors import Actor, Side, check_may_change, check_may_take_back, side_of, user_of
from customers.grants.mails.notices import Occasion, tell_both
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.grants import database_now
from customers.grants.queries.roles import available_codes
from customers.grants.rules import (
    check_active,
    check_auto_extend,
    check_fewer_roles,
    check_granular,
    check_not_over,
    check_terms,
)
from customers.grants.signals import rights_changed
from customers.grants.terms import GranularTerms
from partnercenter.audit.log import one_deed

MOST_AT_ONCE = 25  # grants whose extension is switched together


@transaction.atomic
def set_auto_extend(*, grants: Sequence[DelegatedAdminGrant], on: bool, by: Actor) -> list[DelegatedAdminGrant]:
    """Switch the extension of these grants on or off, all of them or none; answers those that changed.

    A partner switches off only, the customer both ways (decisions §6). At most 25 at once. Raises `ValidationError`
    (`too_many`, `grant_not_active`, `full_rights_whole`, `auto_extend_global_admin`), PermissionDenied.
    """
    if len(grants) > MOST_AT_ONCE:
        raise ValidationError(
            _("Choose at most %(most)d at a time. Nothing was changed.") % {"most": MOST_AT_ONCE}, code="too_many"
        )
    current = lock_grants(grants)
    for grant in current:
        check_may_switch(grant, on=on, by=by)
    changing = [grant for grant in current if grant.auto_extends != on]
    for grant in changing:
        switch(grant, on=on, by=by)
    return changing


def check_may_switch(grant: DelegatedAdminGrant, *, on: bool, by: Actor) -> None:
    """Who, and whether these rights have anything to switch."""
    check_may_change(grant, by)
    if on and side_of(by) != Side.CUSTOMER:
        raise PermissionDenied(_("Only the customer can switch the automatic extension on."))
    check_active(grant)
    check_granular(grant)
    if on:
        check_not_over(grant, database_now())
        check_auto_extend(grant.roles, auto_extends=True)


def switch(grant: DelegatedAdminGrant, *, on: bool, by: Actor) -> None:
    """The row, its event, and word to both sides."""
    grant.auto_extends, grant.auto_extend_changed_at = on, timezone.now()
    grant.save(update_fields=["auto_extends", "auto_extend_changed_at"])
    action = "grant.auto_extend_on" if on else "grant.auto_extend_off"
    event = record_about(grant, action, side=side_of(by), by=user_of(by))
    occasion = Occasion.AUTO_EXTEND_ON if on else Occasion.AUTO_EXTEND_OFF
    tell_both(occasion, grant, moment=event.public_id, side=side_of(by))


@transaction.atomic
def reduce_grant(
    *, grant: DelegatedAdminGrant, without: Collection[str], reason: str = "", by: Actor
) -> DelegatedAdminGrant:
    """Take single roles out of granular rights, at once; at least one stays (decisions §6, R-70).

    Raises `ValidationError` (`grant_not_active`, `full_rights_whole`, `roles`, `nothing_left`), PermissionDenied.
    """
    current = lock_grant(grant)
    check_may_change(current, by)
    check_active(current)
    check_granular(current)
    check_fewer_roles(current, without)
    left_out = [role for role in current.roles if role in without]
    current.roles = [role for role in current.roles if role not in without]
    current.save(update_fields=["roles"])
    event = record_about(
        current, "grant.reduced", side=side_of(by), by=user_of(by), left_out=left_out, roles=current.roles
    )
    rights_changed.send(sender=DelegatedAdminGrant, grant=current)
    tell_both(Occasion.REDUCED, current, moment=event.public_id, side=side_of(by), left_out=left_out, reason=reason)
    return current


@transaction.atomic
def replace_full_by_granular(
    *, grant: DelegatedAdminGrant, terms: GranularTerms, reason: str = "", by: CustomerMembership
) -> DelegatedAdminGrant:
    """Full rights end and granular ones begin at the same moment, as the customer chooses them (decisions §6).

    An empty name gets one that is free. Nobody has access until the partner assigns the roles to a group. Answers the
    new grant. Raises `ValidationError` (`grant_not_active`, `not_full`, `granular_not_in_cloud`, and those of
    `check_terms`), PermissionDenied.
    """
    current = lock_grant(grant)
    check_may_take_back(current, by)
    check_active(current)
    check_replaceable(current)
    named = terms if terms.name else invent_name(terms)
    check_terms(named, available=available_codes())
    with one_deed(by.user):
        ended = end_grant(grant=current, side=Side.CUSTOMER, reason=reason, by=by.user)
        begun = write_granular_grant(
            partner=current.partner, customer=current.customer, terms=named, asked=named, by=by.user
        )
    rights_changed.send(sender=DelegatedAdminGrant, grant=begun)
    tell_both(Occasion.REPLACED, begun, moment=ended.public_id, side=Side.CUSTOMER, reason=reason)
    return begun


def check_replaceable(grant: DelegatedAdminGrant) -> None:
    """Full rights, in a cloud that knows granular ones. Codes `not_full`, `granular_not_in_cloud`."""
    cloud = grant.customer.cloud
    if not grant.is_full:
        raise ValidationError(_("These rights are granular already. Leave out roles instead."), code="not_full")
    if not cloud.allows_granular_rights:
        raise ValidationError(
            _("Not available in %(cloud)s: granular rights do not exist there.") % {"cloud": cloud.name},
            code="granular_not_in_cloud",
        )


def invent_name(terms: GranularTerms) -> GranularTerms:
    """The same terms under a name of their own: the partner, whose names these are, is not there to choose one."""
    return GranularTerms(**vars(terms) | {"name": f"REPLACED-{uuid.uuid4().hex[:12].upper()}"})
