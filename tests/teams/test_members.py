"""Roles change and members go, by the team's own admins; the last of them stays."""

import pytest

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PersonaClient, client_of
from tests.partners.asked import asked_by, events, provider_admin, told
from tests.teams.desks import team_of_customer, team_of_partner

pytestmark = pytest.mark.django_db


def at(team, member, part: str = "") -> str:
    return f"{team.path}{member.public_id}/{part}"


def signed_in(team, user) -> PersonaClient:
    """A browser that signed in by the page, so that its session is listed."""
    browser = PersonaClient(team.host)
    browser.post("/accounts/login/", {"login": user.email, "password": factories.PASSWORD})
    return browser


def test_other_roles_count_at_the_next_click_and_are_told(team):
    member = team.member(team.small)
    client = signed_in(team, member.user)
    assert client.get(f"{team.path}invite/").status_code == 403
    assert team.client.post(at(team, member), {"roles": team.large})["Location"] == team.path
    assert client.get(f"{team.path}invite/")["Location"].startswith("/accounts/login/")  # signed out
    assert team.sign_in(member.user).get(f"{team.path}invite/").status_code == 200
    letter = render(OutboundEmail.objects.get(kind="team.roles_changed", recipient=member.user.email))
    assert "lobal admin" in letter.text
    team.client.post(at(team, member), {"roles": team.large})
    assert OutboundEmail.objects.filter(kind="team.roles_changed").count() == 1


def test_no_roles_and_unknown_ones_are_refused(team):
    member = team.member(team.small)
    for roles in ([], ["owner"], [team.small, "owner"]):
        assert team.client.post(at(team, member), {"roles": roles}).status_code == 422
    member.refresh_from_db()
    assert list(member.roles) == [team.small]


def test_the_last_global_admin_keeps_the_role_and_stays(team):
    team.member(team.small)
    refused = team.client.post(at(team, team.admin), {"roles": team.small})
    assert refused.status_code == 422
    assert "is the last global admin" in refused.content.decode()
    shown = team.client.get(at(team, team.admin)).content.decode()
    assert ("Save the roles" in shown) is team.is_partner  # who may have one role alone has nothing to save
    assert "Give a colleague the role" in shown
    if team.is_partner:  # a box that is locked is not sent by browsers: it stands for its value, and others are added
        assert f'<input type="hidden" name="roles" value="{team.large}">' in shown
        assert team.client.post(at(team, team.admin), {"roles": [team.large, team.small]}).status_code == 302
    for page in ("", "remove/"):
        words = team.client.get(at(team, team.admin, page)).content.decode()
        assert "is the last global admin" in words
        assert "Leave the team…" not in words
        assert 'name="successor"' not in words
    refused = team.client.post(at(team, team.admin, "remove/"), {"successor": "nobody"})
    assert "is the last global admin" in refused.content.decode()
    second = team.member(team.large)
    assert team.client.post(at(team, team.admin, "remove/"), {"successor": "nobody"}).status_code == 302
    assert team.admin.user not in team.present()
    assert second.user in team.present()


def test_a_removed_member_is_signed_out_and_a_stranger_at_the_next_click(team):
    member = team.member(team.small)
    client, unlisted = signed_in(team, member.user), team.sign_in(member.user)
    home = "/partner/requests/" if team.is_partner else team.path
    assert client.get(home).status_code == 200
    assert member.user.display_name in team.client.get(at(team, member, "remove/")).content.decode()
    assert member.user in team.present()
    team.client.post(at(team, member, "remove/"), {"successor": "nobody"})
    assert member.user not in team.present()
    assert client.get(home)["Location"].startswith("/accounts/login/")
    assert unlisted.get(home).status_code == 404
    assert told("team.removed") == {member.user.email}
    assert team.client.get(at(team, member)).status_code == 404


def test_members_of_other_teams_are_not_found(team):
    for stranger in (factories.PartnerMembershipFactory(), factories.CustomerMembershipFactory()):
        for part in ("", "remove/"):
            assert team.client.get(at(team, stranger, part)).status_code == 404
            assert team.client.post(at(team, stranger, part), {"roles": team.small}).status_code == 404
    theirs = (team_of_customer if team.is_partner else team_of_partner)().invitation()
    assert team.client.post(f"{team.path}invitations/{theirs.public_id}/withdraw/").status_code == 404


def test_who_manages_no_team_sees_its_members_at_most(team):
    client = team.sign_in(team.member(team.small).user)
    assert client.get(team.path).status_code == (403 if team.is_partner else 200)
    for part in ("invite/", f"{team.admin.public_id}/", f"{team.admin.public_id}/remove/"):
        assert client.get(team.path + part).status_code == 403
        assert client.post(team.path + part, {}).status_code == 403


def test_what_a_partners_member_had_asked_passes_to_the_colleague_who_was_chosen():
    leaving = provider_admin()
    colleague = factories.PartnerMembershipFactory(partner=leaving.partner, roles=[PartnerRole.GLOBAL_ADMIN])
    asked = asked_by(leaving, sent=True)
    path, client = f"/partner/team/{leaving.public_id}/remove/", client_of(colleague)
    assert client.post(path, {}).status_code == 422
    assert client.post(path, {"successor": str(leaving.public_id)}).status_code == 422
    assert client.post(path, {"successor": str(colleague.public_id)}).status_code == 302
    asked.refresh_from_db()
    assert asked.owner == colleague
    assert events(asked)[-1] == "partnershiprequest.handed_over"
