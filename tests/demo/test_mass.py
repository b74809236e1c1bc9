"""Customers in masses stand as the portal's own index would have written them."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from customers.relationships.index import refresh_pair
from customers.relationships.listing import Narrowing, narrowed
from customers.relationships.models import CustomerLabel, PartnerCustomer
from partnercenter.demo.mass import make_customers
from partnercenter.partners.models import Partner, PartnerMembership

pytestmark = pytest.mark.django_db
SHOWN = ("state", "since", "ended_at", "rights", "rights_until", "sort_key", "search_text", "search")
SHOWN += ("nears_end", "is_agreed", "beside", "tags", "ends_order")


def test_a_mass_is_as_large_as_asked(partner_membership: PartnerMembership) -> None:
    written = list(make_customers(partner_membership.partner, count=60, by=partner_membership.user))

    assert written == [60]
    assert PartnerCustomer.objects.of(partner_membership.partner).count() == 60


@pytest.mark.parametrize("mass", [120, 1000], ids=["at once", "row by row"])
def test_each_row_is_what_a_refresh_makes_of_its_relationship_and_grant(
    partner_membership: PartnerMembership, monkeypatch: pytest.MonkeyPatch, mass: int
) -> None:
    monkeypatch.setattr("partnercenter.demo.mass.MASS", mass)
    partner = partner_membership.partner
    list(make_customers(partner, count=120, by=partner_membership.user))
    labels = sorted(CustomerLabel.objects.values_list("pair", "label", "sort_key", "since", "ends_order"))
    before = {row["pk"]: row for row in PartnerCustomer.objects.values("pk", *SHOWN)}

    for pair in PartnerCustomer.objects.select_related("partner", "customer"):
        refresh_pair(pair.partner, pair.customer)

    after = {row["pk"]: row for row in PartnerCustomer.objects.values("pk", *SHOWN)}
    assert [row for pk, row in after.items() if row != before[pk]] == []
    assert sorted(CustomerLabel.objects.values_list("pair", "label", "sort_key", "since", "ends_order")) == labels != []
    assert {row["rights"] for row in after.values()} >= {"none", "full", "ended", "granular"}


def test_a_mass_can_be_searched(partner_membership: PartnerMembership) -> None:
    partner = partner_membership.partner
    list(make_customers(partner, count=100, by=partner_membership.user))
    one = PartnerCustomer.objects.select_related("customer").first()
    assert one is not None

    assert [row.pk for row in narrowed(partner, Narrowing(typed=one.customer.primary_domain))] == [one.pk]


def test_the_command_names_a_partner_that_is_not_there(db: None) -> None:
    with pytest.raises(CommandError, match="4009998"):
        call_command("make_customers", partner="4009998", count=1)


def test_the_command_makes_customers_of_the_partner_with_this_number(
    partner: Partner, partner_membership: PartnerMembership, capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("make_customers", partner=partner.partner_number, count=5)

    assert PartnerCustomer.objects.of(partner).count() == 5
    assert "5 customers of Kitakaze" in capsys.readouterr().out


def test_loading_at_once_leaves_every_index_and_trigger(
    partner_membership: PartnerMembership, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("partnercenter.demo.mass.MASS", 5)
    before = standing_guards()

    list(make_customers(partner_membership.partner, count=5, by=partner_membership.user))

    assert standing_guards() == before


def standing_guards() -> list[tuple[str, ...]]:
    """The indexes, and the triggers with whether they are on."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexname, indexdef FROM pg_indexes ORDER BY indexname")
        indexes = cursor.fetchall()
        cursor.execute("SELECT tgname, tgenabled FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname")
        return [*indexes, *cursor.fetchall()]
