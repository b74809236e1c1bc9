"""The record's *Users*: rights used, refused and logged; and the customer's log of them."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.directory.models import CustomerRole
from customers.grants.actions import change_group, reduce_grant
from customers.relationships.actions import end_rights
from customers.services.models import DirectoryUser
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import TenantDomain
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.services.conftest import relate

pytestmark = pytest.mark.django_db
LOG = "/customer/partners/uses/"
ADMIN, HELPDESK = PartnerRole.ADMIN_AGENT, PartnerRole.HELPDESK_AGENT


@pytest.fixture
def served(partner, customer):
    relate(partner, customer)
    return customer


@pytest.fixture
def grant(served, partner, partner_membership):
    """Granular rights over users, in the hands of a group with Misaki Tanaka."""
    held = factories.DelegatedAdminGrantFactory(
        partner=partner, customer=served, granular=True, name="KTK-USERS", roles=["user_administrator"]
    )
    group = factories.SecurityGroupFactory(partner=partner, name="Front desk", members=[partner_membership])
    factories.AccessAssignmentFactory(grant=held, group=group)
    return held


@pytest.fixture
def person(served) -> DirectoryUser:
    return factories.DirectoryUserFactory(
        customer=served, display_name="Aoi Mori", user_name="a.mori@minato-seiki.example"
    )


def users_of(customer) -> str:
    return f"/partner/customers/{customer.public_id}/users/"


def at(person: DirectoryUser, deed: str = "") -> str:
    path = f"{users_of(person.customer)}{person.public_id}/"
    return f"{path}{deed}/" if deed else path


def test_each_deed_is_done_by_the_right_and_stands_in_the_customers_log(partner_client, customer_client, grant, person):
    for deed in ("block", "unblock", "reset-password"):
        answer = partner_client.post(at(person, deed), follow=True)
        assert answer.status_code == 200
    person.refresh_from_db()
    assert not person.is_blocked
    assert person.password_reset_at
    used = AuditEvent.objects.filter(action="grant.used")
    assert {event.object_id for event in used} == {grant.public_id}
    assert {event.details["about"] for event in used} == {str(person.public_id)}
    grant.refresh_from_db()
    assert grant.last_used_at
    words = customer_client.get(LOG).content.decode()
    said = ("Blocked a user", "Unblocked a user", "Reset a password", "Aoi Mori", "Misaki Tanaka", "KTK-USERS")
    for each in (*said, "as User Administrator"):
        assert each in words


def test_somebody_new_gets_a_place_in_the_directory_and_no_sign_in(partner_client, grant, person):
    accounts = User.objects.count()
    path = f"{users_of(grant.customer)}invite/"
    assert partner_client.get(path).status_code == 200
    facts = {"display_name": "Ren Abe", "country": "JP", "language": "ja"}
    for taken_or_foreign in ("A.Mori@minato-seiki.example", "r.abe@elsewhere.example"):
        assert partner_client.post(path, facts | {"user_name": taken_or_foreign}).status_code == 422
    answer = partner_client.post(path, facts | {"user_name": "r.abe@minato-seiki.example"})
    assert answer.status_code == 302
    invited = DirectoryUser.objects.get(display_name="Ren Abe")
    assert invited.invited_at
    assert (invited.country, invited.language) == ("JP", "ja")
    assert User.objects.count() == accounts


def test_nobody_is_invited_while_the_customer_has_confirmed_no_domain(partner_client, grant):
    TenantDomain.objects.filter(owner_id=grant.customer.public_id).update(confirmed_at=None, confirmed_by="")
    listed = partner_client.get(users_of(grant.customer)).content.decode()
    assert "has confirmed no domain yet" in listed
    assert f"{users_of(grant.customer)}invite/" not in listed
    facts = {"display_name": "Ren Abe", "user_name": "r.abe@minato-seiki.example", "country": "JP", "language": "ja"}
    answer = partner_client.post(f"{users_of(grant.customer)}invite/", facts)
    assert answer.status_code == 422
    assert "has confirmed no domain yet" in answer.content.decode()


def end_by_customer(grant, member):
    end_rights(grant=grant, side="customer", by=grant.granted_by)


def lose_the_group(grant, member):
    group = grant.assignments.get().group
    change_group(group=group, name=group.name, members=[], by=member)


def leave_out_the_role(grant, member):
    admin = factories.CustomerMembershipFactory(customer=grant.customer)
    reduce_grant(grant=grant, without=["user_administrator"], by=admin)


def leave(grant, member):
    member.left_at = factories.ago(minutes=1)
    member.save()


def suspend(grant, member):
    operator = factories.UserFactory(operator=True)
    partner = grant.partner
    partner.status, partner.suspended_at, partner.suspended_by = "suspended", factories.ago(minutes=1), operator
    partner.save()


@pytest.mark.parametrize("end", [end_by_customer, lose_the_group, leave_out_the_role, suspend])
def test_a_right_that_ended_a_moment_ago_is_refused_in_an_open_page(
    partner_client, partner_membership, grant, person, end
):
    if end is leave_out_the_role:
        grant = factories.DelegatedAdminGrantFactory(
            partner=grant.partner,
            customer=grant.customer,
            granular=True,
            name="TWO",
            roles=["user_administrator", "global_reader"],
        )
        person.customer.grants.get(name="KTK-USERS").assignments.update(
            status="removed", removed_at=factories.ago(minutes=1), removed_by=grant.granted_by
        )
        group = factories.SecurityGroupFactory(partner=grant.partner, members=[partner_membership])
        factories.AccessAssignmentFactory(grant=grant, group=group)
    assert partner_client.get(at(person)).status_code == 200  # the open page
    end(grant, partner_membership)
    answer = partner_client.post(at(person, "block"))
    assert answer.status_code == 403
    words = answer.content.decode()
    assert "Your rights no longer allow this" in words
    assert "Nothing was done." in words
    assert "Aoi Mori" not in words
    person.refresh_from_db()
    assert not person.is_blocked
    assert not AuditEvent.objects.filter(action__in=["grant.used", "directoryuser.blocked"]).exists()


def test_the_page_after_the_customer_ended_the_rights_says_when_and_how_to_ask(partner_client, grant, person):
    end_rights(grant=grant, side="customer", by=grant.granted_by)
    words = partner_client.post(at(person, "reset-password")).content.decode()
    assert "ended rights of your company on" in words
    assert f"?customer={person.customer.public_id}" in words
    assert "Aoi Mori" not in partner_client.get(users_of(person.customer)).content.decode()


def test_somebody_who_left_is_out_at_the_very_next_request(partner_client, partner_membership, grant, person):
    leave(grant, partner_membership)
    answer = partner_client.post(at(person, "block"))
    assert answer.status_code in (302, 403, 404)
    person.refresh_from_db()
    assert not person.is_blocked


def test_a_helpdesk_agent_reads_blocks_and_resets_but_never_invites(colleague_client, partner, person):
    factories.DelegatedAdminGrantFactory(partner=partner, customer=person.customer)
    client = colleague_client(HELPDESK)
    assert "Aoi Mori" in client.get(users_of(person.customer)).content.decode()
    for deed in ("block", "unblock", "reset-password"):
        assert client.post(at(person, deed)).status_code == 302
    invite = f"{users_of(person.customer)}invite/"
    assert client.get(invite).status_code == 403
    assert client.post(invite, {"display_name": "X Y", "user_name": "x@minato.example"}).status_code == 403
    assert DirectoryUser.objects.count() == 1


@pytest.mark.parametrize("role", [PartnerRole.SALES_AGENT, PartnerRole.VIEWER, PartnerRole.GLOBAL_ADMIN])
def test_other_colleagues_see_why_the_users_are_closed_to_them(colleague_client, partner, person, role):
    factories.DelegatedAdminGrantFactory(partner=partner, customer=person.customer)
    client = colleague_client(role)
    words = client.get(users_of(person.customer)).content.decode()
    assert "Your own role does not allow this." in words
    assert "Aoi Mori" not in words
    assert client.get(at(person)).status_code == 403
    assert client.post(at(person, "block")).status_code == 403


def test_a_stranger_and_a_person_of_another_directory_are_not_found(
    partner_client, other_partner_client, grant, person
):
    for path in (users_of(person.customer), at(person)):
        assert other_partner_client.get(path).status_code == 404
    assert other_partner_client.post(at(person, "block")).status_code == 404
    foreign = factories.DirectoryUserFactory()
    crossed = f"{users_of(person.customer)}{foreign.public_id}/"
    assert partner_client.get(crossed).status_code == 404
    assert partner_client.post(f"{crossed}block/").status_code == 404


def test_blocking_twice_blocks_once(partner_client, grant, person):
    for _ in range(2):
        partner_client.post(at(person, "block"))
    assert AuditEvent.objects.filter(action="directoryuser.blocked").count() == 1
    assert AuditEvent.objects.filter(action="grant.used").count() == 1


def test_the_list_searches_and_takes_as_many_queries_for_one_person_as_for_many(partner_client, grant, person):
    path = users_of(person.customer)
    partner_client.get(path)
    with CaptureQueriesContext(connection) as few:
        partner_client.get(path)
    factories.DirectoryUserFactory.create_batch(9, customer=person.customer)
    with CaptureQueriesContext(connection) as many:
        partner_client.get(path)
    assert len(many) == len(few)
    found = partner_client.get(path, {"q": "MORI aoi"}).content.decode()
    assert "Aoi Mori" in found
    assert "Person " not in found


def test_the_log_is_narrowed_to_a_partner_and_costs_the_same_for_many_uses(
    partner_client, customer_client, grant, person
):
    partner_client.post(at(person, "block"))
    customer_client.get(LOG)
    with CaptureQueriesContext(connection) as few:
        customer_client.get(LOG)
    for deed in ("unblock", "block", "reset-password"):
        partner_client.post(at(person, deed))
    with CaptureQueriesContext(connection) as many:
        assert "Aoi Mori" in customer_client.get(LOG).content.decode()
    assert len(many) == len(few)
    assert "Aoi Mori" in customer_client.get(LOG, {"partner": str(grant.partner.public_id)}).content.decode()
    assert "Aoi Mori" in customer_client.get(LOG, {"partner": "junk"}).content.decode()
    other = factories.DelegatedAdminGrantFactory(customer=person.customer)
    narrowed = customer_client.get(LOG, {"partner": str(other.partner.public_id)}).content.decode()
    assert "Aoi Mori" not in narrowed


def test_the_log_is_the_administrators_and_of_their_own_organisation(partner_client, staff_client, grant, person):
    partner_client.post(at(person, "block"))
    assert "Aoi Mori" in staff_client(CustomerRole.BILLING_ADMIN).get(LOG).content.decode()
    assert staff_client(CustomerRole.USER).get(LOG).status_code == 403
    stranger = client_of(factories.CustomerMembershipFactory())
    assert "Aoi Mori" not in stranger.get(LOG).content.decode()


def test_the_customers_administrators_read_their_people_and_licences(customer_client, staff_client, grant, person):
    sold = factories.SubscriptionFactory(customer=person.customer, name="Harbour Mail", seats=4)
    factories.LicenseFactory(subscription=sold, user=person)
    factories.DirectoryUserFactory()
    words = customer_client.get("/customer/users/", {"q": "ｍｏｒｉ"}).content.decode()
    for each in ("Aoi Mori", "Harbour Mail", "1 of 4 seats assigned", '"/customer/subscriptions/" aria-current="page"'):
        assert each in words
    assert "No user matches" in customer_client.get("/customer/users/", {"q": "nobody"}).content.decode()
    assert "1 assigned" in customer_client.get("/customer/subscriptions/").content.decode()
    assert "Aoi Mori" in staff_client(CustomerRole.BILLING_ADMIN).get("/customer/users/").content.decode()
    assert staff_client(CustomerRole.USER).get("/customer/users/").status_code == 403
    assert "Person " not in words
    with CaptureQueriesContext(connection) as few:
        customer_client.get("/customer/users/")
    for _ in range(5):
        factories.LicenseFactory(
            subscription__customer=person.customer, user=factories.DirectoryUserFactory(customer=person.customer)
        )
    with CaptureQueriesContext(connection) as many:
        customer_client.get("/customer/users/")
    assert len(many) == len(few)


def test_a_reset_asks_first_says_who_reads_of_it_and_changes_nothing_until_it_is_pressed(partner_client, grant, person):
    page = at(person, "reset-password")
    assert f'href="{page}"' in partner_client.get(at(person)).content.decode()
    words = partner_client.get(page).content.decode()
    assert "no longer works" in words
    assert "its administrators read it in their log" in words
    person.refresh_from_db()
    assert person.password_reset_at is None
    end_rights(grant=grant, side="customer", by=grant.granted_by)
    refused = partner_client.get(page)
    assert refused.status_code == 403
    assert "Aoi Mori" not in refused.content.decode()
