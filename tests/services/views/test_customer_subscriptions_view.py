"""The record's *Services and subscriptions*: own, resold, bought elsewhere, and never a hint of another partner."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.services.conftest import agree, relate

pytestmark = pytest.mark.django_db
NEEDS_RIGHTS = "you need administrator rights, which the customer has not granted"


def page_of(client, customer) -> str:
    answer = client.get(f"/partner/customers/{customer.public_id}/subscriptions/")
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def canary(related):
    """What another partner sold to the same customer, with words that only the customer may read."""
    seller = factories.PartnerFactory(legal_name="Canary Seller K.K.")
    reseller = factories.PartnerFactory(legal_name="Canary Reseller K.K.", reseller=True)
    return factories.SubscriptionFactory(
        customer=related, sold=seller, reseller=reseller, partner_of_record=reseller, service="Harbour Phone",
        name="Phone Plan", seats=77, owner="canary-owner@canary.example",
    )  # fmt: skip


def test_own_subscriptions_stand_there_with_what_may_be_done(partner_client, related, bought) -> None:
    words = page_of(partner_client, related)
    for said in ("Harbour Mail Standard", "under version 2026-11", "Active", "Order"):
        assert said in words
    for act in ("seats", "suspend", "cancel"):
        assert f"/subscriptions/{bought.public_id}/{act}/" in words
    assert "/resume/" not in words


def test_without_rights_the_block_is_closed_with_the_reason_and_the_way(partner_client, related, canary) -> None:
    words = page_of(partner_client, related)
    assert NEEDS_RIGHTS in words
    assert f"/partner/requests/new/?customer={related.public_id}" in words
    assert "Phone Plan" not in words


def test_with_rights_service_name_seats_and_state_are_shown_and_nothing_else(
    partner_client, partner, related, canary
) -> None:
    factories.DelegatedAdminGrantFactory(partner=partner, customer=related)
    words = page_of(partner_client, related)
    for said in ("Phone Plan", "Harbour Phone", ">77<", "You may not bill, resize, cancel or move them."):
        assert said in words
    for hidden in ("Canary", "canary", str(canary.public_id)):
        assert hidden not in words


def test_one_other_partner_or_five_look_the_same_without_rights(partner_client, related) -> None:
    before = page_of(partner_client, related)
    for _ in range(5):
        other = factories.PartnerFactory()
        relate(other, related)
        factories.SubscriptionFactory(customer=related, sold=other)
    assert len(page_of(partner_client, related)) == len(before)


def test_rights_show_nothing_where_the_cloud_has_no_multi_channel(partner_client, partner, related, canary) -> None:
    factories.DelegatedAdminGrantFactory(partner=partner, customer=related)
    partner.cloud.allows_multi_channel = False
    partner.cloud.save()
    words = page_of(partner_client, related)
    assert "does not show partners what was bought elsewhere" in words
    assert "Phone Plan" not in words


def test_a_reseller_sees_what_its_provider_sold_with_it_without_buttons(customer) -> None:
    agree(customer)
    tied = factories.PartnershipFactory()
    tied.provider.legal_name = "Akatsuki Distribution K.K."
    tied.provider.save()
    relate(tied.provider, customer, "provider")
    relate(tied.reseller, customer, "reseller", tied.provider)
    sold = factories.SubscriptionFactory(customer=customer, sold=tied.provider, reseller=tied.reseller, name="With us")
    factories.SubscriptionFactory(customer=customer, sold=tied.provider, name="Provider alone")
    words = page_of(client_of(factories.PartnerMembershipFactory(partner=tied.reseller)), customer)
    assert "With us" in words
    assert "Orders go through Akatsuki Distribution K.K., your provider." in words
    assert str(sold.public_id) not in words
    assert "Provider alone" not in words
    assert "/subscriptions/order/" not in words


@pytest.mark.parametrize("role", [PartnerRole.VIEWER, PartnerRole.HELPDESK_AGENT, PartnerRole.GLOBAL_ADMIN])
def test_roles_that_do_not_sell_read_the_page_without_buttons(colleague_client, related, bought, role) -> None:
    words = page_of(colleague_client(role), related)
    assert "Harbour Mail Standard" in words
    assert f"{bought.public_id}/seats/" not in words
    assert "you need the role Admin agent or Sales agent" in words


def test_a_stranger_gets_404(other_partner_client, related, bought) -> None:
    record = f"/partner/customers/{related.public_id}"
    sold = f"{record}/subscriptions/{bought.public_id}"
    for path in (f"{record}/subscriptions/", f"{record}/subscriptions/order/", f"{sold}/seats/", f"{sold}/cancel/"):
        assert other_partner_client.get(path).status_code == 404
        assert other_partner_client.post(path).status_code in (404, 405)


def test_the_page_takes_as_many_queries_for_one_row_as_for_many(partner_client, partner, related, bought) -> None:
    factories.DelegatedAdminGrantFactory(partner=partner, customer=related)
    page_of(partner_client, related)
    with CaptureQueriesContext(connection) as few:
        page_of(partner_client, related)
    for _ in range(6):
        factories.SubscriptionFactory(customer=related, sold=partner, terms=bought.terms)
        factories.SubscriptionFactory(customer=related, sold=factories.PartnerFactory())
    with CaptureQueriesContext(connection) as many:
        page_of(partner_client, related)
    assert len(many) == len(few)


def test_granular_rights_show_what_was_bought_elsewhere_to_the_group_that_holds_them(
    colleague_client, partner_client, partner, partner_membership, related
) -> None:
    factories.SubscriptionFactory(customer=related, name="Tidal Charts Pro")
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=related, granular=True)
    group = factories.SecurityGroupFactory(partner=partner, members=[partner_membership])
    factories.AccessAssignmentFactory(grant=grant, group=group)
    page = f"/partner/customers/{related.public_id}/subscriptions/"
    assert "Tidal Charts Pro" in partner_client.get(page).content.decode()
    words = colleague_client(PartnerRole.ADMIN_AGENT).get(page).content.decode()
    assert "Tidal Charts Pro" not in words
    assert "no security group gives them to you" in words
