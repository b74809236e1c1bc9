"""Why a colleague cannot change rights, groups or templates; empty where she can (decisions §9). Pages say it."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from partnercenter.partners.access import Allowed, Capability, allowed, why_not
from partnercenter.partners.models import PartnerMembership


def why_not_manage(by: PartnerMembership) -> str:
    """Of rights: an admin agent of a partner that is not suspended."""
    if allowed(by.roles, Capability.REQUEST_WITH_RIGHTS) is not Allowed.YES:
        return _("Only an admin agent can change rights.")
    return why_suspended(by)


def why_not_groups(by: PartnerMembership) -> str:
    """Of groups: a global admin or an admin agent."""
    if not may_manage_groups(by.roles):
        return _("Only a global admin or an admin agent can change security groups.")
    return why_suspended(by)


def why_not_templates(by: PartnerMembership) -> str:
    """Of role templates: a global admin of a partner that is not suspended."""
    return why_not(by.roles, Capability.SETTINGS) or why_suspended(by)


def may_manage_groups(roles: Collection[str]) -> bool:
    """Whether these roles reach the groups: team settings, or rights in full."""
    reaching = (Capability.SETTINGS, Capability.REQUEST_WITH_RIGHTS)
    return any(allowed(roles, capability) is Allowed.YES for capability in reaching)


def why_suspended(by: PartnerMembership) -> str:
    """A suspended partner reads and changes nothing (decisions §6)."""
    return _("Your company is suspended. What exists can still be read.") if by.partner.is_suspended else ""
