"""The link that a browser carries, as the pages behind it find it (D5, D6, bad input 82)."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from invitations import parties
from invitations.case import Case
from invitations.models import Acceptance, Invitation, InvitationLink
from invitations.queries.accepting import answer_of, find_opened
from invitations.rules.obstacles import AlreadyRelated, Dead, Obstacle
from partnercenter.accounts.opened import OpenedPage
from partnercenter.clouds.requests import PortalRequest
from partnercenter.links.carrier import clear_carrier, read_carrier, set_carrier
from partnercenter.pages.times import last_instant

PURPOSE = "invitation"
ANSWERING = "answering"  # session key: for which organisation the person answers which request
View = Callable[..., HttpResponseBase]


class OpenedRequest(PortalRequest):
    """A request of a browser that carries a living or a dead link of ours."""

    case: Case


def with_opened_link(view: View) -> View:
    """Give the view `request.case`; the page of an unknown link where the browser carries none."""

    @wraps(view)
    def opened(request: OpenedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        carried, cloud = read_carrier(request, purpose=PURPOSE), request.cloud
        link = find_opened(carried, cloud) if carried and cloud else None
        if link is None:
            return unknown_link(request)
        request.case = case_of(request, link)
        response = view(request, *args, **kwargs)
        carry(response, link)  # 30 minutes from the last page, not from the first
        return response

    return opened


def case_of(request: PortalRequest, link: InvitationLink) -> Case:
    """The person of the session before this link, with the organisation picked for it."""
    language = (get_language() or "en").partition("-")[0]
    return Case(link=link, user=request.user, chosen=picked_organisation(request, link), language=language)


def picked_organisation(request: HttpRequest, link: InvitationLink) -> UUID | None:
    """The organisation that the person picked for this request."""
    picked = request.session.get(ANSWERING) if request.user.is_authenticated else None
    if not picked or picked.get("request") != str(link.invitation.public_id):
        return None
    return UUID(picked["customer"])


def carry(response: HttpResponseBase, link: InvitationLink) -> None:
    set_carrier(response, purpose=PURPOSE, subject=link.invitation.public_id, generation=link.generation)


def unknown_link(request: HttpRequest) -> HttpResponse:
    """K30: one page for unknown, malformed and other clouds' tokens, and for a browser that carries none."""
    response = render(request, "invitations/customer/unknown_link.html", status=404)
    clear_carrier(response)
    return response


def show_obstacle(request: OpenedRequest, obstacle: Obstacle) -> HttpResponseBase:
    """The obstacle's page. Who has answered the request, or whose organisation has, is led to the answer."""
    asked = request.case.invitation
    answer = own_answer(request, obstacle)
    if answer:
        return HttpResponseRedirect(reverse("done", kwargs={"public_id": answer.public_id}), status=303)
    context = say_request(asked) | {"obstacle": obstacle, "may_decline": may_decline_here(request.case, obstacle)}
    page = f"invitations/customer/stops/{obstacle.template}.html"
    return render(request, page, context, status=obstacle.status)


def say_request(invitation: Invitation) -> dict[str, Any]:
    """What every page about a request reads beside it: who would sell, through whom, and the last day to answer."""
    ends = invitation.expires_at and last_instant(invitation.expires_at, invitation.partner.time_zone)
    return {
        "invitation": invitation,
        "reseller": parties.reseller_of(invitation),
        "provider": parties.provider_of(invitation),
        "last_answer_day": ends.date() if ends else None,
    }


def own_answer(request: OpenedRequest, obstacle: Obstacle) -> Acceptance | None:
    """The answer that a person is led to instead of the page: a used link, or the same answer sent again."""
    is_again = isinstance(obstacle, AlreadyRelated) and request.method == "POST"
    if not request.user.is_authenticated or not (is_again or isinstance(obstacle, Dead)):
        return None
    return answer_of(request.case.invitation, request.user)


def may_decline_here(case: Case, obstacle: Obstacle) -> bool:
    """Whether the page offers *Decline*: the addressee needs no organisation for it."""
    return "is_recipient" in vars(case) and case.is_recipient and obstacle.status != Dead.status


def describe(request: HttpRequest) -> OpenedPage | None:
    """What the sign-in pages say of the opened link: who asks, never whom (K01)."""
    carried, cloud = read_carrier(request, purpose=PURPOSE), getattr(request, "cloud", None)
    link = find_opened(carried, cloud) if carried and cloud else None
    if link is None:
        return None
    asked = link.invitation
    words = _("%(partner)s asks to become your reseller")
    if not asked.with_relationship:
        words = _("%(partner)s asks for administrator rights")
    title = words % {"partner": asked.partner.legal_name}
    return OpenedPage(url=reverse("invitation"), title=title)
