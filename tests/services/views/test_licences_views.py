"""The pages of licences: seats that can be seen, given and taken; closed ones with the reason; strangers find none."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from customers.services.models import License
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db


@pytest.fixture
def grant(partner, customer):
    relate(partner, customer)
    agree(customer)
    return factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)


@pytest.fixture
def sold(grant):
    return factories.SubscriptionFactory(customer=grant.customer, sold=grant.partner, name="Harbour Mail", seats=2)


@pytest.fixture
def people(customer):
    names = ("Aoi Mori", "Ren Abe", "Haruna Fujita")
    return [factories.DirectoryUserFactory(customer=customer, display_name=name) for name in names]


def record(customer) -> str:
    return f"/partner/customers/{customer.public_id}/"


def page_of(sold, deed: str = "") -> str:
    return f"{record(sold.customer)}licences/{sold.public_id}/{f'{deed}/' if deed else ''}"


def ids(*people) -> dict[str, list[str]]:
    return {"people": [str(person.public_id) for person in people]}


def test_licences_are_assigned_and_taken_for_several_people_by_their_boxes(partner_client, sold, people):
    words = partner_client.get(page_of(sold, "assign"), {"q": "ＭＯＲＩ"}).content.decode()
    assert "Aoi Mori" in words
    assert "Ren Abe" not in words
    answer = partner_client.post(page_of(sold, "assign"), ids(*people[:2]), follow=True).content.decode()
    assert "2 licences are assigned." in answer
    assert "2 of 2 seats assigned" in answer
    assert "All seats are assigned." in answer
    refused = partner_client.post(page_of(sold, "assign"), ids(people[2]), follow=True).content.decode()
    assert "are assigned. Take a licence from somebody first" in refused
    taken = partner_client.post(page_of(sold, "take"), ids(people[0]), follow=True).content.decode()
    assert "1 licence is taken back." in taken
    assert "1 of 2 seats assigned" in taken


def test_a_persons_page_shows_what_she_has_and_what_there_is(partner_client, customer_client, sold, people):
    person = f"{record(sold.customer)}users/{people[0].public_id}/"
    assert "The person has no licences." in partner_client.get(person).content.decode()
    given = partner_client.post(f"{person}licences/{sold.public_id}/assign/", follow=True).content.decode()
    assert "Take the licence" in given
    assert "Harbour Mail" in partner_client.get(f"{record(sold.customer)}users/").content.decode()
    partner_client.post(f"{person}licences/{sold.public_id}/take/")
    assert not License.objects.exists()
    log = customer_client.get("/customer/partners/uses/").content.decode()
    assert "Assigned a licence" in log
    assert "Took a licence" in log


def test_without_boxes_or_with_foreign_ones_nothing_is_done(partner_client, sold, people):
    stranger = factories.DirectoryUserFactory()
    for wrong in ({}, ids(stranger), {"people": ["zz"]}, {"people": ["\x00"]}):
        for deed in ("assign", "take"):
            assert partner_client.post(page_of(sold, deed), wrong).status_code == 302
    assert not License.objects.exists()


def test_a_helpdesk_agent_sees_licences_and_changes_none(colleague_client, sold, people):
    factories.LicenseFactory(subscription=sold, user=people[0])
    client = colleague_client(PartnerRole.HELPDESK_AGENT)
    words = client.get(page_of(sold)).content.decode()
    assert "Aoi Mori" in words
    assert "Your own role does not allow this." in words
    assert client.get(page_of(sold, "assign")).status_code == 403
    for deed in ("assign", "take"):
        assert client.post(page_of(sold, deed), ids(*people[:2])).status_code == 403
    assert License.objects.count() == 1


@pytest.mark.parametrize("role", [PartnerRole.SALES_AGENT, PartnerRole.VIEWER])
def test_other_colleagues_see_no_licences(colleague_client, sold, people, role):
    factories.LicenseFactory(subscription=sold, user=people[0])
    client = colleague_client(role)
    assert client.get(page_of(sold)).status_code == 403
    assert "Aoi Mori" not in client.get(f"{record(sold.customer)}users/").content.decode()


def test_strangers_and_other_customers_subscriptions_are_not_found(partner_client, other_partner_client, sold, people):
    foreign = factories.SubscriptionFactory()
    crossed = f"{record(sold.customer)}licences/{foreign.public_id}/"
    cancelled = factories.SubscriptionFactory(customer=sold.customer, sold=sold.sold_by, status="cancelled")
    assert partner_client.get(crossed).status_code == 404
    assert partner_client.get(page_of(cancelled)).status_code == 404
    for deed in ("assign", "take"):
        assert partner_client.post(f"{crossed}{deed}/", ids(people[0])).status_code == 404
        assert other_partner_client.post(page_of(sold, deed), ids(people[0])).status_code == 404
    assert other_partner_client.get(page_of(sold)).status_code == 404


def test_what_was_bought_elsewhere_shows_seats_and_nothing_of_its_seller(partner_client, grant, people):
    rival = factories.PartnerFactory(legal_name="Minamikaze Solutions K.K.")
    sold = factories.SubscriptionFactory(customer=grant.customer, sold=rival, name="Their Mail", seats=4)
    factories.LicenseFactory(subscription=sold, user=people[0])
    for path in (page_of(sold), f"{record(sold.customer)}users/"):
        words = partner_client.get(path).content.decode()
        assert "1 of 4 seats assigned" in words
        assert "Minamikaze" not in words


def test_where_the_cloud_hides_what_was_bought_elsewhere_nothing_of_it_is_named(partner_client, grant, people):
    cloud = grant.customer.cloud
    cloud.allows_multi_channel = False
    cloud.save()
    sold = factories.SubscriptionFactory(customer=grant.customer, name="Their Mail")
    factories.LicenseFactory(subscription=sold, user=people[0])
    assert partner_client.get(page_of(sold)).status_code == 404
    for path in ("users/", f"users/{people[0].public_id}/"):
        words = partner_client.get(f"{record(sold.customer)}{path}").content.decode()
        assert "Aoi Mori" in words
        assert "Their Mail" not in words


def test_fewer_seats_than_licences_are_refused_with_the_number_and_the_way_there(partner_client, sold, people):
    for person in people[:2]:
        factories.LicenseFactory(subscription=sold, user=person)
    path = f"{record(sold.customer)}subscriptions/{sold.public_id}/seats/"
    answer = partner_client.post(path, {"seats": "1"})
    assert answer.status_code == 422
    words = answer.content.decode()
    assert "2 licences are assigned to people." in words
    assert page_of(sold) in words


def test_pages_take_as_many_queries_for_one_person_as_for_many(partner_client, sold, people):
    sold.seats = 40
    sold.save(update_fields=["seats"])
    factories.LicenseFactory(subscription=sold, user=people[0])
    paths = (page_of(sold), page_of(sold, "assign"), f"{record(sold.customer)}users/")
    for path in paths:
        partner_client.get(path)
    few = [queries_of(partner_client, path) for path in paths]
    for number in range(12):
        person = factories.DirectoryUserFactory(customer=sold.customer)
        if number % 2:
            factories.LicenseFactory(subscription=sold, user=person)
    assert [queries_of(partner_client, path) for path in paths] == few


def queries_of(client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)
