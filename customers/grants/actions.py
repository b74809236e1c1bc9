"""A grant begins and ends. The pair's row in lists is refreshed by `customers.relationships`, which lies above."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.grants.rules import check_active
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.partners.models import Partner

Side = DelegatedAdminGrant.EndedSide
ONE_FULL = "delegatedadmingrant_one_full"


@transaction.atomic
def start_full_grant(*, partner: Partner, customer: Customer, by: User) -> DelegatedAdminGrant:
    """Full rights of `partner` at `customer`, without end, granted by the customer's `by` (decisions §6).

    In the caller's transaction, with the customer's row locked there. Raises `ValidationError` with the code
    `full_rights_already` where a full grant of this pair is active (one for each pair).
    """
    full = DelegatedAdminGrant.objects.filter(partner=partner, customer=customer, kind="full", status="active")
    if full.exists():
        raise ValidationError(
            _("%(partner)s already holds full rights."),
            code="full_rights_already",
            params={"partner": partner.legal_name},
        )
    return write_full_grant(partner=partner, customer=customer, by=by)


def write_full_grant(*, partner: Partner, customer: Customer, by: User) -> DelegatedAdminGrant:
    """The new row and its event, for a caller that has looked under the customer's lock: no full grant stands."""
    grant = DelegatedAdminGrant.objects.create(
        partner=partner,
        customer=customer,
        kind=DelegatedAdminGrant.Kind.FULL,
        starts_at=timezone.now(),
        granted_by=by,
    )
    record_about(grant, "grant.started", side=Side.CUSTOMER, by=by)
    return grant


@transaction.atomic
def end_grant(*, grant: DelegatedAdminGrant, side: str, reason: str = "", by: User | None) -> DelegatedAdminGrant:
    """End an active grant at once; `side` is one of `DelegatedAdminGrant.EndedSide`, `by` None for the system.

    Returns the row as it is now. Raises `ValidationError` (`grant_not_active`) where it ended before.
    """
    locked = DelegatedAdminGrant.objects.select_for_update(of=("self",)).select_related("partner", "customer__cloud")
    current = locked.get(pk=grant.pk)
    check_active(current)
    current.status = DelegatedAdminGrant.Status.TERMINATED
    current.ended_at, current.ended_by = timezone.now(), by
    current.ended_side, current.end_reason = Side(side), reason
    current.save(update_fields=["status", "ended_at", "ended_by", "ended_side", "end_reason"])
    record_about(current, "grant.ended", side=side, by=by)
    return current


def record_about(grant: DelegatedAdminGrant, action: str, *, side: str, by: User | None) -> None:
    """The event of a grant in the log; the words of a reason stay out of it (they may name persons)."""
    record(
        action,
        about=grant,
        by=by,
        side=side,
        cloud_code=grant.customer.cloud.code,
        partner_id=grant.partner.public_id,
        customer_id=grant.customer.public_id,
        details={"kind": grant.kind},
    )
