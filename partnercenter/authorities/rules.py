"""Whom a checked token may let in, and as what. Pure checks, each refusal with its own page (see `wording`)."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import ValidationError

from partnercenter.authorities.models import ConnectedTenant, RoleRule
from partnercenter.clouds.models import CloudRegion
from partnercenter.domains.owners import Organisation, find_owner
from partnercenter.domains.queries import domains_of, with_above
from partnercenter.teams.kinds import TeamKind


class Refused(ValidationError):
    """A sign-in that is refused; its code says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code, code=code)


def check_known(tenant: ConnectedTenant | None, cloud: CloudRegion) -> Organisation:
    """The organisation whose directory it is, in the authority's own cloud. Code `unknown_tenant`."""
    found = find_owner(tenant.owner_kind, tenant.owner_id) if tenant else None
    if found is None or found.cloud.pk != cloud.pk:
        raise Refused("unknown_tenant")
    return found


def roles_of(rules: Iterable[RoleRule], directory_roles: Sequence[str], kind: TeamKind) -> list[str]:
    """What somebody with these roles in the directory is here; empty where no rule names one of them.

    Where a person has one role, the mightiest; the rule of everybody counts for those whom no other names.
    """
    given = {rule.directory_role: rule.roles for rule in rules}
    named = [role for each in directory_roles for role in given.get(each, ())] if directory_roles else []
    meant = set(named) or set(given.get("", ()))
    ordered = [str(role.value) for role in kind.roles if role.value in meant]  # the smallest first
    return ordered if kind.has_several else ordered[-1:]


def check_address_trusted(organisation: Organisation, domain: str) -> None:
    """An address is taken as proven only below a confirmed domain of the organisation. Code `address_unconfirmed`."""
    confirmed = domains_of(organisation).filter(confirmed_at__isnull=False, domain__in=with_above(domain))
    if not domain or not confirmed.exists():
        raise Refused("address_unconfirmed")


def check_no_operator(user: Any) -> None:
    """Operators reach all organisations, so no organisation's directory vouches for one. Code `operator`."""
    if getattr(user, "is_staff", False):
        raise Refused("operator")
