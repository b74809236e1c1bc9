"""A partner's stored region comes after its country's; the rules do not wait for it (decisions §3)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import Market
from partnercenter.partners.actions.regions import follow_countries
from partnercenter.partners.models import Partner
from partnercenter.partners.rules import check_market
from tests import factories
from tests.clouds.admin_steps import save
from tests.conftest import PersonaClient, client_of

pytestmark = pytest.mark.django_db


def move_france(to: str | None, *, days_ago: int = 0) -> None:
    day = timezone.now().date() - timedelta(days=days_ago)
    group = factories.market_group(to) if to else None
    Market.objects.create(iso2="FR", name_en="France", group=group, valid_from=day)


def region(partner: Partner) -> str:
    return Partner.objects.get(pk=partner.pk).market_group.code


def test_the_stored_region_follows_once_and_is_logged() -> None:
    french, german = factories.PartnerFactory(country="FR"), factories.PartnerFactory(country="DE")
    chosen = factories.PartnerFactory(country="FR", market_group=factories.market_group("JP"))
    assert follow_countries() == 0
    move_france("MECEE")
    assert [follow_countries(), follow_countries()] == [1, 0]
    assert [region(partner) for partner in (french, german, chosen)] == ["MECEE", "EUROPE", "JP"]
    event = AuditEvent.objects.get(action="partner.region_followed")
    assert (event.partner_id, event.side, event.details) == (french.public_id, "system", {"before": "EUROPE"})


def test_it_takes_the_same_few_queries_for_many_partners(django_assert_num_queries) -> None:
    factories.PartnerFactory.create_batch(5)
    with django_assert_num_queries(5):  # savepoint, countries, their rows, partners, release
        follow_countries()


def test_a_change_that_is_still_to_come_moves_nobody() -> None:
    partner = factories.PartnerFactory(country="FR")
    move_france("MECEE", days_ago=-1)
    assert follow_countries() == 0
    assert region(partner) == "EUROPE"


def test_whose_country_lies_nowhere_keeps_what_it_has_and_takes_on_nobody() -> None:
    colleague = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(country="FR"))
    customer = factories.CustomerFactory(country="FR", name="Atelier Rivoli")
    pair = {"partner": colleague.partner, "customer": customer}
    relationship = factories.ResellerRelationshipFactory(**pair)
    factories.PartnerCustomerFactory(**pair)
    grant = factories.DelegatedAdminGrantFactory(**pair)
    move_france(None)
    assert follow_countries() == 0
    relationship.refresh_from_db()
    grant.refresh_from_db()
    assert (relationship.status, grant.status) == ("active", "active")
    client = client_of(colleague)
    assert "Atelier" in client.get("/partner/customers/").content.decode()
    assert client.get(f"/partner/customers/{customer.public_id}/").status_code == 200
    asked = {
        "request_key": str(uuid4()),
        "rights": "full",
        "customer_country": "FR",
        "language": "en",
        "life_days": "9",
    }
    page = client.post("/partner/requests/new/", asked | {"life_days": "9"}).content.decode()
    assert "which lies in no sales region at present" in page


def test_a_partner_that_moves_to_another_country_gets_its_region(operator_client: PersonaClient) -> None:
    partner = factories.PartnerFactory(country="JP")
    assert save(operator_client, Partner, partner, country="DE") == {}
    assert region(partner) == "EUROPE"
    chosen = factories.market_group("JP").pk
    assert save(operator_client, Partner, partner, country="FR", market_group=chosen) == {}
    assert region(partner) == "JP"
    check_market(Partner.objects.get(pk=partner.pk), "JP", timezone.now().date())


def test_the_rail_says_the_region_that_counts() -> None:
    colleague = factories.PartnerMembershipFactory(partner=factories.PartnerFactory(country="FR"))
    move_france("MECEE")
    follow_countries()
    page = client_of(colleague).get(reverse("home")).content.decode()
    assert "Middle East, Central Europe" in page
