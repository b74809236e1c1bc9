"""Checks on grants (decisions §6): pure, each with a code."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from customers.grants.models import (
    GLOBAL_ADMINISTRATOR,
    GROUP_NAME_LENGTH,
    LONGEST_DAYS,
    NAME_LENGTH,
    SHORTEST_DAYS,
    DelegatedAdminGrant,
)
from customers.grants.terms import GranularTerms


def check_active(grant: DelegatedAdminGrant) -> None:
    """Only rights in force can end. Raises `ValidationError` (`grant_not_active`)."""
    if grant.status != DelegatedAdminGrant.Status.ACTIVE:
        raise ValidationError(_("These rights have ended already."), code="grant_not_active")


def check_not_over(grant: DelegatedAdminGrant, now: datetime) -> None:
    """Rights past their end are over, also where the job has not marked them yet. Code `grant_not_active`."""
    if grant.ends_at is not None and grant.ends_at <= now:
        raise ValidationError(_("These rights have ended already."), code="grant_not_active")


def check_granular(grant: DelegatedAdminGrant) -> None:
    """Full rights are all or nothing, without end (decisions §5). Code `full_rights_whole`."""
    if grant.is_full:
        raise ValidationError(
            _("Full rights have no end date and no single roles. End them as a whole, or replace them."),
            code="full_rights_whole",
        )


def check_terms(terms: GranularTerms, *, available: Collection[str]) -> None:
    """Everything that granular rights need, whoever asks. `available`: the codes of the roles that may be asked for.

    Codes `grant_name`, `roles`, `days`, `auto_extend_global_admin`.
    """
    check_name(terms.name)
    check_roles(terms.roles, available=available)
    check_days(terms.days)
    check_auto_extend(terms.roles, auto_extends=terms.auto_extends)


def check_name(name: str) -> None:
    """1 to 50 characters (R-100). Code `grant_name`."""
    if not name.strip() or len(name) > NAME_LENGTH:
        raise ValidationError(
            _("Enter a name of 1 to %(most)d characters."), code="grant_name", params={"most": NAME_LENGTH}
        )


def check_group_name(name: str) -> None:
    """1 to 100 characters. Code `group_name`."""
    if not name.strip() or len(name) > GROUP_NAME_LENGTH:
        raise ValidationError(
            _("Enter a name of 1 to %(most)d characters."), code="group_name", params={"most": GROUP_NAME_LENGTH}
        )


def check_roles(roles: Collection[str], *, available: Collection[str]) -> None:
    """At least one role, each once, and each one of those that there are (R-100). Code `roles`."""
    if not roles:
        raise ValidationError(_("Choose at least one role."), code="roles")
    if len(set(roles)) < len(roles) or not set(roles) <= set(available):
        raise ValidationError(_("Choose roles from the list, each once."), code="roles")


def check_days(days: int) -> None:
    """1 to 730 days (R-100). Code `days`."""
    if not SHORTEST_DAYS <= days <= LONGEST_DAYS:
        raise ValidationError(
            _("Enter a duration from %(least)d to %(most)d days."),
            code="days",
            params={"least": SHORTEST_DAYS, "most": LONGEST_DAYS},
        )


def check_auto_extend(roles: Collection[str], *, auto_extends: bool) -> None:
    """Never together with Global Administrator (R-101). Code `auto_extend_global_admin`."""
    if auto_extends and GLOBAL_ADMINISTRATOR in roles:
        raise ValidationError(
            _(
                "Rights that include the role Global Administrator cannot extend automatically. Leave out the role or "
                "the extension."
            ),
            code="auto_extend_global_admin",
        )


def check_within(granted: GranularTerms, *, asked: GranularTerms) -> None:
    """The customer drops roles, shortens and switches the extension off; it never widens (decisions §5).

    Codes `roles` (none left), `days` (out of range), `widened`.
    """
    check_roles(granted.roles, available=asked.roles)
    check_days(granted.days)
    if granted.days > asked.days or granted.auto_extends > asked.auto_extends or granted.name != asked.name:
        raise ValidationError(
            _("You can allow fewer roles and a shorter time than the partner asks for, never more."), code="widened"
        )


def check_fewer_roles(grant: DelegatedAdminGrant, without: Collection[str]) -> None:
    """Some of the grant's roles, and one stays at least. Codes `roles`, `nothing_left`."""
    if not without or not set(without) <= set(grant.roles):
        raise ValidationError(_("Choose the roles to leave out from those of these rights."), code="roles")
    if set(without) == set(grant.roles):
        raise ValidationError(
            _("At least one role has to stay. To take back all of them, end the rights."), code="nothing_left"
        )
