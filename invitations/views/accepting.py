"""The way from the mail to the decision: open the link, sign in, go on, pick the organisation, or report."""

from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.directory.models import CustomerMembership
from invitations import gate
from invitations.actions.asking_again import ask_for_new_link
from invitations.actions.read import mark_read, report
from invitations.gate import first_obstacle
from invitations.queries.accepting import find_for_addressee, find_link
from invitations.rules.obstacles import Dead, NotSignedIn
from invitations.views.opened import (
    ANSWERING,
    OpenedRequest,
    carry,
    case_of,
    say_request,
    show_obstacle,
    unknown_link,
    with_opened_link,
)
from partnercenter.accounts.models import User
from partnercenter.clouds.requests import act_as
from partnercenter.links.tokens import clean_trailing, recognise, token_hash
from partnercenter.partners.asking_again import RENEWABLE

BEFORE_READING = (gate.living, gate.signed_in, gate.verified_email, gate.addressee)


@login_not_required
@require_safe
def open_link(request: OpenedRequest, token: str) -> HttpResponseBase:
    """Carry a living link to the token-free page. Changes no row, for whoever opens it and however often (D5)."""
    if recognise(token) is None:
        return open_stray(request, token)
    link = find_link(token_hash(token), request.cloud) if request.cloud else None
    if link is None:
        return unknown_link(request)
    request.case = case_of(request, link)
    obstacle = gate.living(request.case)
    response = show_obstacle(request, obstacle) if obstacle else see_other("invitation")
    carry(response, link)  # a dead link can still be reported
    return response


@login_not_required
@require_safe
def open_stray(request: OpenedRequest, text: str) -> HttpResponseBase:
    """What is no link to the letter: one sign too many goes to the clean address, the rest is unknown (54)."""
    token = recognise(clean_trailing(text.rstrip("/")).rstrip("/"))
    if token is None or not request.cloud:
        return unknown_link(request)
    return HttpResponsePermanentRedirect(reverse("open_link", kwargs={"token": token}))


def see_other(name: str, **kwargs: Any) -> HttpResponse:
    """303: what follows is another page, to be fetched with GET."""
    response = redirect(name, **kwargs)
    response.status_code = 303
    return response


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def invitation(request: OpenedRequest) -> HttpResponseBase:
    """Who asks and for what. *Continue* after sign-in is what "read" means (K01)."""
    obstacle = first_obstacle(request.case, BEFORE_READING)
    if obstacle and not isinstance(obstacle, NotSignedIn):
        return show_obstacle(request, obstacle)
    if obstacle is None and request.method == "POST":
        mark_read(invitation=request.case.invitation, by=cast(User, request.user))
        return see_other("decide")
    return render(request, "invitations/customer/invitation.html", say_request(request.case.invitation))


@require_POST
@with_opened_link
def choose_organisation(request: OpenedRequest) -> HttpResponseBase:
    """Remember for which organisation the person answers this request."""
    wanted = request.POST.get("organisation", "")
    memberships = request.case.memberships
    picked = next((entry for entry in memberships if str(entry.customer.public_id) == wanted), None)
    if picked:
        remember(request, picked)
    return see_other("decide")


def remember(request: OpenedRequest, picked: CustomerMembership) -> None:
    """For this request, and in the portal's switcher."""
    asked = request.case.invitation
    request.session[ANSWERING] = {"request": str(asked.public_id), "customer": str(picked.customer.public_id)}
    act_as(request, picked.public_id)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def report_request(request: OpenedRequest) -> HttpResponseBase:
    """Say that the request was not expected; whoever holds the link may, and only by POST."""
    by = cast(User, request.user) if request.user.is_authenticated else None
    if request.method == "POST":
        report(invitation=request.case.invitation, by=by)
    return render(request, "invitations/customer/report_request.html", {"is_done": request.method == "POST"})


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def ask_new_link(request: OpenedRequest) -> HttpResponseBase:
    """Behind a link of ours that has expired or was replaced: let the sender know; nothing else changes."""
    obstacle = gate.living(request.case)
    if not isinstance(obstacle, Dead) or obstacle.reason not in RENEWABLE:
        return see_other("invitation")
    if request.method == "POST":
        ask_for_new_link(invitation=request.case.invitation)
    return render(request, "invitations/customer/ask_new_link.html", {"is_done": request.method == "POST"})


@require_safe
def open_request(request: OpenedRequest, public_id: UUID) -> HttpResponseBase:
    """From the customer's home page to an open request that is addressed to this person; no token is needed."""
    if not request.cloud:
        raise Http404
    link = find_for_addressee(public_id, user=cast(User, request.user), cloud=request.cloud)
    if link is None:
        raise Http404
    response = see_other("invitation")
    carry(response, link)
    return response
