"""The organisation's team, on acceptance hosts."""

from customers.directory.views import team
from partnercenter.teams.urls import team_paths

urlpatterns = team_paths(
    team=team.team,
    invite=team.invite_colleague,
    member=team.team_member,
    remove=team.remove_member,
    withdraw=team.withdraw_team_invitation,
)
