"""What a browser needs before it can sign in with a passkey."""

from allauth.core.internal.ratelimit import decorator as limited
from allauth.mfa.webauthn.internal.auth import begin_authentication
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


@never_cache
@login_not_required
@require_safe
@limited(app="allauth.mfa", action="webauthn_login")
def passkey_options(request: HttpRequest) -> HttpResponse:
    """The challenge for a passkey of nobody in particular; this session keeps it until the answer comes."""
    return JsonResponse(begin_authentication(user=None))
