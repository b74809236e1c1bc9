"""Invitations to teams in the administration: looked up, never changed."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.operating import OperatedAdmin, ReadOnlyAdmin
from partnercenter.domains.owners import find_owner
from partnercenter.teams.forms import FactorRuleForm
from partnercenter.teams.kinds import team_kind
from partnercenter.teams.models import SecondFactorRule, TeamInvitation


@admin.register(TeamInvitation)
class TeamInvitationAdmin(ReadOnlyAdmin):
    list_display = ("email", "cloud", "owner_kind", "status", "invited_by", "invited_at", "expires_at")
    list_filter = ("status", "cloud", "owner_kind")
    list_select_related = ("cloud", "invited_by")
    search_fields = ("email_key", "=owner_id", "=public_id", "invited_by__email_key")
    fields = ("email", "cloud", "owner_kind", "team", "role_names", "language", "status", "invited_by", "invited_at",
              "expires_at", "answered_at", "public_id")  # fmt: skip
    readonly_fields = ("team", "role_names")
    date_hierarchy = "invited_at"

    @admin.display(description=_("organisation"))
    def team(self, row: TeamInvitation) -> str:
        found = find_owner(row.owner_kind, row.owner_id)
        return found.name if found else "–"

    @admin.display(description=_("roles"))
    def role_names(self, row: TeamInvitation) -> str:
        return team_kind(row.owner_kind).say_roles(row.roles)


@admin.register(SecondFactorRule)
class SecondFactorRuleAdmin(OperatedAdmin):
    """A setting per cloud and role, as data (decisions §9)."""

    form = FactorRuleForm
    list_display = ("cloud", "member_kind", "roles")
    list_filter = ("cloud", "member_kind")
    list_select_related = ("cloud",)
    search_fields = ("cloud__code", "member_kind")
