"""The buttons of the sign-in page; nothing where no authority is in use."""

from typing import Any

from django import template
from django.db.models import QuerySet
from django.http import HttpRequest

from partnercenter.authorities.models import Authority
from partnercenter.authorities.queries import authorities_on

register = template.Library()


@register.inclusion_tag("authorities/_buttons.html", takes_context=True)
def directory_buttons(context: dict[str, Any]) -> dict[str, Any]:
    """A button for each authority of the host."""
    request = context["request"]
    return {
        "authorities": offered_to(request),
        "next": request.GET.get("next") or request.POST.get("next") or "",
        "csrf_token": context.get("csrf_token"),
        "request": request,
    }


@register.simple_tag(takes_context=True)
def has_directories(context: dict[str, Any]) -> bool:
    """Whether the host offers a sign-in with a directory at all."""
    return offered_to(context["request"]).exists()


def offered_to(request: HttpRequest) -> QuerySet[Authority]:
    """The authorities of the host that was asked; on the operators' own host none, as they never sign in that way."""
    found = authorities_on(getattr(request, "cloud", None))
    return found.none() if getattr(request, "is_operators_host", False) else found
