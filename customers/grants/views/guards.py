"""Who may open the pages that change rights and groups (decisions §9); a colleague without the role reads why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase

from customers.grants.access import why_not_groups, why_not_manage, why_not_templates
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page

View = Callable[..., HttpResponseBase]


def managing_page(view: View) -> View:
    """For admin agents; a sales agent drafts requests with rights, but changes no rights."""
    return partner_page(Capability.REQUEST_WITH_RIGHTS)(unless(why_not_manage)(view))


def groups_page(view: View) -> View:
    """For global admins and admin agents."""
    return partner_page(Capability.SEE_CUSTOMERS)(unless(why_not_groups)(view))


def templates_page(view: View) -> View:
    """For global admins."""
    return partner_page(Capability.SETTINGS)(unless(why_not_templates)(view))


def unless(reason: Callable[..., str]) -> Callable[[View], View]:
    """Close the page to whom `reason` has something to say."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: PartnerRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if why := reason(request.membership):
                raise PermissionDenied(why)
            return view(request, *args, **kwargs)

        return guarded

    return decorate
