"""Which partners may sell to a customer and what they may do there: the customer sees all of them (decisions §7)."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import is_in_force
from customers.relationships.models import ResellerRelationship
from partnercenter.partners.models import Partner


@dataclass
class Access:
    """One partner at one customer: relationships and rights, those in force and those that ended."""

    partner: Partner
    relationships: list[ResellerRelationship] = field(default_factory=list)
    grants: list[DelegatedAdminGrant] = field(default_factory=list)

    @property
    def active(self) -> list[ResellerRelationship]:
        return [row for row in self.relationships if row.status == ResellerRelationship.Status.ACTIVE]

    @property
    def rights(self) -> list[DelegatedAdminGrant]:
        """The rights in force now; a suspended partner's have no effect (decisions §6)."""
        now = timezone.now()
        return [grant for grant in self.grants if is_in_force(grant, now)]

    @property
    def ended_rights(self) -> list[DelegatedAdminGrant]:
        """What is over, the newest end first."""
        now = timezone.now()
        over = [grant for grant in self.grants if not is_in_force(grant, now)]
        return sorted(over, key=lambda grant: grant.ended_at or grant.ends_at or now, reverse=True)

    @property
    def since(self) -> datetime:
        """Since when the pair stands; of ended ones, since when it stood."""
        rows = self.active or self.relationships
        starts = [row.started_at for row in rows] or [grant.starts_at for grant in self.grants]
        return min(starts)

    @property
    def ended_at(self) -> datetime | None:
        """When the last of it ended; None while a relationship goes on or where it ended by a date alone."""
        ends = [*(row.ended_at for row in self.relationships), *(grant.ended_at for grant in self.grants)]
        return None if self.active else max(filter(None, ends), default=None)

    @property
    def has_ended(self) -> bool:
        return not self.active and not self.rights


def access_of(customer: Customer, partner_id: UUID | None = None) -> list[Access]:
    """Every partner that has or had something at the customer, those in force first, then by name.

    `partner_id` (public id) narrows it to one partner. Two queries, however many partners there are.
    """
    by_partner = {} if partner_id is None else {"partner__public_id": partner_id}
    relationships = ResellerRelationship.objects.filter(customer=customer, **by_partner)
    grants = DelegatedAdminGrant.objects.filter(customer=customer, **by_partner)
    found = gather(
        relationships.select_related("partner", "provider"),
        grants.select_related("partner", "granted_by", "ended_by"),
    )
    return sorted(found, key=lambda access: (access.has_ended, access.partner.sort_key))


def gather(relationships: Iterable[ResellerRelationship], grants: Iterable[DelegatedAdminGrant]) -> list[Access]:
    """The rows of a customer, put together by partner."""
    found: dict[int, Access] = {}
    for relationship in relationships:
        found.setdefault(relationship.partner_id, Access(relationship.partner)).relationships.append(relationship)
    for grant in grants:
        found.setdefault(grant.partner_id, Access(grant.partner)).grants.append(grant)
    return list(found.values())
