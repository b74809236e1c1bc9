"""Who may open a customer's page, on the acceptance host of its cloud."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponseBase

from customers.directory.models import CustomerMembership, CustomerRole
from partnercenter.clouds.requests import AcceptanceRequest


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
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return guarded

    return decorate
