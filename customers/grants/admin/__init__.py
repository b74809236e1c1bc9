"""Rights in the administration."""

from customers.grants.admin.grants import DelegatedAdminGrantAdmin, ForcedEndAdmin, GrantNoticeAdmin
from customers.grants.admin.groups import AccessAssignmentAdmin, GroupMemberAdmin, SecurityGroupAdmin
from customers.grants.admin.roles import DirectoryRoleAdmin, RoleTaskAdmin, RoleTemplateAdmin

__all__ = [
    "AccessAssignmentAdmin",
    "DelegatedAdminGrantAdmin",
    "DirectoryRoleAdmin",
    "ForcedEndAdmin",
    "GrantNoticeAdmin",
    "GroupMemberAdmin",
    "RoleTaskAdmin",
    "RoleTemplateAdmin",
    "SecurityGroupAdmin",
]
