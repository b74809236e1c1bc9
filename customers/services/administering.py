"""The services of a customer's record: how each is, and whether somebody may administer it, with the reason (R-114)."""

import uuid
from dataclasses import dataclass
from uuid import UUID

from customers.directory.models import Customer
from customers.grants.actions.use import say_why
from customers.grants.models import GLOBAL_ADMINISTRATOR
from customers.grants.needs import Need
from customers.grants.queries.roles import role_names
from customers.grants.rights import Refusal, Right, may_use
from customers.services.health import Health, health_of
from customers.services.holdings import Holdings, own_azure, services_held
from customers.services.rules.channels import REASONS, Why
from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class ServiceLine:
    """One service as the record shows it. `closed` says why it cannot be administered; `right` by what it can be,
    None for Azure that the partner itself provisioned (S3)."""

    key: UUID
    health: Health
    right: Right | None
    closed: str

    @property
    def service(self) -> str:
        return self.health.service

    @property
    def role(self) -> str:
        """The name of the role that one acts as; empty where none is needed."""
        return role_names([self.right.role])[0] if self.right else ""


# The smallest role that administers a service, of those that `Need.MANAGE_SERVICES` is served by. Offers are the
# operator's to name: of a service that is not here, the role for the applications of Office is asked for.
ROLES = {
    "dynamics 365": "dynamics_365_administrator",
    "exchange online": "exchange_administrator",
    "fabric": "fabric_administrator",
    "intune": "intune_administrator",
    "power bi": "fabric_administrator",
    "power platform": "power_platform_administrator",
    "sharepoint": "sharepoint_administrator",
    "teams": "teams_administrator",
}
ANY_OTHER = "office_apps_administrator"
# What no directory role administers: who is to do it holds all of them (R-25 gives a partner its own Azure).
WHOLE = {"azure": GLOBAL_ADMINISTRATOR, "windows server": GLOBAL_ADMINISTRATOR}


def role_for(service: str) -> str:
    """The code of the role to ask for, to administer the service."""
    name = service.casefold()
    return WHOLE.get(name) or ROLES.get(name) or ANY_OTHER


def service_key(customer: Customer, service: str) -> UUID:
    """What addresses and the log call a service of a customer: the same every time, and nobody else's."""
    return uuid.uuid5(customer.public_id, service.casefold())


def services_of(holdings: Holdings, membership: PartnerMembership) -> list[ServiceLine]:
    """The services of what the partner sees of the customer, by name, each asked of the one check of rights."""
    customer = holdings.standing.customer
    answer = may_use(membership, customer, Need.MANAGE_SERVICES)
    own = own_azure(holdings.standing)
    names = {*services_held(holdings.standing), *(each.service for each in holdings.elsewhere or ())}
    return [line(customer, each, answer, own, membership) for each in health_of(customer.cloud, names)]


def line(
    customer: Customer, health: Health, answer: Right | Refusal, own: set[str], membership: PartnerMembership
) -> ServiceLine:
    """The service with what closes it: suspended, the own role, or a right that is missing."""
    right, closed = (
        (answer, "") if isinstance(answer, Right) else (None, say_why(answer, customer, role_for(health.service)))
    )
    if closed and health.service in own:
        may = allowed(membership.roles, Capability.CUSTOMER_USERS) is Allowed.YES
        closed = "" if may else why_not(membership.roles, Capability.CUSTOMER_USERS)
    if membership.partner.is_suspended:
        closed = str(REASONS[Why.SUSPENDED])
    return ServiceLine(service_key(customer, health.service), health, right, closed)
