"""Security groups and role templates: who keeps them, and what a deletion takes away."""

import pytest

from customers.grants.models import RoleTemplate, SecurityGroup
from partnercenter.partners.models import PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db
GROUPS, TEMPLATES = "/partner/grants/groups/", "/partner/grants/templates/"


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", [PartnerRole.GLOBAL_ADMIN, PartnerRole.ADMIN_AGENT])
def test_a_group_is_made_changed_and_deleted(colleague_client, partner, role) -> None:
    client = colleague_client(role)
    assert "No security groups yet" in read(client, GROUPS)
    member = str(client.membership.public_id)
    assert client.post(f"{GROUPS}new/", {"name": "Licences desk", "members": [member]})["Location"] == GROUPS
    group = SecurityGroup.objects.get(partner=partner)
    assert group.members.get() == client.membership
    page = f"{GROUPS}{group.public_id}/"
    assert "checked" in read(client, page)
    client.post(page, {"name": "Helpdesk", "members": []})
    group.refresh_from_db()
    assert (group.name, group.members.count()) == ("Helpdesk", 0)
    assert "Nobody" in read(client, GROUPS)
    client.post(f"{page}delete/")
    group.refresh_from_db()
    assert group.deleted_at
    assert client.get(page).status_code == 404


def test_the_question_names_who_loses_what(partner_client, granular, partner, partner_membership) -> None:
    group = factories.SecurityGroupFactory(partner=partner, members=[partner_membership])
    factories.AccessAssignmentFactory(grant=granular, group=group)
    words = read(partner_client, f"{GROUPS}{group.public_id}/delete/")
    assert "株式会社みなと精機" in words.replace("<wbr>", "")
    assert "lose this access at once" in words
    assert "1 grant" in read(partner_client, GROUPS)


def test_a_name_that_is_taken_and_foreign_staff_are_refused(partner_client, partner) -> None:
    factories.SecurityGroupFactory(partner=partner, name="Desk")
    stranger = factories.PartnerMembershipFactory()
    for changes in ({"name": "Desk"}, {"members": [str(stranger.public_id)]}, {"name": ""}):
        assert partner_client.post(f"{GROUPS}new/", {"name": "Other"} | changes).status_code == 422
    assert SecurityGroup.objects.count() == 1


@pytest.mark.parametrize("role", [PartnerRole.SALES_AGENT, PartnerRole.HELPDESK_AGENT, PartnerRole.VIEWER])
def test_others_read_the_groups_and_are_told_why_not(colleague_client, partner, role) -> None:
    group, client = factories.SecurityGroupFactory(partner=partner), colleague_client(role)
    reason = "Only a global admin or an admin agent can change security groups."
    assert reason in read(client, GROUPS)
    for path in (f"{GROUPS}new/", f"{GROUPS}{group.public_id}/", f"{GROUPS}{group.public_id}/delete/"):
        answer = client.post(path, {"name": "Mine"})
        assert answer.status_code == 403
        assert reason in answer.content.decode()


def test_another_partner_finds_neither_groups_nor_templates(other_partner_client, partner) -> None:
    group = factories.SecurityGroupFactory(partner=partner, name="Canary group")
    assert "Canary" not in read(other_partner_client, GROUPS)
    for path in (f"{GROUPS}{group.public_id}/", f"{GROUPS}{group.public_id}/delete/"):
        assert other_partner_client.get(path).status_code == 404


def test_a_global_admin_keeps_templates(colleague_client, partner) -> None:
    client = colleague_client(PartnerRole.GLOBAL_ADMIN)
    good = {"name": "Helpdesk", "roles": ["helpdesk_administrator", "directory_readers"]}
    assert client.post(f"{TEMPLATES}new/", good)["Location"] == TEMPLATES
    template = RoleTemplate.objects.get(partner=partner)
    page = f"{TEMPLATES}{template.public_id}/"
    assert "Helpdesk Administrator" in read(client, TEMPLATES)
    assert client.post(f"{TEMPLATES}new/", good).status_code == 422
    assert client.post(page, good | {"roles": ["nothing_of_the_kind"]}).status_code == 422
    client.post(page, {"name": "First line", "roles": ["directory_readers"]})
    template.refresh_from_db()
    assert (template.name, template.roles) == ("First line", ["directory_readers"])
    client.post(f"{page}delete/")
    assert not RoleTemplate.objects.exists()


def test_templates_of_others_are_not_found_and_colleagues_only_read(partner_client, colleague_client, partner) -> None:
    template = RoleTemplate.objects.create(partner=partner, name="Desk", roles=["directory_readers"])
    stranger = factories.PartnerMembershipFactory(roles=["global_admin"])
    from tests.conftest import client_of

    assert client_of(stranger).get(f"{TEMPLATES}{template.public_id}/").status_code == 404
    assert "Desk" in read(partner_client, TEMPLATES)
    assert partner_client.post(f"{TEMPLATES}{template.public_id}/delete/").status_code == 403
