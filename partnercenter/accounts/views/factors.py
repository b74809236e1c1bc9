"""Why a second step is needed, and the ways to set one up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from partnercenter.accounts.places import is_own_page


@require_safe
def second_factor_needed(request: HttpRequest) -> HttpResponse:
    """For a member whose role needs one, and for operators. Who has one by now goes on to where he was going."""
    membership = getattr(request, "membership", None)
    asked = request.GET.get("next", "/")
    way_back = asked if is_own_page(asked, getattr(request, "urlconf", None)) else "/"
    if membership is not None and not getattr(membership, "lacks_factor", False):
        return redirect(way_back)
    return render(request, "mfa/needed.html", {"membership": membership, "way_back": way_back})
