"""Companies and organisations of the walk: each with somebody of every role, and with things of every kind."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.services.models import Attachment, ServiceRequest
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from tests import factories

Ids = tuple[Any, ...]
Membership = PartnerMembership | CustomerMembership
COUNTRIES = {"public": "JP", "china": "CN"}


@dataclass
class Party:
    """One side of the walk. `things` are made when they are first asked for, `owned` ones for each member anew."""

    members: dict[str, Membership]
    makes: dict[str, Callable[..., Ids]]
    made: dict[tuple[str, str], Ids] = field(default_factory=dict)

    def ids(self, kind: str, role: str = "") -> Ids:
        """The ids in the address of a thing of that kind; of the member's own, where things of the kind have owners."""
        if not kind:
            return ()
        whose = role if kind in OWNED else ""
        if (kind, whose) not in self.made:
            make = self.makes[kind]
            self.made[kind, whose] = make(self, self.members[whose]) if whose else make(self)
        return self.made[kind, whose]

    def id_of(self, kind: str) -> Any:
        return self.ids(kind)[-1]


@dataclass
class Company(Party):
    """A partner with a customer of its own; `makes` from `things_of_partners`."""

    partner: Partner = field(kw_only=True)
    customer: Customer = field(kw_only=True)


@dataclass
class Organisation(Party):
    """A customer with a partner that it trusts; `makes` from `things_of_customers`."""

    customer: Customer = field(kw_only=True)
    partner: Partner = field(kw_only=True)


PERSONAL = ("file of people", "result of a file", "unsent file of requests")  # hidden from colleagues, too
OWNED = (
    "request",
    "expired request",
    "draft",
    "file of requests",
    "partnership request",
    "expired partnership request",
    *PERSONAL,
)
UNKNOWN = "00000000-0000-4000-8000-000000000000"


def unknown(ids: Ids) -> Ids:
    """As many ids as that, of nothing."""
    return tuple(uuid4() if isinstance(each, UUID) else each for each in ids)


def attach(asked: ServiceRequest) -> Attachment:
    """A file with the first message."""
    facts = {"name": f"{asked.number}.txt", "kind": "txt", "size": 1, "sha256": "0" * 64, "content": b"x"}
    return Attachment.objects.create(message=asked.messages.get(), **facts)


def staff_of(partner: Partner) -> dict[str, Membership]:
    """Somebody of each role, and one of all roles ("boss")."""
    roles = {role: [role] for role in PartnerRole.values} | {"boss": list(PartnerRole.values)}
    return {name: factories.PartnerMembershipFactory(partner=partner, roles=each) for name, each in roles.items()}


def people_of(customer: Customer) -> dict[str, Membership]:
    """Somebody of each role; a global administrator is the boss of things."""
    people = {role: factories.CustomerMembershipFactory(customer=customer, role=role) for role in CustomerRole.values}
    return people | {"boss": people[CustomerRole.GLOBAL_ADMIN]}
