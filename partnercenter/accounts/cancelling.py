"""Where *Cancel* leads from the page that asks to confirm that it is oneself: back to where the person came from."""

from urllib.parse import urlencode, urlsplit

from django.http import HttpRequest
from django.urls import resolve, reverse

from partnercenter.accounts.fresh import DEEDS
from partnercenter.accounts.places import is_own_page

BACK = "back"  # keeps it while a wrong password is typed, or another way is chosen
CONFIRMING = {
    *("account_reauthenticate", "account_reauthenticate_by_code"),
    *("mfa_reauthenticate", "mfa_reauthenticate_webauthn"),
}


def way_back(request: HttpRequest) -> str:
    """A path of this host that does not ask to confirm again: kept, or the page before, or the deed's own page."""
    named = request.POST.get(BACK) or request.GET.get(BACK, "")
    wanted = request.POST.get("next") or request.GET.get("next", "")
    for page in (named, page_before(request), wanted):
        if leads_away(page, getattr(request, "urlconf", None)):
            return page
    return reverse("account") if wanted else "/"


def page_before(request: HttpRequest) -> str:
    """The path that the browser names as the page before this one; empty if that was another site's."""
    before = urlsplit(request.headers.get("Referer", ""))
    path = f"{before.path}?{before.query}" if before.query else before.path
    return path if before.netloc == request.get_host() else ""


def leads_away(page: str, urlconf: str | None) -> bool:
    """Whether the page is ours, and can be opened without a confirmation."""
    if not is_own_page(page, urlconf):
        return False
    name = resolve(urlsplit(page).path, urlconf).url_name or ""
    return name not in CONFIRMING and not (name in DEEDS and name.startswith(("mfa_", "account_")))


def with_way_back(url: str, back: str) -> str:
    """The address of another way to confirm, which keeps where *Cancel* leads."""
    return f"{url}{'&' if '?' in url else '?'}{urlencode({BACK: back})}"
