"""The pages and mails of teams, in Japanese."""

import pytest

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.actions import suspend_partner
from tests import factories
from tests.conftest import PersonaClient
from tests.teams.desks import Team, team_of_customer, team_of_partner
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_pages import assert_japanese

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[team_of_partner, team_of_customer], ids=["partner", "customer"])
def team(request: pytest.FixtureRequest, db: None) -> Team:
    made: Team = request.param()
    made.admin.user.display_name, made.admin.user.locale = "田中 美咲", "ja"
    made.admin.user.save()
    whole = made.admin.partner if made.is_partner else made.admin.customer
    setattr(whole, "legal_name" if made.is_partner else "name", "北風システムズ株式会社")
    whole.save()
    return made


def test_the_pages_of_a_team_speak_japanese(team) -> None:
    member = team.member(team.small, user__display_name="林 葵", user__locale="ja")
    team.invitation(invited_by=team.admin.user)
    client = team.client
    for part in ("", "invite/", f"{member.public_id}/", f"{member.public_id}/remove/", f"{team.admin.public_id}/"):
        assert_japanese(client, team.path + part)
    assert_japanese(client, f"{team.path}invite/", email=team.admin.user.email, roles="owner")
    assert_japanese(client, f"{team.path}{team.admin.public_id}/", roles=team.small)
    assert_japanese(client, f"{team.path}{team.admin.public_id}/remove/", successor="nobody")
    assert_japanese(client, f"{team.path}{member.public_id}/", roles=team.large)
    assert_japanese(client, f"{team.path}{member.public_id}/remove/", successor="nobody")


def test_joining_speaks_japanese_and_so_do_all_mails(team) -> None:
    assert_japanese(team.client, f"{team.path}invite/", email="aoi@newcomer.example", roles=team.small, language="ja")
    page = OutboundEmail.objects.get(kind="team.invited")
    assert_japanese_letter(render(page))
    path = f"/team/join/{page.about_id}/"
    person = {"display_name": "林 葵", "locale": "ja"}
    newcomer = team.sign_in(factories.UserFactory(email="aoi@newcomer.example", **person))
    for client in (PersonaClient(team.host), team.sign_in(factories.UserFactory(**person)), newcomer):
        assert_japanese(client, path)
    newcomer.post(path)
    assert_japanese(newcomer, path)
    member = type(team.admin).objects.get(user=newcomer.user)
    team.client.post(f"{team.path}{member.public_id}/", {"roles": team.large})
    team.client.post(f"{team.path}{member.public_id}/remove/", {"successor": "nobody"})
    for kind in ("joined", "roles_changed", "removed"):
        for mail in OutboundEmail.objects.filter(kind=f"team.{kind}"):
            assert_japanese_letter(render(mail))


def test_a_suspended_partner_reads_why_in_japanese() -> None:
    team = team_of_partner()
    member = team.member("viewer", user__display_name="林 葵")
    suspend_partner(partner=team.admin.partner, by=factories.UserFactory(operator=True))
    for part in ("", f"{member.public_id}/"):
        assert_japanese(team.client, team.path + part)
