"""Who comes to `/` and finds which home, on the main host and on acceptance hosts."""

import pytest

from customers.directory.models import CustomerMembership
from partnercenter.partners.models import Partner, PartnerMembership
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, acceptance_host, sign_in
from tests.home.reading import ask, read

pytestmark = pytest.mark.django_db


def test_a_visitor_finds_the_doors_of_the_main_host(client: PersonaClient) -> None:
    page = read(client)

    assert "I received an invitation" in page
    assert "Sign in as a partner" in page
    assert "Microsoft 365 admin center" in page


@pytest.mark.parametrize("code", ["public", "china", "us-government", "germany"])
def test_a_visitor_of_an_acceptance_host_reads_the_portals_own_name(code: str) -> None:
    cloud = factories.cloud(code)

    page = read(PersonaClient(acceptance_host(cloud)))

    assert cloud.portal_name in page
    assert "I received an invitation" in page
    assert "Sign in as a partner" not in page


def test_somebody_without_a_partner_is_told_what_to_do(db: None) -> None:
    page = read(sign_in(factories.UserFactory()))

    assert "You belong to no organisation here yet" in page
    assert "If you work for a partner" in page


def test_a_customers_person_on_the_main_host_is_shown_the_way_to_the_portal(
    customer_membership: CustomerMembership,
) -> None:
    client = sign_in(customer_membership.user)

    assert f"http://{PUBLIC_HOST}" in client.get("/").content.decode()


def test_an_operator_is_shown_the_way_to_the_administration(operator_client: PersonaClient) -> None:
    assert "Open the administration" in read(operator_client)


def test_somebody_new_on_an_acceptance_host_sees_what_waits(partner: Partner) -> None:
    user = factories.UserFactory(email="new@somewhere.example")
    ask(partner, "new@somewhere.example")

    page = read(sign_in(user, host=PUBLIC_HOST))

    assert "You belong to no organisation here yet" in page
    assert "asks to become your reseller" in page


def test_an_unverified_address_sees_nothing_that_waits(partner: Partner) -> None:
    user = factories.UserFactory(email="new@somewhere.example", unverified=True)
    ask(partner, "new@somewhere.example")

    assert "asks to become your reseller" not in read(sign_in(user, host=PUBLIC_HOST))


def test_a_partners_membership_counts_for_nothing_on_an_acceptance_host(partner_membership: PartnerMembership) -> None:
    assert "You belong to no organisation here yet" in read(sign_in(partner_membership.user, host=PUBLIC_HOST))
