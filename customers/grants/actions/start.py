"""A grant begins, in the transaction of an answer. The pair's row in lists is the caller's to refresh."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.grants.actions.events import record_about
from customers.grants.days import end_after
from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.grants import holds_full_rights, is_name_taken
from customers.grants.rules import check_auto_extend, check_within
from customers.grants.terms import GranularTerms
from partnercenter.accounts.models import User
from partnercenter.partners.models import Partner

Kind = DelegatedAdminGrant.Kind


@transaction.atomic
def start_full_grant(*, partner: Partner, customer: Customer, by: User) -> DelegatedAdminGrant:
    """Full rights of `partner` at `customer`, without end, granted by the customer's `by` (decisions §6).

    In the caller's transaction, with the customer's row locked there. Raises `ValidationError` with the code
    `full_rights_already` where a full grant of this pair is active (one for each pair).
    """
    if holds_full_rights(partner, customer):
        raise ValidationError(
            _("%(partner)s already holds full rights."),
            code="full_rights_already",
            params={"partner": partner.legal_name},
        )
    return write_full_grant(partner=partner, customer=customer, by=by)


def write_full_grant(*, partner: Partner, customer: Customer, by: User) -> DelegatedAdminGrant:
    """The new row and its event, for a caller that has looked under the customer's lock: no full grant stands."""
    return write(partner=partner, customer=customer, kind=Kind.FULL, starts_at=timezone.now(), by=by)


def write_granular_grant(
    *, partner: Partner, customer: Customer, terms: GranularTerms, asked: GranularTerms, by: User
) -> DelegatedAdminGrant:
    """Granular rights as the customer allows them: `terms` within what was `asked` (decisions §5, R-100, R-107).

    For a caller that holds the customer's lock. They end with the last of `terms.days` days after today in the
    customer's zone. Raises `ValidationError`: `roles`, `days`, `widened`, `auto_extend_global_admin`, `name_taken`.
    """
    check_within(terms, asked=asked)
    check_auto_extend(terms.roles, auto_extends=terms.auto_extends)
    check_name_free(partner, terms.name)
    now = timezone.now()
    return write(
        partner=partner,
        customer=customer,
        kind=Kind.GRANULAR,
        starts_at=now,
        name=terms.name,
        roles=[role for role in asked.roles if role in terms.roles],
        days=terms.days,
        ends_at=end_after(terms.days, start=now, zone=customer.time_zone),
        auto_extends=terms.auto_extends,
        by=by,
    )


def check_name_free(partner: Partner, name: str) -> None:
    """The name is unique over the partner's grants in force (R-100); a unique index is the backstop.

    Whoever makes a request with a name calls this after its row is written, so that an acceptance under way, which
    turns the request of the same name into a grant, has been waited for. Code `name_taken`.
    """
    if is_name_taken(partner, name):
        raise ValidationError(
            _("You already have rights with this name. Choose another name."),
            code="name_taken",
        )


def write(
    *, partner: Partner, customer: Customer, kind: str, starts_at: Any, by: User, **facts: Any
) -> DelegatedAdminGrant:
    """The row, and its event with the facts that the later ones build on."""
    grant = DelegatedAdminGrant.objects.create(
        partner=partner, customer=customer, kind=kind, starts_at=starts_at, granted_by=by, **facts
    )
    record_about(grant, "grant.started", side="customer", by=by, **facts_for_log(grant))
    return grant


def facts_for_log(grant: DelegatedAdminGrant) -> dict[str, Any]:
    """What the log needs to explain every later state; not the name, which is free text."""
    if grant.is_full:
        return {}
    ends_at = grant.ends_at.isoformat() if grant.ends_at else None
    return {"roles": grant.roles, "days": grant.days, "ends_at": ends_at, "auto_extends": grant.auto_extends}
