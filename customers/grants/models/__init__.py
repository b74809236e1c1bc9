"""Directory roles, grants of them, the groups that they reach people through, and the notices sent about them."""

from customers.grants.models.forced import ForcedEnd
from customers.grants.models.grant import EXTENSION_DAYS, LONGEST_DAYS, NAME_LENGTH, SHORTEST_DAYS, DelegatedAdminGrant
from customers.grants.models.groups import GROUP_NAME_LENGTH, AccessAssignment, GroupMember, SecurityGroup
from customers.grants.models.notices import GrantNotice
from customers.grants.models.roles import GLOBAL_ADMINISTRATOR, Area, DirectoryRole, Named, RoleTask, RoleTemplate

__all__ = [
    "EXTENSION_DAYS",
    "GLOBAL_ADMINISTRATOR",
    "GROUP_NAME_LENGTH",
    "LONGEST_DAYS",
    "NAME_LENGTH",
    "SHORTEST_DAYS",
    "AccessAssignment",
    "Area",
    "DelegatedAdminGrant",
    "DirectoryRole",
    "ForcedEnd",
    "GrantNotice",
    "GroupMember",
    "Named",
    "RoleTask",
    "RoleTemplate",
    "SecurityGroup",
]
