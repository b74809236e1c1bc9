"""What somebody may need at a customer, and which roles serve it. The one table of it; pages and actions read it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from customers.grants.models import GLOBAL_ADMINISTRATOR
from partnercenter.partners.access import Allowed, Capability


class Need(StrEnum):
    """An act on a customer's users, licences or settings that needs rights (decisions §8)."""

    READ_DETAILS = "read_details"
    READ_USERS = "read_users"
    RESET_PASSWORDS = "reset_passwords"
    BLOCK_USERS = "block_users"
    MANAGE_USERS = "manage_users"
    ASSIGN_LICENCES = "assign_licences"
    SEE_SERVICES = "see_services"
    MANAGE_SERVICES = "manage_services"
    RAISE_SERVICE_REQUESTS = "raise_service_requests"


@dataclass(frozen=True)
class Served:
    """Roles that serve a need, the least powerful first, and how far the person's own partner lets her go (§9)."""

    roles: tuple[str, ...]
    capability: Capability
    reach: tuple[Allowed, ...] = (Allowed.YES,)


_BASIC = (Allowed.YES, Allowed.BASIC)
_USERS, _CALLS = Capability.CUSTOMER_USERS, Capability.SERVICE_REQUESTS
_READERS = ("global_reader", "directory_writers", "helpdesk_administrator")
_PASSWORDS = ("password_administrator", "helpdesk_administrator", "user_administrator")
_SUPPORT = ("service_support_administrator", "helpdesk_administrator", "billing_administrator")
_SERVICES = (
    *("teams_administrator", "office_apps_administrator", "power_platform_administrator"),
    *("dynamics_365_administrator", "fabric_administrator"),
    *("exchange_administrator", "sharepoint_administrator", "intune_administrator"),
)
_ALL_SUPPORT = (*_SUPPORT, *_SERVICES, "user_administrator")

NEEDS: Mapping[Need, Served] = {
    Need.READ_DETAILS: Served(("directory_readers", *_READERS, "user_administrator"), _USERS, _BASIC),
    Need.READ_USERS: Served(
        ("directory_readers", "license_administrator", *_READERS, *_PASSWORDS[::2]), _USERS, _BASIC
    ),
    Need.RESET_PASSWORDS: Served(_PASSWORDS, _USERS, _BASIC),
    Need.BLOCK_USERS: Served(_PASSWORDS[1:], _USERS, _BASIC),
    Need.MANAGE_USERS: Served(("user_administrator",), _USERS),
    Need.ASSIGN_LICENCES: Served(("license_administrator", "user_administrator"), _USERS),
    Need.SEE_SERVICES: Served(
        ("directory_readers", "license_administrator", _SUPPORT[0], "global_reader", *_ALL_SUPPORT[1:]),
        Capability.SEE_CUSTOMERS,
    ),
    Need.MANAGE_SERVICES: Served(_SERVICES, _USERS),
    Need.RAISE_SERVICE_REQUESTS: Served(_ALL_SUPPORT, _CALLS),
}


def roles_serving(need: Need) -> tuple[str, ...]:
    """The codes of the roles that serve a need, the least powerful first; Global Administrator serves every one."""
    return (*NEEDS[need].roles, GLOBAL_ADMINISTRATOR)


def smallest_role(need: Need) -> str:
    """The code of the role to ask for."""
    return NEEDS[need].roles[0]
