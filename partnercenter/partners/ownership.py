"""Partners as owners of domains: how the room of domains finds one, and whom it tells."""

from uuid import UUID

from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import main_address
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains.owners import Organisation, OwnerKind, register_owners
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole


def as_owner(partner: Partner) -> Organisation:
    """The partner as its domains see it."""
    return Organisation(TenantDomain.Owner.PARTNER, partner.public_id, partner.cloud, partner.legal_name)


def find_partner(public_id: UUID) -> Organisation | None:
    partner = Partner.objects.select_related("cloud").filter(public_id=public_id).first()
    return as_owner(partner) if partner else None


def global_admins(public_id: UUID) -> list[User]:
    """Its global admins at present."""
    present = PartnerMembership.objects.filter(partner__public_id=public_id, left_at=None)
    admins = present.filter(roles__contains=[PartnerRole.GLOBAL_ADMIN]).select_related("user").order_by("pk")
    return [membership.user for membership in admins]


def domains_address(cloud: CloudRegion) -> str:
    return main_address("domains")


def register() -> None:
    """Called when the apps are ready."""
    room = OwnerKind(find=find_partner, admins=global_admins, page=domains_address)
    register_owners(TenantDomain.Owner.PARTNER, room)
