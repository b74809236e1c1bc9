"""The reseller's side: open the link, sign in, authorize the provider or decline (R-62, R-31)."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnercenter.accounts.models import User
from partnercenter.clouds.requests import PortalRequest, act_as
from partnercenter.links.carrier import clear_carrier, keep_private
from partnercenter.links.tokens import clean_trailing, recognise, token_hash
from partnercenter.pages.forms import render_form_page
from partnercenter.partners import actions, statements
from partnercenter.partners.actions.answering import Stopped
from partnercenter.partners.case import Case
from partnercenter.partners.forms.requests import AuthorizeForm, DeclineForm
from partnercenter.partners.gate import inspect, inspect_decline, living, others_who_may
from partnercenter.partners.models import PartnershipLink
from partnercenter.partners.opened import carry, opened_link
from partnercenter.partners.partnership_queries import answered_by, find_link
from partnercenter.partners.queries import confirmed_domains
from partnercenter.partners.stops import Stop

View = Callable[..., HttpResponseBase]


class OpenedRequest(PortalRequest):
    """A request of a browser that carries a link of ours, living or dead."""

    case: Case


def with_opened_link(view: View) -> View:
    """Give the view `request.case`; the page of an unknown link where the browser carries none."""

    @wraps(view)
    def opened(request: OpenedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        link = opened_link(request)
        if link is None:
            return unknown_link(request)
        request.case = case_of(request, link)
        response = keep_private(view(request, *args, **kwargs))
        carry(response, link)  # 30 minutes from the last page, not from the first
        return response

    return opened


def case_of(request: HttpRequest, link: PartnershipLink) -> Case:
    """The person of the session before this link, as the member that the switcher shows."""
    membership = getattr(request, "membership", None)
    return Case(link=link, user=request.user, chosen=membership.public_id if membership else None)


def unknown_link(request: HttpRequest) -> HttpResponse:
    """One page for unknown and malformed tokens, customers' tokens among them, and for a browser that carries none."""
    response = render(request, "partners/unknown_link.html", status=404)
    clear_carrier(response)
    keep_private(response)
    return response


@login_not_required
@require_safe
def open_partnership_link(request: OpenedRequest, token: str) -> HttpResponseBase:
    """Carry a living link to the token-free page. Changes no row, for whoever opens it and however often (D5)."""
    if recognise(token) is None:
        return open_stray_partnership(request, token)
    link = find_link(token_hash(token))
    if link is None:
        return unknown_link(request)
    request.case = case_of(request, link)
    stop = living(request.case)
    response = show_stop(request, stop) if stop else redirect("asked_partnership")
    carry(response, link)
    return keep_private(response)


@login_not_required
@require_safe
def open_stray_partnership(request: HttpRequest, text: str) -> HttpResponseBase:
    """What is no link to the letter: one sign too many goes to the clean address, the rest is unknown (54)."""
    token = recognise(clean_trailing(text.rstrip("/")).rstrip("/"))
    if token is None:
        return unknown_link(request)
    return keep_private(HttpResponsePermanentRedirect(reverse("open_partnership_link", kwargs={"token": token})))


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def asked_partnership(request: OpenedRequest) -> HttpResponseBase:
    """Who asks, what a partnership is and is not, and the two buttons, for who may answer."""
    stop = inspect(request.case)
    if stop:
        return show_stop(request, stop)
    if request.method != "POST":
        return show_deed(request, authorize_form(request.case))
    if request.POST.get("answer") == "decline":
        return redirect("decline_partnership")
    return take_answer(request, authorize_form(request.case, request.POST))


def authorize_form(case: Case, given: Any = None) -> AuthorizeForm:
    return AuthorizeForm(given, provider=case.provider, reseller=case.reseller)


def take_answer(request: OpenedRequest, form: AuthorizeForm) -> HttpResponseBase:
    """Accept, or show what is missing or what stands in the way now."""
    if not form.is_valid():
        return show_deed(request, form)
    try:
        answered = actions.accept_partnership(case=request.case, by=cast(User, request.user))
    except Stopped as stopped:
        return show_stop(request, stopped.stop)
    return redirect("answered_partnership", public_id=answered.public_id)


def show_deed(request: OpenedRequest, form: AuthorizeForm) -> HttpResponse:
    """Everything that is asked, for the company that answers."""
    case = request.case
    context = say_request(case) | {"reseller": case.reseller, "others": others_who_may(case)}
    return render_form_page(request, "partners/asked_partnership.html", context, form)


def say_request(case: Case) -> dict[str, Any]:
    """What the pages say of the request."""
    domains = confirmed_domains(case.provider)
    return {
        "asked": case.request,
        "provider": case.provider,
        "provider_domain": domains[0] if domains else "",
        "what_it_is": statements.WHAT_IT_IS,
        "no_customers_request": statements.NO_CUSTOMERS_REQUEST,
        "what_it_allows": statements.what_it_allows(case.request),
        "what_stays": statements.WHAT_STAYS,
    }


def show_stop(request: OpenedRequest, stop: Stop) -> HttpResponseBase:
    """The stop's page; a visitor's landing page; the answer, for who has given it."""
    if stop.code == "not_signed_in":
        return render(request, "partners/landing.html", say_request(request.case))
    user = request.user
    answered = answered_by(user).filter(pk=request.case.request.pk).first() if user.is_authenticated else None
    if answered:
        return redirect("answered_partnership", public_id=answered.public_id)
    context = {
        "stop": stop,
        "asked": request.case.request,
        "others": others_who_may(request.case) if user.is_authenticated and stop.status != 410 else [],
        "may_decline": user.is_authenticated and inspect_decline(request.case) is None,
    }
    return render(request, "partners/stop.html", context, status=stop.status)


@require_POST
@with_opened_link
def choose_partner(request: OpenedRequest) -> HttpResponseBase:
    """Act for another of the person's partners, here and in the portal's switcher."""
    wanted = request.POST.get("membership", "")
    picked = next((each for each in request.case.memberships if str(each.public_id) == wanted), None)
    if picked:
        act_as(request, picked.public_id)
    return redirect("asked_partnership")


@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def decline_partnership(request: OpenedRequest) -> HttpResponseBase:
    """Decline, with a reason if the person likes."""
    stop = inspect_decline(request.case)
    if stop:
        return show_stop(request, stop)
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            reason, by = form.cleaned_data["reason"], cast(User, request.user)
            answered = actions.decline_partnership(case=request.case, reason=reason, by=by)
        except Stopped as stopped:
            return show_stop(request, stopped.stop)
        return redirect("answered_partnership", public_id=answered.public_id)
    return render_form_page(request, "partners/decline_partnership.html", {"asked": request.case.request}, form)


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
@with_opened_link
def ask_new_partnership_link(request: OpenedRequest) -> HttpResponseBase:
    """Behind a link of ours that has expired or was replaced: let the sender know; nothing else changes."""
    stop = living(request.case)
    if stop is None or not stop.is_renewable:
        return redirect("asked_partnership")
    if request.method == "POST":
        actions.ask_for_new_link(request=request.case.request)
    return render(request, "partners/ask_new_partnership_link.html", {"is_done": request.method == "POST"})


@require_safe
def answered_partnership(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """What was answered, for who answered and for the company."""
    answered = get_object_or_404(answered_by(request.user), public_id=public_id)
    return render(request, "partners/answered_partnership.html", {"asked": answered})
