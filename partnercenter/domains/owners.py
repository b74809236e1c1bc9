"""Who owns domains: partners and customers live on floors above and register here how they are found and told."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion, TenantDomain


@dataclass(frozen=True)
class Organisation:
    """A partner or a customer, as far as its domains need it."""

    kind: TenantDomain.Owner
    public_id: UUID
    cloud: CloudRegion
    name: str
    language: str = "en"

    @property
    def labels(self) -> dict[str, object]:
        """The columns that name it as the owner of a domain."""
        return {"owner_kind": self.kind, "owner_id": self.public_id}


@dataclass(frozen=True)
class OwnerKind:
    """What a room says of its organisations: how one is found, who administers it, where its domains are kept."""

    find: Callable[[UUID], Organisation | None]
    admins: Callable[[UUID], list[User]]
    page: Callable[[CloudRegion], str]


_kinds: dict[str, OwnerKind] = {}


def register_owners(kind: TenantDomain.Owner, room: OwnerKind) -> None:
    """Say how organisations of `kind` are found; once for each kind, when the apps are ready."""
    _kinds[kind] = room


def find_owner(kind: str, public_id: UUID | None) -> Organisation | None:
    """The organisation that a domain or a claim names; None for a person without one, and for one that is gone."""
    return _kinds[kind].find(public_id) if kind and public_id else None


def admins_of(organisation: Organisation) -> list[User]:
    """The people who look after its domains, and are told what happens to them."""
    return _kinds[organisation.kind].admins(organisation.public_id)


def domains_page(organisation: Organisation) -> str:
    """The absolute address of its *Domains* page."""
    return _kinds[organisation.kind].page(organisation.cloud)
