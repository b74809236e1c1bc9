"""The public page that verifies receipts, on every host."""

from typing import cast

from allauth.core.internal import ratelimit
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from invitations.forms.verifying import VerifyForm
from invitations.verifying import Verdict, verify
from partnercenter.clouds.models import CloudRegion
from partnercenter.pages.forms import render_form_page

LIMITS = {"verify_receipt": "30/m/ip"}  # attempts; a receipt is verified by hand, one at a time


@login_not_required
@require_safe
def verify_receipt(request: HttpRequest, number: str = "") -> HttpResponse:
    """Number and checksum give a verdict; nothing is told without the right checksum. Changes no row."""
    typed = {"number": number or request.GET.get("number", ""), "hash": request.GET.get("hash", "")}
    if not typed["hash"] and "number" not in request.GET:
        return show(request, VerifyForm(initial=typed))
    form = VerifyForm(typed)
    if not form.is_valid():
        return show(request, form)
    if not ratelimit.consume(request, app="verify", action="verify_receipt", config=LIMITS, limit_get=True):
        return ratelimit.respond_429(request)
    cloud = cast("CloudRegion | None", request.cloud)  # type: ignore[attr-defined]
    verdict, proof = verify(form.cleaned_data["number"], form.cleaned_data["hash"], cloud)
    return show(request, form, verdict=verdict, proof=proof)


def show(request: HttpRequest, form: VerifyForm, verdict: Verdict | None = None, **context: object) -> HttpResponse:
    return render_form_page(request, "invitations/verify/verify.html", {"verdict": verdict, **context}, form)
