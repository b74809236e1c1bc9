"""Teams: colleagues invited, joined, changed, gone, of partners and of customers; who signed in, who tried in vain."""

import secrets

from django.test import RequestFactory

from customers.directory.actions import change_role, member_leaves
from customers.directory.models import CustomerRole
from customers.directory.ownership import as_owner as as_customer
from partnercenter.accounts.models import OpenSession, User
from partnercenter.accounts.tries import keep_wrong_try
from partnercenter.domains.owners import Organisation
from partnercenter.partners.actions import change_roles
from partnercenter.partners.models import PartnerRole
from partnercenter.partners.ownership import as_owner as as_partner
from partnercenter.teams.actions import invite_colleague, join_team, withdraw_invitation
from partnercenter.teams.models import SecondFactorRule, TeamInvitation
from tests import factories
from tests.tenancy.land import Land


def invite(land: Land, organisation: Organisation, role: str, by: User) -> TeamInvitation:
    """Somebody of no organisation yet."""
    person = land.passers_by.pop()
    chosen = {"email": person.email, "roles": [role], "language": "en"}
    return invite_colleague(organisation=organisation, **chosen, by=by)


def invited_person(invitation: TeamInvitation) -> User:
    return User.objects.get(email_key=invitation.email_key)


def gather_teams(land: Land) -> None:
    """A and B each invite three: one joins, changes the role and (at B) leaves, one waits, one is no longer wanted."""
    for whole, role, by in (
        (as_partner(land.partners["A"]), PartnerRole.VIEWER, land.boss["A"].user),
        (as_customer(land.customers["B"]), CustomerRole.USER, land.admin("B").user),
    ):
        SecondFactorRule.objects.create(cloud=land.cloud, member_kind=whole.kind, roles=[])
        withdraw_invitation(invitation=invite(land, whole, role, by), by=by)
        invite(land, whole, role, by)
        factories.TeamInvitationFactory(organisation=whole, invited_by=by)
        coming = invite(land, whole, role, by)
        member = join_team(invitation=coming, by=invited_person(coming))
        if role == PartnerRole.VIEWER:
            OpenSession.objects.create(user=by, session_key=secrets.token_hex(16), user_agent="Firefox")
            keep_wrong_try(RequestFactory().post("/"), action="login_failed", key=by.email)
            change_roles(membership=member, roles=[PartnerRole.HELPDESK_AGENT], by=by)
        else:
            change_role(membership=member, roles=[CustomerRole.BILLING_ADMIN], by=by)
            member_leaves(membership=member, by=by)
