"""To the authority of the host's cloud and back."""

from typing import Any

from allauth.core.internal.ratelimit import decorator as limited
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from requests import RequestException

from partnercenter.accounts.places import is_own_page
from partnercenter.authorities.models import Authority
from partnercenter.authorities.provider import AuthorityAdapter, AuthorityCallback
from partnercenter.authorities.queries import authorities_on
from partnercenter.authorities.views.refusing import refuse


def find_authority(request: HttpRequest, cloud_code: str) -> Authority:
    """The authority in use of that cloud, if this host offers it; else 404."""
    offered = authorities_on(getattr(request, "cloud", None))
    found = offered.filter(cloud__code=cloud_code).first()
    if found is None:
        raise Http404
    return found


@never_cache
@login_not_required
@require_POST
@limited(app="allauth.account", action="login")
def sign_in(request: HttpRequest, cloud_code: str) -> HttpResponse:
    """The page that leads on to the authority's own sign-in."""
    return leave(request, find_authority(request, cloud_code), process="login")


def leave(request: HttpRequest, authority: Authority, *, process: str) -> HttpResponse:
    """A page with the way on, and no redirect: our policy lets no form lead to another site."""
    provider = get_adapter().get_provider(request, str(authority.public_id))
    asked = request.POST.get("next", "")
    way_back = asked if is_own_page(asked, getattr(request, "urlconf", None)) else None
    try:
        address = provider.leave_for(request, process=process, next_url=way_back)
    except RequestException:
        return refuse(request, "unreachable", authority=authority)
    except (OAuth2Error, KeyError):
        return refuse(request, "not_believed", authority=authority)
    return render(request, "authorities/leaving.html", {"authority": authority, "address": address})


@never_cache
@login_not_required
@require_safe
@limited(app="allauth.account", action="login")
def callback(request: HttpRequest, cloud_code: str) -> HttpResponseBase:
    """The way back: everything that follows from it is one transaction."""
    authority = find_authority(request, cloud_code)
    answer: Any = AuthorityCallback.adapter_view(AuthorityAdapter(request, str(authority.public_id)))
    with transaction.atomic():
        response: HttpResponseBase = answer(request)
    return response
