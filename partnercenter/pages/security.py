"""Under `/.well-known/`: to whom a fault is reported (RFC 9116), and the head of the activity log."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from partnercenter.audit.sealing import read_head

VALID_FOR = timedelta(days=180)


@login_not_required
@require_safe
def security_txt(request: HttpRequest) -> HttpResponse:
    """The contact of the settings; 404 where the operator has named none."""
    if not settings.SECURITY_CONTACT:
        raise Http404
    expires = (timezone.now() + VALID_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {settings.SECURITY_CONTACT}",
        f"Expires: {expires.strftime('%Y-%m-%dT%H:%M:%SZ')}",
        "Preferred-Languages: en, ja",
        f"Canonical: {settings.BASE_URL}/.well-known/security.txt",
    )
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@login_not_required
@require_safe
def audit_head(request: HttpRequest) -> HttpResponse:
    """The newest head of the log, as a line of the file that `verify_audit --heads` reads: for any store to keep.

    It tells how many events there are and when; of what they say a hash tells nothing.
    """
    line = f"{read_head()} {timezone.now():%Y-%m-%dT%H:%M:%SZ}\n"
    return HttpResponse(line, content_type="text/plain; charset=utf-8", headers={"Cache-Control": "no-store"})
