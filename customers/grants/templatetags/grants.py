"""`{% load grants %}`: boxes for roles, and what roles are as words."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.forms.boundfield import BoundField
from django.template.context import Context

from customers.grants.forms.roles import RISK_LEVELS, list_boxes
from customers.grants.models import DirectoryRole
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
