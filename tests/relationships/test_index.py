"""The pair's row follows relationships and grants: one table of standings, and what a rename changes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import judge_standing, refresh_customer, refresh_pair
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.partners.models import Partner
from tests import factories

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)


def days(number: int) -> datetime:
    """A moment `number` days from NOW."""
    return NOW + timedelta(days=number)


def tie(start: int, end: int | None = None) -> ResellerRelationship:
    """A relationship from day `start`, ended on day `end`."""
    return ResellerRelationship(
        started_at=days(start), status="active" if end is None else "ended", ended_at=None if end is None else days(end)
    )


def full(start: int, end: int | None = None) -> DelegatedAdminGrant:
    """Full rights from day `start`, ended on day `end`."""
    status = "active" if end is None else "terminated"
    return DelegatedAdminGrant(
        kind="full", starts_at=days(start), status=status, ended_at=None if end is None else days(end)
    )


def granular(start: int, until: int, status: str = "active") -> DelegatedAdminGrant:
    """Roles from day `start` to day `until`."""
    ended = days(until) if status == "expired" else None
    return DelegatedAdminGrant(
        kind="granular", starts_at=days(start), ends_at=days(until), status=status, ended_at=ended
    )


STANDINGS: list[tuple[str, list[Any], list[Any], tuple[Any, ...]]] = [
    ("relationship alone", [tie(-90)], [], ("active", -90, None, "none", None)),
    ("two relationships, the older counts", [tie(-9), tie(-90)], [], ("active", -90, None, "none", None)),
    ("an old end does not matter", [tie(-90, -50), tie(-9)], [], ("active", -9, None, "none", None)),
    ("full rights", [tie(-90)], [full(-80)], ("active", -90, None, "full", None)),
    ("granular rights", [tie(-90)], [granular(-80, 100)], ("active", -90, None, "granular", 100)),
    (
        "the latest end of granular rights",
        [tie(-90)],
        [granular(-80, 30), granular(-5, 200)],
        ("active", -90, None, "granular", 200),
    ),
    ("full before granular", [tie(-90)], [granular(-80, 30), full(-5)], ("active", -90, None, "full", None)),
    ("rights ended", [tie(-90)], [full(-80, -3)], ("active", -90, None, "ended", -3)),
    ("rights past their end, not marked yet", [tie(-90)], [granular(-80, -1)], ("active", -90, None, "ended", -1)),
    ("rights expired", [tie(-90)], [granular(-80, -1, "expired")], ("active", -90, None, "ended", -1)),
    ("rights given again", [tie(-90)], [full(-80, -3), full(-1)], ("active", -90, None, "full", None)),
    ("rights without relationship", [], [granular(-80, 9)], ("admin_only", -80, None, "granular", 9)),
    ("rights outlive the relationship", [tie(-90, -9)], [full(-80)], ("admin_only", -80, None, "full", None)),
    ("all ended", [tie(-90, -9)], [full(-80, -20)], ("ended", -90, -9, "ended", -20)),
    ("ended without rights ever", [tie(-90, -9)], [], ("ended", -90, -9, "none", None)),
    ("admin rights alone, ended", [], [granular(-80, -2)], ("ended", -80, -2, "ended", -2)),
]


@pytest.mark.parametrize(
    ("relationships", "grants", "expected"), [s[1:] for s in STANDINGS], ids=[s[0] for s in STANDINGS]
)
def test_standing_follows_the_rows_of_the_pair(
    relationships: list[Any], grants: list[Any], expected: tuple[Any, ...]
) -> None:
    standing = judge_standing(relationships, grants, now=NOW)

    assert standing is not None
    state, since, ended, rights, until = expected
    assert (standing.state, standing.rights) == (state, rights)
    assert standing.since == days(since)
    assert standing.ended_at == (None if ended is None else days(ended))
    assert standing.rights_until == (None if until is None else days(until))


def test_a_pair_without_history_has_no_standing_and_no_row(db: None) -> None:
    assert judge_standing([], [], now=NOW) is None
    assert refresh_pair(factories.PartnerFactory(), factories.CustomerFactory()) is None
    assert not PartnerCustomer.objects.exists()


def test_the_first_refresh_makes_the_row_and_the_next_one_keeps_it(partner: Partner, customer: Customer) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)

    first = refresh_pair(partner, customer)
    second = refresh_pair(partner, customer)

    assert first is not None
    assert second is not None
    assert first.pk == second.pk
    assert PartnerCustomer.objects.count() == 1


def test_a_refresh_keeps_what_the_partner_wrote(partner: Partner, customer: Customer) -> None:
    owner = factories.PartnerMembershipFactory(partner=partner)
    factories.PartnerCustomerFactory(
        partner=partner, customer=customer, relationship=True, owner=owner, tags=["Kansai"], note="Calls on Fridays"
    )

    refresh_pair(partner, customer)

    pair = PartnerCustomer.objects.get()
    assert (pair.owner, pair.tags, pair.note) == (owner, ["Kansai"], "Calls on Fridays")


def test_the_row_is_sorted_and_searched_by_the_customers_name(partner: Partner, customer: Customer) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)

    refresh_pair(partner, customer)

    pair = PartnerCustomer.objects.get()
    assert pair.sort_key == customer.sort_key == "みなと精機"
    assert f"'@{partner.pk}'" in pair.search
    assert "minatoseiki" in pair.search_text
    assert customer.tenant_id.hex in pair.search_text


def test_a_rename_reaches_the_rows_of_all_partners_and_of_no_other_customer(
    partner: Partner, customer: Customer
) -> None:
    pairs = [(partner, customer), (factories.PartnerFactory(), customer), (partner, factories.CustomerFactory())]
    for one, other in pairs:
        factories.ResellerRelationshipFactory(partner=one, customer=other)
        refresh_pair(one, other)
    customer.name = "Harbour Works Ltd"
    customer.save()

    assert refresh_customer(customer) == 2

    for one, _ in pairs[:2]:
        renamed = PartnerCustomer.objects.matching(one, "harbour wor")
        assert [pair.sort_key for pair in renamed] == ["harbour works ltd"]
    assert not PartnerCustomer.objects.matching(partner, "みなと").exists()


def test_a_refresh_reads_the_name_as_it_is_now(partner: Partner, customer: Customer) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    Customer.objects.filter(pk=customer.pk).update(name="New Name", sort_key="new name")

    refresh_pair(partner, customer)

    assert PartnerCustomer.objects.get().sort_key == "new name"


def test_the_first_row_gets_the_owner_who_asked_and_a_later_refresh_leaves_it(
    partner: Partner, customer: Customer
) -> None:
    asked, other = (factories.PartnerMembershipFactory(partner=partner) for _ in range(2))
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)

    refresh_pair(partner, customer, owner=asked)
    refresh_pair(partner, customer, owner=other)

    assert PartnerCustomer.objects.get().owner == asked


def test_nobody_of_another_partner_becomes_the_owner(partner: Partner, customer: Customer) -> None:
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)

    refresh_pair(partner, customer, owner=factories.PartnerMembershipFactory())

    assert PartnerCustomer.objects.get().owner is None
