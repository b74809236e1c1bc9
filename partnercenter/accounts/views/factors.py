"""Why a second step is needed, and the ways to set one up."""

from typing import cast

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from partnercenter.accounts.models import User
from partnercenter.accounts.places import GOING_TO, is_own_page

STEPS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


@require_safe
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """For a member whose role needs one, and for operators. Who has one by now goes on to where he was going.

    Until then the session keeps that place, so that the pages on the way can lead there in the end.
    """
    membership = getattr(request, "membership", None)
    asked = request.GET.get("next", "/")
    way_back = asked if is_own_page(asked, getattr(request, "urlconf", None)) else "/"
    if membership is None:
        lacks_it = not is_mfa_enabled(cast(User, request.user), STEPS)
    else:
        lacks_it = getattr(membership, "lacks_factor", False)
    if not lacks_it:
        request.session.pop(GOING_TO, None)
        return redirect(way_back)
    request.session[GOING_TO] = way_back
    return render(request, "mfa/needed.html", {"membership": membership})
