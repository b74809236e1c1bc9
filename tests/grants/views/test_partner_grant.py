"""One grant's page: terms, groups, people, and what an admin agent changes there."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.grants.models import AccessAssignment, DelegatedAdminGrant
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.factories.times import ago

pytestmark = pytest.mark.django_db
OTHERS = [PartnerRole.SALES_AGENT, PartnerRole.HELPDESK_AGENT, PartnerRole.GLOBAL_ADMIN, PartnerRole.VIEWER]


@pytest.fixture
def page(granular) -> str:
    return f"/partner/grants/{granular.public_id}/"


@pytest.fixture
def group(partner, partner_membership):
    return factories.SecurityGroupFactory(partner=partner, name="Licences desk", members=[partner_membership])


def read(client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_page_warns_while_nobody_has_access(partner_client, granular, page, group) -> None:
    assert "Nobody has access" in read(partner_client, page)
    factories.AccessAssignmentFactory(grant=granular, group=group, pending=True)
    words = read(partner_client, page)
    assert "Being activated" in words
    assert "Nobody has access" in words
    AccessAssignment.objects.update(status="active", activated_at=ago(days=0))
    words = read(partner_client, page)
    assert "Nobody has access" not in words
    assert "Misaki Tanaka" in words


def test_roles_are_said_in_plain_words_with_their_risk(partner_client, page) -> None:
    words = read(partner_client, page)
    for said in ("License Administrator", "Helpdesk Administrator", "risk", "佐藤 健一", "by the customer"):
        assert said in words


def test_full_rights_name_the_agents_and_flag_idleness(partner_client, full) -> None:
    DelegatedAdminGrant.objects.filter(pk=full.pk).update(last_used_at=ago(days=100))
    words = read(partner_client, f"/partner/grants/{full.public_id}/")
    assert "Misaki Tanaka" in words
    assert "Nobody has used these rights for 90 days" in words
    assert "Access assignments" not in words


def test_a_group_gets_roles_and_loses_them(partner_client, granular, page, group) -> None:
    good = {"group": str(group.public_id), "roles": ["license_administrator"]}
    assert "License Administrator" in read(partner_client, f"{page}groups/assign/")
    assert partner_client.post(f"{page}groups/assign/", good)["Location"] == page
    assigned = AccessAssignment.objects.get()
    assert (assigned.group, assigned.roles, assigned.status) == (group, ["license_administrator"], "pending")
    changed = f"{page}groups/{assigned.public_id}/"
    assert "checked" in read(partner_client, changed)
    partner_client.post(changed, {"roles": ["user_administrator", "helpdesk_administrator"]})
    assigned.refresh_from_db()
    assert set(assigned.roles) == {"user_administrator", "helpdesk_administrator"}
    partner_client.post(f"{changed}remove/")
    assigned.refresh_from_db()
    assert assigned.status == "removed"


def test_roles_outside_the_grant_and_foreign_groups_are_refused(partner_client, page, group) -> None:
    foreign = factories.SecurityGroupFactory()
    for changes in ({"roles": ["global_administrator"]}, {"roles": []}, {"group": str(foreign.public_id)}):
        good = {"group": str(group.public_id), "roles": ["license_administrator"]}
        assert partner_client.post(f"{page}groups/assign/", good | changes).status_code == 422
    assert not AccessAssignment.objects.exists()


def test_drift_is_said_where_it_is(partner_client, granular, page, group) -> None:
    factories.AccessAssignmentFactory(grant=granular, group=group)
    DelegatedAdminGrant.objects.filter(pk=granular.pk).update(roles=["license_administrator"])
    assert "No longer part of these rights: Helpdesk Administrator" in read(partner_client, page)
    group.deleted_at = ago(days=0)
    group.save()
    assert "This group has been deleted" in read(partner_client, page)


def test_single_roles_are_given_up(partner_client, granular, page) -> None:
    assert "at once" in read(partner_client, f"{page}roles/")
    partner_client.post(f"{page}roles/", {"roles": ["user_administrator"], "reason": "Not needed."})
    granular.refresh_from_db()
    assert granular.roles == ["license_administrator", "helpdesk_administrator"]
    answer = partner_client.post(f"{page}roles/", {"roles": granular.roles})
    assert answer.status_code == 422
    assert "At least one role has to stay" in answer.content.decode()


def test_the_rights_are_given_up_with_the_consequence_in_words(partner_client, granular, page, customer) -> None:
    path = f"/partner/customers/{customer.public_id}/grants/{granular.public_id}/give-up/"
    assert "lose access at once" in read(partner_client, path)
    assert partner_client.post(path, {"reason": "The project is over."})["Location"] == page
    granular.refresh_from_db()
    assert (granular.status, granular.ended_side, granular.end_reason) == (
        "terminated",
        "partner",
        "The project is over.",
    )
    words = read(partner_client, page)
    assert "Your company gave them up" in words
    assert "Ask for rights again" in words
    assert partner_client.post(path)["Location"] == page


@pytest.mark.parametrize("role", OTHERS)
def test_a_colleague_without_the_role_reads_and_is_told_why_not(colleague_client, granular, group, page, role) -> None:
    client = colleague_client(role)
    assert "Only an admin agent can change rights." in read(client, page)
    record = f"/partner/customers/{granular.customer.public_id}/grants/{granular.public_id}/"
    for path in (f"{page}groups/assign/", f"{page}roles/", f"{record}give-up/"):
        for answer in (client.get(path), client.post(path, {})):
            assert answer.status_code == 403
            assert "admin agent" in answer.content.decode().lower()


def test_another_partner_finds_nothing(other_partner_client, granular, group, page) -> None:
    assigned = factories.AccessAssignmentFactory(grant=granular, group=group)
    record = f"/partner/customers/{granular.customer.public_id}/grants/"
    own = (page, f"{page}roles/", f"{page}groups/assign/", f"{page}groups/{assigned.public_id}/", record,
           f"{record}{granular.public_id}/give-up/")  # fmt: skip
    for path in own:
        assert other_partner_client.get(path).status_code == 404
    assert other_partner_client.post(f"{page}groups/{assigned.public_id}/remove/").status_code == 404
    assigned.refresh_from_db()
    assert assigned.status == "active"


def test_a_suspended_partner_reads_and_changes_nothing(partner_client, granular, group, page, partner) -> None:
    partner.status, partner.suspended_at = "suspended", ago(days=0)
    partner.suspended_by = factories.UserFactory(operator=True)
    partner.save()
    assert "Your company is suspended" in read(partner_client, page)
    good = {"group": str(group.public_id), "roles": ["license_administrator"]}
    assert partner_client.post(f"{page}groups/assign/", good).status_code == 403


def test_the_page_costs_the_same_for_one_group_and_for_five(partner_client, granular, page, partner) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            partner_client.get(page)
        return len(seen)

    def add() -> None:
        member = factories.PartnerMembershipFactory(partner=partner)
        given = factories.SecurityGroupFactory(partner=partner, members=[member])
        factories.AccessAssignmentFactory(grant=granular, group=given)

    add()
    queries()
    before = queries()
    for _each in range(4):
        add()
    assert queries() == before <= 9


def test_the_record_shows_what_is_held_and_what_ended(partner_client, granular, full, customer, partner) -> None:
    factories.PartnerCustomerFactory(partner=partner, customer=customer)
    full.status, full.ended_at, full.ended_side = "terminated", ago(days=2), "customer"
    full.save()
    words = read(partner_client, f"/partner/customers/{customer.public_id}/grants/")
    assert granular.name in words
    assert "ended by the customer" in words
    assert f"/partner/requests/new/?customer={customer.public_id}&amp;rights=granular" in words
