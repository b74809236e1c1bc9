"""Who may open a customer's page, on the acceptance host of its cloud."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _

from customers.directory.models import CustomerMembership, CustomerRole
from partnercenter.accounts.fresh import ask_if_stale
from partnercenter.clouds.requests import AcceptanceRequest
from partnercenter.pages.sentences import listed
from partnercenter.wall.readers import customer, read_as


class CustomerRequest(AcceptanceRequest):
    """A request whose person belongs to a customer of the host's cloud."""

    membership: CustomerMembership


def customer_page(
    *roles: CustomerRole,
) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """Open the view to members of a customer with one of `roles`; without roles, to every member."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            membership = getattr(request, "membership", None)
            if not isinstance(membership, CustomerMembership):
                raise Http404
            if roles and membership.role not in roles:
                raise PermissionDenied(why_not(roles))
            read_as(customer(membership.customer))
            return ask_if_stale(request) or view(request, *args, **kwargs)

        guarded.reads_as = "customer"  # type: ignore[attr-defined]
        return guarded

    return decorate


def why_not(roles: Iterable[CustomerRole]) -> str:
    """The refusal of a page that only `roles` open."""
    return _("Your role does not allow this. It needs one of these roles: %(roles)s.") % {
        "roles": listed(role.label for role in roles)
    }
