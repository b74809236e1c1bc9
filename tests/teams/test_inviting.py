"""A colleague is invited by mail, proves the mailbox, and joins: for teams of partners and of customers."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.partners.actions import suspend_partner
from partnercenter.teams.models import TeamInvitation
from tests import factories
from tests.conftest import PersonaClient
from tests.partners.asked import events
from tests.teams.desks import team_of_partner

pytestmark = pytest.mark.django_db
ADDRESS = "h.moore@newcomer.example"


def page_of(invitation) -> str:
    return f"/team/join/{invitation.public_id}/"


def test_an_invited_colleague_joins_with_the_roles_of_the_invitation(team):
    assert team.invite(ADDRESS)["Location"] == team.path
    invitation = TeamInvitation.objects.get()
    assert ADDRESS in team.client.get(team.path).content.decode()
    letter = render(OutboundEmail.objects.get(kind="team.invited"))
    assert team.organisation.name in letter.subject
    assert re.search(rf"http://{team.host}{page_of(invitation)}", letter.text)
    newcomer = team.sign_in(factories.UserFactory(email=ADDRESS, display_name="Helen Moore"))
    assert "Join the team" in newcomer.get(page_of(invitation)).content.decode()
    assert newcomer.post(page_of(invitation))["Location"] == "/"
    assert newcomer.user in team.present()
    assert events(invitation) == ["team_invitation.created", "team_invitation.accepted"]
    assert "membership.joined" in AuditEvent.objects.values_list("action", flat=True)
    told = OutboundEmail.objects.get(kind="team.joined")
    assert told.recipient == team.admin.user.email
    assert "Helen Moore" in render(told).subject
    assert newcomer.get("/").status_code == 200


def test_a_person_without_an_account_registers_and_comes_back(team, mailed_code):
    team.invite(ADDRESS)
    page = page_of(TeamInvitation.objects.get())
    visitor = PersonaClient(team.host)
    shown = visitor.get(page).content.decode()
    assert f"/accounts/signup/?next={page}" in shown
    assert ADDRESS not in shown
    answers = {"display_name": "Helen", "email": ADDRESS, "password1": "a quiet harbour at dawn", "next": page}
    visitor.post(f"/accounts/signup/?next={page}", answers)
    answer = visitor.post("/accounts/confirm-email/", {"code": mailed_code("email_confirmation_signup")})
    assert answer["Location"] == page
    visitor.post(page)
    assert ADDRESS in [user.email for user in team.present()]


def test_only_the_proven_owner_of_the_mailbox_joins(team):
    invitation = team.invitation(email=ADDRESS)
    stranger = team.sign_in(factories.UserFactory())
    unproven = team.sign_in(factories.UserFactory(email=ADDRESS, unverified=True))
    for client, words in ((stranger, "another address"), (unproven, "Confirm the address")):
        assert words in client.get(page_of(invitation)).content.decode()
        client.post(page_of(invitation))
        assert client.user not in team.present()
    assert PersonaClient(team.host).post(page_of(invitation)).status_code == 200
    invitation.refresh_from_db()
    assert invitation.status == "open"


def test_an_invitation_works_on_its_own_host_alone(team):
    invitation = team.invitation()
    for host in ("localhost:8000", "public.localhost:8000", "china.localhost:8000"):
        assert PersonaClient(host).get(page_of(invitation)).status_code == (200 if host == team.host else 404)


def test_withdrawn_answered_and_past_invitations_say_so_and_send_nothing(team):
    team.invite(ADDRESS)
    invitation = TeamInvitation.objects.get()
    path = f"{team.path}invitations/{invitation.public_id}/withdraw/"
    assert team.client.post(path)["Location"] == team.path
    assert team.client.post(path)["Location"] == team.path
    with pytest.raises(NothingToSend):
        render(OutboundEmail.objects.get(kind="team.invited"))
    owner = team.sign_in(factories.UserFactory(email=ADDRESS))
    for dead in (invitation, team.invitation(email=ADDRESS, past=True)):
        assert owner.get(page_of(dead)).status_code == 410
        owner.post(page_of(dead))
        assert owner.user not in team.present()


def test_an_address_is_invited_once_and_again_when_that_has_ended(team):
    assert team.invite(ADDRESS).status_code == 302
    second = team.invite(ADDRESS.upper())
    assert second.status_code == 422
    assert "invited already" in second.content.decode()
    with time_machine.travel(timezone.now() + timedelta(days=15), tick=True):
        assert team.invite(ADDRESS).status_code == 302
    assert list(TeamInvitation.objects.order_by("pk").values_list("status", flat=True)) == ["expired", "open"]


def test_a_member_is_not_invited_and_an_account_elsewhere_is_not_told_of(team):
    assert "in the team already" in team.invite(team.admin.user.email).content.decode()
    elsewhere = factories.UserFactory(display_name="Secret Name")
    team.invite(elsewhere.email)
    assert "Secret Name" not in team.client.get(team.path).content.decode()


def test_a_team_does_not_mail_the_world(team, monkeypatch):
    monkeypatch.setattr("partnercenter.teams.rules.MOST_OPEN", 1)
    assert team.invite(ADDRESS).status_code == 302
    assert "Withdraw some" in team.invite("b@newcomer.example").content.decode()


def test_a_suspended_partner_changes_nothing_in_its_team():
    team = team_of_partner()
    member, invitation = team.member("viewer"), team.invitation(email=ADDRESS)
    suspend_partner(partner=team.admin.partner, by=factories.UserFactory(operator=True))
    assert "Your partner account is suspended" in team.client.get(team.path).content.decode()
    assert team.invite("b@newcomer.example").status_code == 403
    assert team.client.post(f"{team.path}{member.public_id}/", {"roles": "sales_agent"}).status_code == 403
    assert team.client.post(f"{team.path}{member.public_id}/remove/", {"successor": "nobody"}).status_code == 403
    newcomer = team.sign_in(factories.UserFactory(email=ADDRESS))
    newcomer.post(page_of(invitation))
    assert newcomer.user not in team.present()
