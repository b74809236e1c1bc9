"""The mailbox page: what the mail catcher of the embedded default has received. It exists nowhere else."""

import os
from itertools import islice
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from partnercenter.embedded.kept_mail import KeptMail, find_mail, kept_mails

SHOWN = 100
TABS = ("html", "text", "headers")
# A mail may bring styles of its own and nothing else: no script, no picture from elsewhere, no form.
MAIL_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; "
    "sandbox allow-popups allow-popups-to-escape-sandbox"
)
NEW_TAB = '<base target="_blank">'  # in its frame, an address could not be opened


@login_not_required
@require_safe
def mailbox(request: HttpRequest) -> HttpResponse:
    """The newest mails, 100 at most; no cache, so that a reload shows what has come."""
    folder = mail_folder()
    mails = list(islice(kept_mails(folder), SHOWN + 1)) if folder else []
    context = {"mails": mails[:SHOWN], "more": len(mails) > SHOWN, "shown": SHOWN, "catching": bool(folder)}
    return _fresh(render(request, "embedded/mailbox.html", context))


@login_not_required
@require_safe
def mail(request: HttpRequest, name: str) -> HttpResponse:
    """One mail: its HTML part in a frame, its text, or its headers; and the portal's links in it."""
    kept = _mail_or_404(name)
    wanted = request.GET.get("part", "html" if kept.html else "text")
    context = {"mail": kept, "part": wanted if wanted in TABS else "text", "links": portal_links(kept)}
    return _fresh(render(request, "embedded/mail.html", context))


@login_not_required
@require_safe
def mail_html(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML part alone, for the frame, under a policy of its own."""
    answer = HttpResponse(NEW_TAB + _mail_or_404(name).html)
    answer["Content-Security-Policy"] = MAIL_POLICY
    answer["X-Frame-Options"] = "SAMEORIGIN"
    return _fresh(answer)


def mail_folder() -> Path | None:
    """Where the catcher keeps its mails; None where another mail server is in use."""
    text = os.environ.get("MAILBOX_FOLDER", "")
    return Path(text) if text else None


def portal_links(kept: KeptMail) -> list[str]:
    """The addresses in the mail that lead to one of our own hosts."""
    return [address for address in kept.addresses if _is_ours(urlsplit(address).netloc)]


def _is_ours(host: str) -> bool:
    return host == urlsplit(settings.BASE_URL).netloc or host.endswith("." + settings.ACCEPTANCE_DOMAIN)


def _mail_or_404(name: str) -> KeptMail:
    folder = mail_folder()
    kept = find_mail(folder, name) if folder else None
    if kept is None:
        raise Http404
    return kept


def _fresh(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "no-store"
    return answer
