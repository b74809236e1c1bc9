"""The doors in the wall: views that stand for no organisation, and why each has to read beyond one."""

from collections.abc import Callable
from typing import Any

DOORS = {
    "allauth": "people sign in before it is known for whom",
    "django.views": "static pages, JavaScript catalogues",
    "partnercenter.accounts": "accounts are people's, who may belong to several organisations",
    "partnercenter.authorities": "a cloud's directory says who somebody is, before it is known here",
    "partnercenter.pages": "pages of nobody",
    "partnercenter.embedded": "the mailbox of the demonstration",
    "partnercenter.home.views.home": "one home for whoever comes, and the switch between memberships",
    "partnercenter.teams.views": "an invitation is answered by somebody who does not belong yet",
    "partnercenter.partners.views.answering": "a partnership is answered by whoever opens its link",
    "customers.directory.views": "an organisation is registered, or asked to join, by somebody who does not belong yet",
    "invitations.views.accepting": "a request is answered by whoever opens its link",
    "invitations.views.accepting_decide": "a request is answered by whoever opens its link",
    "invitations.views.verifying": "a receipt is verified by whoever holds it",
}


def innermost(view: Callable[..., Any]) -> Callable[..., Any]:
    """The view without its decorators."""
    while hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return view


def is_door(view: Callable[..., Any]) -> bool:
    """Whether the view may read for nobody in particular."""
    module = getattr(innermost(view), "__module__", "")
    return any(module == name or module.startswith(f"{name}.") for name in DOORS)
