"""The pages of a team, for whichever organisation a guarded view of a room above hands in; and joining one.

Partners and customers see the same pages, each in its own shell (`base/partner.html`, `base/customer.html`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from partnercenter.accounts.models import User
from partnercenter.domains.owners import Organisation
from partnercenter.pages.forms import render_form_page
from partnercenter.teams import actions
from partnercenter.teams.forms import InviteForm, RemoveForm, RolesForm
from partnercenter.teams.kinds import TeamKind, team_kind
from partnercenter.teams.queries import invitations_of, waiting_of


@dataclass(frozen=True)
class Desk:
    """Who sits before the page: the organisation, the shell of its pages, and whether the person manages the team."""

    organisation: Organisation
    shell: str
    time_zone: str
    own: Any  # the membership of the person who looks
    manages: bool = True
    why_not: str = ""  # why the team cannot be changed now

    @property
    def kind(self) -> TeamKind:
        return team_kind(self.organisation.kind)

    @property
    def may_change(self) -> bool:
        return self.manages and not self.why_not


def said(desk: Desk, **more: object) -> dict[str, object]:
    """What every page of a team reads beside its own rows."""
    return {"desk": desk, "shell": desk.shell, "zone": desk.time_zone, "organisation": desk.organisation} | more


def posted(request: HttpRequest) -> QueryDict | None:
    """What was sent: boxes that nobody ticked send nothing, and that is an answer too."""
    return request.POST if request.method == "POST" else None


def list_team(request: HttpRequest, desk: Desk, joining: Iterable[Any] = ()) -> HttpResponse:
    """Members, open invitations, and who asks to join."""
    waiting = waiting_of(desk.organisation) if desk.manages else ()
    rows = [{"invitation": each, "roles": desk.kind.say_roles(each.roles)} for each in waiting]
    context = said(desk, members=desk.kind.members(desk.organisation), waiting=rows, joining=joining)
    return render(request, "teams/team.html", context)


def check_may_change(desk: Desk) -> None:
    """A suspended partner reads and changes nothing (decisions §6)."""
    if not desk.may_change:
        raise PermissionDenied(desk.why_not)


def invite(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Invite a colleague by mail."""
    check_may_change(desk)
    language = (get_language() or "en")[:2]
    form = InviteForm(posted(request), kind=desk.kind, initial={"language": language})
    if request.method == "POST" and form.is_valid() and invited(request, desk, form):
        return redirect("team")
    return render_form_page(request, "teams/invite.html", said(desk), form)


def invited(request: HttpRequest, desk: Desk, form: InviteForm) -> bool:
    """Invite, or put the refusal on the form."""
    chosen = {"email": form.cleaned_data["email"], "language": form.cleaned_data["language"]}
    by = cast(User, request.user)
    try:
        actions.invite_colleague(organisation=desk.organisation, **chosen, roles=form.chosen_roles(), by=by)
    except ValidationError as refusal:
        form.add_error("email", refusal)
        return False
    messages.success(request, _("The invitation is on its way to %(address)s.") % {"address": chosen["email"]})
    return True


def show_member(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """One member: roles to change, and the way out of the team."""
    member = get_object_or_404(desk.kind.members(desk.organisation), public_id=public_id)
    form = RolesForm(posted(request), kind=desk.kind, roles=member.roles)
    why_not_leave = desk.kind.why_not_leave(member)
    if why_not_leave:
        form.keep_last_role(desk.kind)
    if request.method == "POST":
        check_may_change(desk)
        if form.is_valid() and changed(request, desk, member, form):
            return redirect("team")
    return render_form_page(request, "teams/member.html", said(desk, member=member, why_not_leave=why_not_leave), form)


def changed(request: HttpRequest, desk: Desk, member: Any, form: RolesForm) -> bool:
    """Change the roles, or put the refusal on the form."""
    try:
        desk.kind.change(membership=member, roles=form.chosen_roles(), by=cast(User, request.user))
    except ValidationError as refusal:
        form.add_error("roles", refusal)
        return False
    messages.success(request, _("The roles of %(person)s are saved.") % {"person": member.user})
    return True


def remove(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """Says what ends and what passes on, and removes the member on POST."""
    check_may_change(desk)
    members = desk.kind.members(desk.organisation)
    member = get_object_or_404(members, public_id=public_id)
    colleagues = members.exclude(pk=member.pk) if desk.kind.hands_over else None
    form = RemoveForm(posted(request), colleagues=colleagues)
    leaving = said(desk, member=member, why_not_leave=desk.kind.why_not_leave(member))
    if request.method == "POST" and form.is_valid() and removed(request, desk, member, form):
        return redirect("home" if member == desk.own else "team")
    return render_form_page(request, "teams/remove.html", leaving, form)


def removed(request: HttpRequest, desk: Desk, member: Any, form: RemoveForm) -> bool:
    """Remove the member, or put the refusal on the form."""
    try:
        desk.kind.remove(membership=member, successor=form.chosen_successor(), by=cast(User, request.user))
    except ValidationError as refusal:
        form.add_error(None, refusal)
        return False
    words = _("%(person)s is no longer in the team.")
    messages.success(request, words % {"person": member.user})
    return True


def withdraw(request: HttpRequest, desk: Desk, public_id: UUID) -> HttpResponse:
    """Take an invitation back; pressed twice, it stays taken back."""
    check_may_change(desk)
    invitation = get_object_or_404(invitations_of(desk.organisation), public_id=public_id)
    try:
        actions.withdraw_invitation(invitation=invitation, by=cast(User, request.user))
        messages.success(request, _("The invitation is withdrawn."))
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))
    return redirect("team")
