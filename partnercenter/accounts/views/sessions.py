"""Where the person is signed in, and how to end that (D27)."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from partnercenter.accounts.models import User
from partnercenter.accounts.sessions import end_sessions, places_of


@require_safe
def sessions(request: HttpRequest) -> HttpResponse:
    """Every session of the person, on all hosts of the portal."""
    places = places_of(cast(User, request.user), request.session.session_key)
    return render(request, "account/sessions.html", {"places": places, "others": len(places) > 1})


@require_POST
def end_session(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """End one; ending this one is signing out."""
    user = cast(User, request.user)
    session = get_object_or_404(user.open_sessions, public_id=public_id)
    is_current = session.session_key == request.session.session_key
    end_sessions(user=user, public_id=public_id, by=user)
    if is_current:
        logout(request)
        return redirect("account_login")
    messages.success(request, _("The session has ended."))
    return redirect("account_sessions")


@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    """End all but this one."""
    user = cast(User, request.user)
    ended = end_sessions(user=user, keep=request.session.session_key, by=user)
    words = ngettext("%(count)d other session has ended.", "%(count)d other sessions have ended.", ended)
    messages.success(request, words % {"count": ended})
    return redirect("account_sessions")
