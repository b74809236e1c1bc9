"""The switches of language and appearance, the error pages, and the component page."""

import logging
import secrets
import sys
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_POST

from partnercenter.pages import showcase, theme
from partnercenter.pages.busy import is_busy

logger = logging.getLogger(__name__)
TOO_LARGE = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)
LAST_RESORT = "<!doctype html><html lang=en><title>Error</title><p>Something went wrong on our side.</p></html>"


@login_not_required
@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie and on a signed-in person's account; then back to where it was asked."""
    answer = HttpResponseRedirect(safe_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        keep_cookie(answer, settings.LANGUAGE_COOKIE_NAME, language)
        keep_locale(request.user, language)
    return answer


@login_not_required
@require_POST
def set_theme(request: HttpRequest) -> HttpResponse:
    """Keeps the appearance (auto, light or dark) in a cookie; anything else changes nothing."""
    answer = HttpResponseRedirect(safe_next(request))
    chosen = request.POST.get("theme", "")
    if chosen in theme.THEMES:
        keep_cookie(answer, theme.cookie_name(), chosen)
    return answer


def safe_next(request: HttpRequest) -> str:
    """The path to go back to: of this host, beginning with one slash; else the start page."""
    wanted = request.POST.get("next", "")
    is_path = wanted.startswith("/") and not wanted.startswith("//") and wanted.isprintable()
    safe = is_path and url_has_allowed_host_and_scheme(wanted, allowed_hosts=None)
    return wanted if safe else "/"


def keep_cookie(answer: HttpResponse, name: str, value: str) -> None:
    """A cookie of a year, for this host, out of reach of scripts."""
    secure = name.startswith("__Host-")
    answer.set_cookie(name, value, max_age=theme.YEAR, secure=secure, httponly=True, samesite="Lax")


def keep_locale(user: Any, language: str) -> None:
    """Writes the language on the account, so that mails follow it; a visitor has none."""
    if user.is_authenticated and hasattr(user, "locale") and user.locale != language:
        user.locale = language
        user.save(update_fields=["locale"])


def nowhere(request: HttpRequest, **_kwargs: object) -> HttpResponse:
    """404, over an address that somebody else's code brings along and that leads to nothing here."""
    raise Http404


@login_not_required
def components(request: HttpRequest) -> HttpResponse:
    """Every part in every state, for those who build pages."""
    form = showcase.failed_form()
    return render(request, "pages/components.html", showcase.describe() | {"form": form})


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400; 413 where what came is more than the portal takes in."""
    if isinstance(exception, TOO_LARGE):
        return too_large(request, exception)
    return plain_page(request, 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403, for what is somebody's but not to be done by this person: with the reason, where the refusal has one."""
    return plain_page(request, 403, reason=str(exception) if exception else "")


def page_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404, the same for what does not exist and for what is not this person's (K43)."""
    membership = getattr(request, "membership", None)
    return plain_page(request, 404, organisation=getattr(membership, "organisation_name", ""))


def method_not_allowed(request: HttpRequest, allowed: Iterable[str]) -> HttpResponse:
    """405, for methods that no page of ours has (64)."""
    answer = plain_page(request, 405)
    answer["Allow"] = ", ".join(allowed)
    return answer


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form without a valid token: most often a session that has ended meanwhile."""
    return plain_page(request, 403, template="403_csrf.html")


def too_large(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """413 (86), with what was too much: a form's text, a file, the number of fields or of files."""
    return plain_page(
        request, 413, what=what_was_too_much(request, exception), most=settings.DATA_UPLOAD_MAX_NUMBER_FILES
    )


def what_was_too_much(request: HttpRequest, exception: Exception | None) -> str:
    """`fields`, `files`, `file` or `text`."""
    if isinstance(exception, TooManyFieldsSent):
        return "fields"
    if isinstance(exception, TooManyFilesSent):
        return "files"
    return "file" if is_upload(request) else "text"


def is_upload(request: HttpRequest) -> bool:
    """Whether the form may bring files."""
    return (request.content_type or "").startswith("multipart/form-data")


def too_many_requests(
    request: HttpRequest, exception: Exception | None = None, *, minutes: int = 1, **ways: Any
) -> HttpResponse:
    """429, with when to try again, in minutes. `ways`: `is_sign_in` leads back there, `of_passwords` past them too."""
    answer = plain_page(request, 429, minutes=minutes, **ways)
    answer["Retry-After"] = str(minutes * 60)
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """500 (K44), with a number that the log has too. It reads neither session nor database."""
    if is_busy(sys.exc_info()[1]):  # a middleware's own query failed; a view's is answered by BusyMiddleware
        return unavailable(request)
    reference = getattr(request, "reference", "") or secrets.token_hex(4).upper()
    logger.error("Page failed, reference %s", reference)
    return plain_page(request, 500, reference=reference)


def unavailable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """503, while the database or a deployment keeps the portal away."""
    answer = plain_page(request, 503)
    answer["Retry-After"] = "30"
    return answer


def plain_page(request: HttpRequest, status: int, template: str = "", **context: Any) -> HttpResponse:
    """An error page out of its template alone: without context processors no session or user is read."""
    context |= {"theme": theme.of_request(request), "status": status}
    body: str
    try:
        body = render_to_string(template or f"{status}.html", context)
    except Exception:
        logger.exception("The page of a %s could not be drawn", status)
        body = LAST_RESORT
    return HttpResponse(body, status=status)
