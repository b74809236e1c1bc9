"""One cloud and its cast."""

from dataclasses import dataclass, field

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.models import Partner, PartnerMembership

COUNTRIES = {"public": "JP", "china": "CN"}


@dataclass
class Land:
    """One cloud with its cast. `staff` has everybody by partner and role; `boss` may do everything."""

    cloud: CloudRegion
    partners: dict[str, Partner] = field(default_factory=dict)
    customers: dict[str, Customer] = field(default_factory=dict)
    boss: dict[str, PartnerMembership] = field(default_factory=dict)
    staff: dict[str, PartnerMembership] = field(default_factory=dict)
    people: dict[tuple[str, str], CustomerMembership] = field(default_factory=dict)
    asked: dict[str, Invitation] = field(default_factory=dict)
    passers_by: list[User] = field(default_factory=list)  # of no organisation yet

    @property
    def country(self) -> str:
        return COUNTRIES[self.cloud.code]

    def admin(self, customer: str) -> CustomerMembership:
        return self.people[customer, CustomerRole.GLOBAL_ADMIN]
