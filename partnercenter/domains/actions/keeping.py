"""An organisation's own domains: registered with it, made the primary one, removed."""

import uuid

from django.db import transaction
from django.utils import timezone

from partnercenter.accounts.models import User
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains import rules
from partnercenter.domains.actions.noting import lock_domain, note_domain
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation
from partnercenter.domains.queries import domains_of, granted_to
from partnercenter.domains.signals import domains_changed


@transaction.atomic
def register_domain(*, organisation: Organisation, domain: str, by: User) -> TenantDomain:
    """The domain of the registering person's mailbox, unconfirmed; confirmed where a claim of theirs was granted.

    Raises `IntegrityError` where somebody was faster.
    """
    granted = granted_to(by, organisation.cloud, domain)
    proof = {"confirmed_at": timezone.now(), "confirmed_by": who_confirmed(granted)} if granted else {}
    row = TenantDomain.objects.create(cloud=organisation.cloud, domain=domain, **organisation.labels, **proof)
    if granted:
        DomainClaim.objects.filter(pk=granted.pk).update(
            claimant_kind=organisation.kind, claimant_id=organisation.public_id
        )
        note_domain("confirmed", row, by=by, side=organisation.kind, claim=str(granted.public_id))
    return row


def who_confirmed(granted: DomainClaim) -> str:
    """Who stands behind a granted claim: an operator, or the record."""
    return f"operator {granted.decided_by.public_id}" if granted.decided_by else TenantDomain.DNS_RECORD


@transaction.atomic
def make_primary(*, domain: TenantDomain, organisation: Organisation, by: User) -> TenantDomain:
    """Show this domain beside the organisation's name. Raises `ValidationError` (`domain_unconfirmed`)."""
    rows = {row.pk: row for row in domains_of(organisation).select_for_update(of=("self",))}
    chosen = rows[domain.pk]
    rules.check_may_be_primary(chosen)
    if not chosen.is_primary:
        domains_of(organisation).filter(is_primary=True).update(is_primary=False)
        put_first(chosen)
        note_domain("made_primary", chosen, by=by, side=organisation.kind)
        domains_changed.send(TenantDomain, organisation=organisation, taken_by="")
    return chosen


@transaction.atomic
def remove_domain(*, domain: TenantDomain, organisation: Organisation, by: User) -> None:
    """Give up an unconfirmed domain; whoever it belongs to may register it. Raises `ValidationError`
    (`domain_confirmed`)."""
    row = lock_domain(domain)
    rules.check_removable(row)
    note_domain("removed", row, by=by, side=organisation.kind)
    row.delete()
    choose_primary(organisation)
    domains_changed.send(TenantDomain, organisation=organisation, taken_by="")


def choose_primary(organisation: Organisation) -> None:
    """Where an organisation has lost its primary domain, its oldest confirmed one takes the place."""
    if domains_of(organisation).filter(is_primary=True).exists():
        return
    oldest = domains_of(organisation).filter(confirmed_at__isnull=False).order_by("confirmed_at", "pk").first()
    if oldest:
        put_first(oldest)


def put_first(row: TenantDomain) -> None:
    row.is_primary = True
    row.save(update_fields=["is_primary"])


def new_owner(row: TenantDomain, organisation: Organisation) -> None:
    """Write another owner into the row; the old challenge proves nothing any more."""
    row.owner_kind, row.owner_id = organisation.kind, organisation.public_id
    row.challenge, row.checked_at, row.reason = uuid.uuid4(), None, ""
    row.is_primary = not domains_of(organisation).filter(is_primary=True).exclude(pk=row.pk).exists()
