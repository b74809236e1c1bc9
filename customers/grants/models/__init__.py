"""Directory roles, grants of them, the groups that they reach people through, and the notices sent about them."""

from customers.grants.models.grant import EXTENSION_DAYS, LONGEST_DAYS, NAME_LENGTH, SHORTEST_DAYS, DelegatedAdminGrant
from customers.grants.models.roles import GLOBAL_ADMINISTRATOR, Area, DirectoryRole, Named, RoleTask, RoleTemplate

__all__ = [
    "EXTENSION_DAYS",
    "GLOBAL_ADMINISTRATOR",
    "LONGEST_DAYS",
    "NAME_LENGTH",
    "SHORTEST_DAYS",
    "Area",
    "DelegatedAdminGrant",
    "DirectoryRole",
    "Named",
    "RoleTask",
    "RoleTemplate",
]
