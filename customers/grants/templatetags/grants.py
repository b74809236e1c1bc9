"""`{% load grants %}`: boxes for roles, and what roles and rights are as words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from customers.grants.forms.roles import RISK_LEVELS, list_boxes
from customers.grants.models import DelegatedAdminGrant, DirectoryRole
from partnercenter.pages.sentences import listed

register = template.Library()


@register.inclusion_tag("customers/grants/_role_boxes.html", takes_context=True)
def role_boxes(context: Context, field: BoundField) -> dict[str, Any]:
    """The boxes of a `RolesField`, each with the power and the risk of its role."""
    flat: dict[str, Any] = context.flatten()  # type: ignore[assignment]
    return flat | {"field": field, "boxes": list_boxes(field)}


@register.filter
def role_names(roles: Iterable[DirectoryRole]) -> str:
    """Their names as one list of words."""
    return listed(role.name for role in roles)


@register.filter
def risk_level(role: DirectoryRole) -> int:
    """1 to 3, for `{% risk %}`."""
    return RISK_LEVELS[role.risk]


@register.simple_tag
def rights_kind(grant: DelegatedAdminGrant) -> str:
    """Full rights, or granular ones with the number of their roles."""
    if grant.is_full:
        return _("Full rights")
    number = len(grant.roles)
    return ngettext("Granular rights, %(number)s role", "Granular rights, %(number)s roles", number) % {
        "number": number
    }


@register.filter
def as_list(words: Iterable[str]) -> str:
    """Words side by side."""
    return listed(words)
