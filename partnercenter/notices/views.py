"""A person's notifications, on either kind of host, in the shell of the organisation that the person acts for."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnercenter.accounts.models import User
from partnercenter.notices import actions
from partnercenter.notices.forms import FilterForm, PreferencesForm
from partnercenter.notices.kinds import PARTNER
from partnercenter.notices.queries import Membership, Reader, in_lines, page_of_notices
from partnercenter.pages.forms import render_form_page
from partnercenter.wall.readers import customer, partner, read_as

Page = Callable[..., HttpResponse]


def reader_page(view: Page) -> Page:
    """Open the view to members of an organisation that is valid on this host; hands in the reader."""

    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        membership = cast(Membership | None, getattr(request, "membership", None))
        if membership is None:
            raise Http404
        reader = Reader(membership)
        read_as(partner(reader.organisation) if reader.side == PARTNER else customer(reader.organisation))
        return view(request, reader, **kwargs)

    guarded.reads_as = "member"  # type: ignore[attr-defined]
    return guarded


def shell_of(reader: Reader) -> str:
    return "base/partner.html" if reader.side == PARTNER else "base/customer.html"


@require_safe
@reader_page
def notices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """The list, the newest first."""
    form = FilterForm(request.GET, reader=reader)
    page, lines = page_of_notices(reader, **form.chosen, cursor=request.GET.get("cursor", ""))
    newest = reader.listed().order_by("-id").first() if reader.membership.has_unread else None  # type: ignore[union-attr]
    context = {"form": form, "page": page, "lines": lines, "newest": newest, "shell": shell_of(reader)}
    return render(request, "notices/notices.html", context)


@require_POST
@reader_page
def read_notice(request: HttpRequest, reader: Reader, public_id: UUID) -> HttpResponse:
    """Mark one as read; pressed twice it stays read. `open` names the part of its sentence whose page comes next."""
    notice = get_object_or_404(reader.listed().select_related("event"), public_id=public_id)
    actions.mark_read(reader=reader, notice=notice)
    part = in_lines(reader, [notice])[0].happening.parts.get(request.POST.get("open", ""))
    return redirect(part.url if part and part.url else "notices")


@require_POST
@reader_page
def read_all_notices(request: HttpRequest, reader: Reader) -> HttpResponse:
    """Mark as read what the person had before the eyes, and nothing that came since."""
    shown = as_id(request.POST.get("until", ""))
    until = reader.listed().filter(public_id=shown).first() if shown else None
    if until and actions.mark_all_read(reader=reader, until=until):
        messages.success(request, _("All notifications are marked as read."))
    return redirect("notices")


def as_id(text: str) -> UUID | None:
    """The id that was sent; None for junk."""
    try:
        return UUID(text)
    except ValueError:
        return None


@require_http_methods(["GET", "HEAD", "POST"])
@reader_page
def notice_preferences(request: HttpRequest, reader: Reader) -> HttpResponse:
    """What the person wants to be told, and how."""
    form = PreferencesForm(request.POST if request.method == "POST" else None, reader=reader)
    if request.method == "POST" and form.is_valid():
        actions.choose(choices=form.choices(), by=cast(User, request.user))
        messages.success(request, _("Your choice is saved."))
        return redirect("notice_preferences")
    return render_form_page(request, "notices/preferences.html", {"shell": shell_of(reader)}, form)
