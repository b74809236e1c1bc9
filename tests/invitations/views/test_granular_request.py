"""Page 1 asks for granular rights: roles with the help to choose few, and nothing that was typed is lost."""

import re
import uuid

import pytest
from django.db import IntegrityError, connection, transaction

from customers.grants.models import RoleTemplate
from customers.grants.queries.roles import propose_roles
from invitations.models import Invitation
from tests import factories
from tests.conftest import client_of

pytestmark = pytest.mark.django_db
NEW = "/partner/requests/new/"
ROLES = ["license_administrator", "service_support_administrator"]


def filled(**changes):
    """Granular rights with the least that they need; `changes` on top."""
    least = {"request_key": str(uuid.uuid4()), "rights": "granular", "language": "en", "life_days": "30"}
    return least | {"grant_name": "OSAKA-1", "roles": ROLES, "days": "365"} | changes


def ticked(page: str, name: str) -> set[str]:
    return set(re.findall(rf'name="{name}" value="([^"]+)"[^>]* checked', page))


def test_granular_rights_are_asked_with_roles_days_and_a_name(partner_client):
    answer = partner_client.post(NEW, filled(auto_extends="on"))
    made = Invitation.objects.get()
    assert answer.status_code == 302
    assert (made.status, made.rights, made.roles, made.days) == ("ready", "granular", ROLES, 365)
    assert (made.auto_extends, made.grant_name, made.with_relationship) == (True, "OSAKA-1", True)


def test_granular_rights_can_be_asked_alone(partner_client):
    partner_client.post(NEW, filled(rights_alone="on"))
    assert Invitation.objects.get().with_relationship is False


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"roles": []}, "roles", "Choose at least one role."),
        ({"roles": ["emperor"]}, "roles", "Choose roles from the list, each once."),
        ({"days": "0"}, "days", "Enter a duration from 1 to 730 days."),
        ({"days": "731"}, "days", "Enter a duration from 1 to 730 days."),
        ({"days": ""}, "days", "Enter a duration from 1 to 730 days."),
        ({"days": "a year"}, "days", "Enter a duration from 1 to 730 days."),
        ({"grant_name": ""}, "grant_name", "Enter a name of 1 to 50 characters."),
        ({"grant_name": "www.evil.example"}, "grant_name", "Links are not allowed here"),
        ({"roles": ["global_administrator"], "auto_extends": "on"}, "auto_extends", "cannot extend automatically"),
        ({"is_reusable": "on"}, "is_reusable", "asks for no rights or for full rights only"),
    ],
)
def test_what_cannot_be_asked_is_said_at_its_field_and_the_rest_is_kept(partner_client, changes, field, words):
    answer = partner_client.post(NEW, filled(customer_name="Minato Seiki", **changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in str(answer.context["form"].errors[field])
    assert 'value="Minato Seiki"' in page
    assert ticked(page, "rights") == {"granular"}
    if "roles" not in changes:
        assert ticked(page, "roles") == set(ROLES)
    assert not Invitation.objects.exists()


def test_what_stands_in_the_fields_of_granular_rights_is_not_read_with_others(partner_client):
    partner_client.post(NEW, filled(rights="none", days="a year", roles=["emperor"], rights_alone="on"))
    made = Invitation.objects.get()
    assert (made.rights, made.roles, made.days, made.with_relationship) == ("none", [], None, True)


def test_a_name_is_given_once(partner_client, partner):
    partner_client.post(NEW, filled())
    again = partner_client.post(NEW, filled())
    assert "Another request of yours that is still open has this name." in again.content.decode()
    factories.DelegatedAdminGrantFactory(partner=partner, granular=True, name="HELD")
    held = partner_client.post(NEW, filled(grant_name="HELD"))
    assert "You already have rights with this name." in str(held.context["form"].errors["grant_name"])
    assert Invitation.objects.count() == 1


def test_the_name_of_a_request_that_has_ended_is_free_again(partner_client, partner):
    factories.InvitationFactory(partner=partner, granular=True, cancelled=True, grant_name="OSAKA-1")
    assert partner_client.post(NEW, filled()).status_code == 302


def test_a_sales_agent_drafts_granular_rights_and_an_admin_agent_releases_them(partner, partner_client):
    seller = client_of(factories.PartnerMembershipFactory(partner=partner, roles=["sales_agent"]))
    assert seller.post(NEW, filled()).status_code == 302
    draft = Invitation.objects.get()
    assert (draft.status, draft.links.count()) == ("draft", 0)
    assert seller.post(f"/partner/requests/{draft.public_id}/release/").status_code == 403
    partner_client.post(f"/partner/requests/{draft.public_id}/release/")
    draft.refresh_from_db()
    assert (draft.status, draft.links.count()) == ("ready", 1)


def test_germany_knows_no_granular_rights():
    partner = factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE")
    client = client_of(factories.PartnerMembershipFactory(partner=partner))
    assert "granular rights do not exist there" in client.get(NEW).content.decode()
    assert client.post(NEW, filled()).status_code == 422
    assert not Invitation.objects.exists()


def test_the_smallest_roles_for_what_one_wants_to_do_are_proposed_with_the_reason(partner_client):
    tasks = ["assign_licences", "reset_passwords"]
    wanted = [role.code for role in propose_roles(tasks)]
    answer = partner_client.post(
        NEW, filled(step="propose", tasks=tasks, roles=["global_administrator"], days="30x", reference="OSK-1")
    )
    page = answer.content.decode()
    assert answer.status_code == 200
    assert wanted
    assert ticked(page, "roles") == set(wanted)
    assert ticked(page, "tasks") == set(tasks)
    assert "These are the smallest roles" in page
    assert "for: " in page
    assert 'value="30x"' in page
    assert 'value="OSK-1"' in page
    assert "Enter a duration" not in page
    assert not Invitation.objects.exists()


def test_a_search_shows_what_it_finds_and_what_is_ticked_and_loses_nothing(partner_client):
    page = partner_client.post(NEW, filled(find="licen", customer_name="Minato Seiki")).content.decode()
    shown = set(re.findall(r'data-role><input[^>]*name="roles" value="([^"]+)"', page))
    hidden = set(re.findall(r'hidden data-role><input[^>]*name="roles" value="([^"]+)"', page))
    assert {"license_administrator", "service_support_administrator"} <= shown - hidden
    assert "exchange_administrator" not in shown - hidden
    assert ticked(page, "roles") == set(ROLES)
    assert 'value="Minato Seiki"' in page
    assert not Invitation.objects.exists()


def test_a_search_that_was_made_is_no_obstacle_to_asking(partner_client):
    assert partner_client.post(NEW, filled(find="licen", found="licen")).status_code == 302


def test_a_template_of_the_partner_ticks_its_roles_and_a_strangers_is_unknown(partner_client, partner):
    own = RoleTemplate.objects.create(partner=partner, name="Desk", roles=["helpdesk_administrator"])
    other = RoleTemplate.objects.create(
        partner=factories.PartnerFactory(), name="Theirs", roles=["billing_administrator"]
    )
    page = partner_client.post(NEW, filled(step="use_template", template=str(own.public_id))).content.decode()
    assert ticked(page, "roles") == {"helpdesk_administrator"}
    assert "Theirs" not in page
    page = partner_client.post(NEW, filled(step="use_template", template=str(other.public_id))).content.decode()
    assert ticked(page, "roles") == set(ROLES)


def test_only_a_global_admin_saves_a_template(partner_client, partner):
    form = filled(step="keep_template", kept_name="Desk")
    assert "Only a global admin" in partner_client.post(NEW, form).content.decode()
    assert "Save the template" not in partner_client.get(NEW).content.decode()
    boss = client_of(factories.PartnerMembershipFactory(partner=partner, roles=["global_admin", "admin_agent"]))
    page = boss.post(NEW, form).content.decode()
    assert "The template is saved." in page
    assert RoleTemplate.objects.get().roles == sorted(ROLES)
    assert "There is a template with this name already." in boss.post(NEW, form).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        "days = NULL",
        "days = 731",
        "roles = '{}'",
        "grant_name = ''",
        "roles = '{global_administrator}', auto_extends = true",
    ],
)
def test_the_database_itself_refuses_terms_that_no_rule_let_through(wrong):
    asked = factories.InvitationFactory(granular=True, draft=True)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE invitations_invitation SET {wrong} WHERE id = %s", [asked.pk])


@pytest.mark.parametrize("change", ["roles = '{global_reader}'", "days = 1", "auto_extends = true", "grant_name = 'x'"])
def test_terms_are_frozen_from_outside_too_once_the_link_is_issued(change):
    asked = factories.InvitationFactory(granular=True)
    with pytest.raises(Exception, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE invitations_invitation SET {change} WHERE id = %s", [asked.pk])
