"""Joining a team, on the host where its organisation works; and how a room lays the team's pages below its own path."""

from collections.abc import Callable

from django.http import HttpResponseBase
from django.urls import URLPattern, path

from partnercenter.teams.views.joining import join_team

View = Callable[..., HttpResponseBase]


def team_paths(*, team: View, invite: View, member: View, remove: View, withdraw: View) -> list[URLPattern]:
    """The routes, under the same names on both kinds of host. The guarded views are the room's."""
    return [
        path("", team, name="team"),
        path("invite/", invite, name="invite_colleague"),
        path("invitations/<uuid:public_id>/withdraw/", withdraw, name="withdraw_team_invitation"),
        path("<uuid:public_id>/", member, name="team_member"),
        path("<uuid:public_id>/remove/", remove, name="remove_member"),
    ]


urlpatterns = [path("join/<uuid:public_id>/", join_team, name="join_team")]
