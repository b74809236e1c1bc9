"""What every answer of the portal goes through, on every host: health, headers, odd input, language, a busy database.

Their order stands in the settings and matters: headers go on every answer, error pages included, so that
`PageHeadersMiddleware` lies outside of all that may refuse.
"""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from partnercenter.pages import health, times, views
from partnercenter.pages.addresses import holds_token
from partnercenter.pages.busy import is_busy

GetResponse = Callable[[HttpRequest], HttpResponse]
NOT_ALLOWED = 405
METHODS = ("GET", "HEAD", "POST")
# Neither a camera nor a payment is ever asked for; passkeys need no entry.
PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"
PRIVATE = "no-store, private"
LONGEST_UPLOAD = 6 * 1024 * 1024  # bytes
UNLISTED_PATHS = ("/accounts/", "/mailbox/")


class HealthMiddleware:
    """Answers the probes before host check, session and redirect to https: a probe knows no host name (D33)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = health.PROBES.get(request.path_info)
        if probe and request.method in ("GET", "HEAD"):
            return probe()
        return self.get_response(request)


class PageHeadersMiddleware:
    """The headers that depend on the page: what may be kept, found by search engines, or told to the next site."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS)
        response.headers.setdefault("X-Content-Type-Options", "nosniff")
        response.headers.setdefault("Cross-Origin-Opener-Policy", "same-origin")
        if not request.path_info.startswith(settings.STATIC_URL):
            guard_link(request, response)
            guard_privacy(request, response)
        return response


def guard_link(request: HttpRequest, response: HttpResponse) -> None:
    """No Referer from an address that holds a token. Every other page keeps `same-origin`: under `no-referrer` a
    browser sends `Origin: null` with a form, which the CSRF check rightly refuses (D6, bad input 88). The pages of
    dead links have the switches of language and appearance, so `base/document.html` adds `strict-origin` there."""
    on_link = holds_token(request)
    response.headers.setdefault("Referrer-Policy", settings.SECURE_REFERRER_POLICY)
    if on_link:
        response["Referrer-Policy"] = "no-referrer"
    if on_link or getattr(request, "cloud", None) or request.path_info.startswith(UNLISTED_PATHS):
        response["X-Robots-Tag"] = "noindex, nofollow"


def guard_privacy(request: HttpRequest, response: HttpResponse) -> None:
    """Nothing of a person's session or of an opened link is kept by a browser or a proxy, and no refusal or failure:
    it may be over by the next click."""
    carries = settings.SESSION_COOKIE_NAME in request.COOKIES or bool(response.cookies)
    personal = carries or holds_token(request) or getattr(request, "cloud", None)
    if (personal or response.status_code >= 400) and "no-store" not in response.get("Cache-Control", ""):
        response["Cache-Control"] = PRIVATE


class RefuseOddInputMiddleware:
    """Refuses what no page of ours answers, before a session or the database is asked."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method not in METHODS:
            return views.method_not_allowed(request, METHODS)
        if "\x00" in request.path_info:
            return views.page_not_found(request)
        if has_nul(request.META.get("QUERY_STRING", "")):
            raise SuspiciousOperation("NUL in the query")
        if declared_length(request) > longest_body(request):
            return views.too_large(request)
        drop_nul_cookies(request)
        return with_words(request, self.get_response(request))


def with_words(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """A page of ours where Django answers a wrong method with nothing but its number (64)."""
    if response.status_code == NOT_ALLOWED and not response.content:
        return views.method_not_allowed(request, [response.headers.get("Allow", "")])
    return response


def has_nul(query: str) -> bool:
    """Whether a query holds NUL, which PostgreSQL stores in no text (57)."""
    return "\x00" in query or "%00" in query


def declared_length(request: HttpRequest) -> int:
    """Content-Length in bytes; nothing and junk count as 0, Django reads no body then."""
    text = request.META.get("CONTENT_LENGTH") or "0"
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else 0


def longest_body(request: HttpRequest) -> int:
    """How many bytes may come: a form's, or a file's with the form around it (§5: files of 5 MB at most)."""
    return LONGEST_UPLOAD if views.is_upload(request) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def drop_nul_cookies(request: HttpRequest) -> None:
    """A quoted cookie can hold NUL, which no table of sessions can be asked for: such a cookie is none (81)."""
    if any("\x00" in value for value in request.COOKIES.values()):
        request.COOKIES = {name: value for name, value in request.COOKIES.items() if "\x00" not in value}


class LanguageMiddleware:
    """Speaks the language of the cookie, else of the browser. It lies outside all that may refuse, so that error
    pages follow it too; a signed-in person's own choice comes later (`PersonMiddleware`)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        speak(request, translation.get_language_from_request(request))
        response = self.get_response(request)
        if not request.path_info.startswith(settings.STATIC_URL):
            patch_vary_headers(response, ("Accept-Language", "Cookie"))
            response.headers.setdefault("Content-Language", translation.get_language() or "en")
        return response


class PersonMiddleware:
    """A signed-in person's language and time zone, from the account (decisions §10)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        locale = getattr(request.user, "locale", "")
        if locale in dict(settings.LANGUAGES):
            speak(request, locale)
        zone = getattr(request.user, "time_zone", "")
        with timezone.override(times.find_zone(zone) if zone else None):
            return self.get_response(request)


def speak(request: HttpRequest, language: str) -> None:
    """Write what follows in `language`."""
    translation.activate(language)
    request.LANGUAGE_CODE = translation.get_language() or "en"


class BusyMiddleware:
    """A lock that is not had, a full pool, a lost or overtaken transaction: a page that says "try again" (F16–F21)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return views.unavailable(request) if is_busy(exception) else None
