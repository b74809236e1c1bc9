"""A second factor where the policy asks for one: a setting per cloud and role, and operators always."""

from urllib.parse import quote

import pytest
from allauth.mfa.models import Authenticator

from partnercenter.teams.models import SecondFactorRule
from tests import factories
from tests.conftest import sign_in
from tests.teams.desks import team_of_customer, team_of_partner

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[team_of_partner, team_of_customer], ids=["partner", "customer"])
def team(request, db):
    return request.param()


def rule(team, *roles: str, **facts: object) -> None:
    facts = {"cloud": team.organisation.cloud, "member_kind": team.organisation.kind, "roles": list(roles)} | facts
    SecondFactorRule.objects.create(**facts)


def is_led_away(client, path: str) -> bool:
    return client.get(path).headers.get("Location", "").startswith("/accounts/2fa/needed/")


def test_a_role_that_needs_one_is_led_to_set_one_up_with_the_reason(team):
    rule(team, team.large)
    client = team.client
    page = client.get(team.path, follow=True)
    assert page.redirect_chain[0][0].startswith("/accounts/2fa/needed/?next=")
    assert team.organisation.name in page.content.decode()
    assert "Add a passkey" in page.content.decode()
    for path in ("/accounts/profile/", "/help/", "/accounts/2fa/"):
        assert client.get(path).status_code == 200
    assert is_led_away(client, "/")
    assert client.post(f"{team.path}invite/", {"email": "a@b.example"}).status_code == 302


@pytest.mark.parametrize("kind", ["totp", "webauthn"])
def test_who_has_one_goes_on(team, kind):
    rule(team, team.large)
    Authenticator.objects.create(user=team.admin.user, type=kind, data={})
    assert team.client.get(team.path).status_code == 200
    assert team.client.get(f"/accounts/2fa/needed/?next={team.path}")["Location"] == team.path
    assert team.client.get("/accounts/2fa/needed/?next=//evil.example/")["Location"] == "/"


def test_the_way_to_a_second_step_never_loops_and_ends_where_one_was_going(team):
    rule(team, team.large)
    client, needed = team.client, f"/accounts/2fa/needed/?next={quote(team.path, safe='')}"

    def leads_on(path: str) -> bool:
        return f'href="{needed}"' in client.get(path).content.decode()

    assert not leads_on(needed)
    assert not leads_on("/accounts/2fa/")
    Authenticator.objects.create(user=team.admin.user, type="totp", data={})
    assert leads_on("/accounts/2fa/")
    assert client.get(needed)["Location"] == team.path
    assert not leads_on("/accounts/2fa/")


def test_recovery_codes_alone_are_none(team):
    rule(team, team.large)
    Authenticator.objects.create(user=team.admin.user, type="recovery_codes", data={})
    assert is_led_away(team.client, team.path)


def test_other_roles_kinds_and_clouds_are_not_asked(team):
    rule(team, team.small)
    other = "customer" if team.is_partner else "partner"
    rule(team, team.large, member_kind=other)
    rule(team, team.large, cloud=factories.cloud("china"))
    assert team.client.get(team.path).status_code == 200


def test_it_costs_no_query_more(team, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = team.client
    client.get("/help/")
    with CaptureQueriesContext(connection) as before:
        client.get("/help/")
    rule(team, team.large)
    with django_assert_num_queries(len(before)):
        client.get("/help/")


def test_operators_open_the_administration_with_one_only(settings):
    settings.OPERATORS_NEED_SECOND_FACTOR = True
    client = sign_in(factories.UserFactory(operator=True))
    assert is_led_away(client, "/admin/")
    assert "Operators sign in with more" in client.get("/accounts/2fa/needed/").content.decode()
    Authenticator.objects.create(user=client.user, type="totp", data={})
    assert client.get("/admin/").status_code == 200


def test_a_rule_names_only_roles_that_its_members_have(operator_client):
    cloud = factories.cloud()
    good = {"cloud": cloud.pk, "member_kind": "partner", "roles": ["admin_agent"]}
    wrong = operator_client.post("/admin/teams/secondfactorrule/add/", good | {"roles": ["billing_admin"]})
    assert "no such role" in wrong.content.decode()
    assert operator_client.post("/admin/teams/secondfactorrule/add/", good).status_code == 302
    assert SecondFactorRule.objects.get().roles == ["admin_agent"]
