"""Which directories a person's account is connected with."""

from typing import cast

from allauth.account.decorators import reauthentication_required
from allauth.socialaccount.models import SocialAccount
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from partnercenter.accounts.models import User
from partnercenter.accounts.views.frame import account_page
from partnercenter.authorities.actions import disconnect
from partnercenter.authorities.models import Authority
from partnercenter.authorities.queries import accounts_of, authorities_on
from partnercenter.authorities.views.signing import find_authority, leave


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@reauthentication_required
def directory_accounts(request: HttpRequest) -> HttpResponse:
    """What is connected, and what can be; both ask for a confirmation that it is oneself."""
    user = cast(User, request.user)
    if request.method == "POST" and "connect" in request.POST and not user.is_staff:
        return leave(request, find_authority(request, request.POST["connect"]), process="connect")
    if request.method == "POST":
        return take_off(request, user)
    authorities = authorities_on(getattr(request, "cloud", None))
    context = {"rows": describe(list(accounts_of(user))), "authorities": () if user.is_staff else authorities}
    return render(request, "authorities/accounts.html", context)


def describe(accounts: list[SocialAccount]) -> list[dict[str, object]]:
    """Each connection with its authority's name."""
    found = {str(each.public_id): each for each in Authority.objects.filter(
        public_id__in=[account.provider for account in accounts])}  # fmt: skip
    return [{"account": account, "authority": found.get(account.provider)} for account in accounts]


def take_off(request: HttpRequest, user: User) -> HttpResponse:
    """End one of the person's own connections."""
    key = request.POST.get("disconnect", "")
    account = get_object_or_404(accounts_of(user), pk=key if key.isascii() and key.isdecimal() and len(key) < 18 else 0)
    disconnect(account=account, by=user)
    messages.success(request, _("The directory is no longer connected with your account."))
    return redirect("directory_accounts")


directory_accounts_page = account_page(directory_accounts)
