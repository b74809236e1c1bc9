"""The filters and orders of the Customers list, alone and together, and that each goes along an index of its own."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from customers.directory.models import Customer
from customers.relationships.index import mark_nearing, refresh_pair
from customers.relationships.listing import Narrowing, Sort, page_of_customers
from customers.relationships.models import CustomerLabel, PartnerCustomer
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient
from tests.relationships.listed import PAGE, names_on, text_of, tie

pytestmark = pytest.mark.django_db


def change(customer: Customer, **facts: Any) -> None:
    PartnerCustomer.objects.filter(customer=customer).update(**facts)


@pytest.fixture
def four(partner: Partner) -> list[Customer]:
    """Acorn has full rights and a tag; Birch granular ones for 12 days, an agreement and a tag; Cedar granular ones
    for 90 days; Dogwood's rights and relationship have ended."""
    acorn, birch, cedar, dogwood = (tie(partner, name) for name in ("Acorn", "Birch", "Cedar", "Dogwood"))
    change(acorn, rights="full", tags=["Kansai", "A"], since=factories.ago(days=10))
    factories.AgreementAcceptanceFactory(customer=birch)
    soon, later = factories.midnight_in(12), factories.midnight_in(90)
    change(birch, rights="granular", rights_until=soon, tags=["Kansai"], since=factories.ago(days=30))
    change(cedar, rights="granular", rights_until=later, since=factories.ago(days=20))
    change(dogwood, rights="ended", rights_until=factories.ago(days=3), state="ended", since=factories.ago(days=40))
    assert mark_nearing() == 1
    return [acorn, birch, cedar, dogwood]


FILTERS: list[tuple[dict[str, str], str]] = [
    ({}, "Acorn Birch Cedar Dogwood"),
    ({"relationship": "ended"}, "Dogwood"),
    ({"rights": "granular"}, "Birch Cedar"),
    ({"ends": "soon"}, "Birch"),
    ({"agreement": "accepted"}, "Birch"),
    ({"agreement": "missing"}, "Acorn Cedar Dogwood"),
    ({"tag": "Kansai"}, "Acorn Birch"),
    ({"tag": "Kansai", "rights": "full"}, "Acorn"),
    ({"tag": "Kansai", "ends": "soon", "agreement": "accepted"}, "Birch"),
    ({"tag": "Kansai", "q": "birch"}, "Birch"),
    ({"tag": "x" * 51, "ends": "zz", "agreement": "zz", "sort": "password"}, "Acorn Birch Cedar Dogwood"),
    ({"tag": "nobody's any more"}, ""),
    ({"sort": "-name"}, "Dogwood Cedar Birch Acorn"),
    ({"sort": "since"}, "Dogwood Birch Cedar Acorn"),
    ({"sort": "-since"}, "Acorn Cedar Birch Dogwood"),
    ({"sort": "end"}, "Birch Cedar Acorn Dogwood"),
    ({"sort": "-end"}, "Dogwood Acorn Cedar Birch"),
    ({"sort": "-since", "tag": "Kansai"}, "Acorn Birch"),
    ({"sort": "end", "tag": "Kansai"}, "Birch Acorn"),
    ({"sort": "-since", "q": "example"}, "Acorn Cedar Birch Dogwood"),
    ({"sort": "-end", "q": "example", "tag": "Kansai"}, "Acorn Birch"),
]


def test_each_filter_and_order_shows_what_it_says(partner_client: PersonaClient, four: list[Customer]) -> None:
    for query, expected in FILTERS:
        assert names_on(text_of(partner_client.get(PAGE, query))) == expected.split(), query


def test_filters_and_order_stay_in_the_address(partner_client: PersonaClient, four: list[Customer]) -> None:
    page = text_of(partner_client.get(PAGE, {"tag": "Kansai", "ends": "soon", "sort": "end"}))

    assert 'href="?ends=soon&amp;sort=end"' in page
    assert 'href="?tag=Kansai&amp;sort=end"' in page
    assert 'href="?ends=soon&amp;tag=Kansai&amp;sort=-end"' in page
    assert 'aria-sort="ascending"' in page
    assert "Customers, sorted by the end of rights, the next first" in page
    assert "Tag: Kansai" in page
    assert '<option value="end" selected>' in page


def test_pages_go_on_and_back_in_every_order_with_a_filter_and_without(partner: Partner) -> None:
    for number in range(7):
        change(tie(partner, "Acme"), tags=["x"], rights="granular", rights_until=factories.midnight_in(5 + number % 2))
    for narrowing in (Narrowing(), Narrowing(tag="x"), Narrowing(typed="acme"), Narrowing(rights="granular")):
        for sort in Sort:
            first = page_of_customers(partner, narrowing, sort=sort, size=3)
            second = page_of_customers(partner, narrowing, sort=sort, size=3, cursor=first.next_cursor)
            third = page_of_customers(partner, narrowing, sort=sort, size=3, cursor=second.next_cursor)
            back = page_of_customers(partner, narrowing, sort=sort, size=3, cursor=second.previous_cursor)
            seen = [row.pk for page in (first, second, third) for row in page.rows]
            assert len(set(seen)) == len(seen) == 7, (narrowing, sort)
            assert [row.pk for row in back.rows] == seen[:3], (narrowing, sort)


def test_a_cursor_of_one_order_opens_the_first_page_of_another(partner_client: PersonaClient, partner: Partner) -> None:
    for name in ("Acorn", "Birch"):
        tie(partner, name)
    cursor = page_of_customers(partner, Narrowing(), size=1).next_cursor

    assert names_on(text_of(partner_client.get(PAGE, {"sort": "-name", "cursor": cursor}))) == ["Birch", "Acorn"]


def test_providers_and_resellers_find_the_customers_that_they_serve_together(
    partner_client: PersonaClient, partner: Partner
) -> None:
    provider, other = (factories.PartnerFactory(provider=True, cloud=partner.cloud) for _ in range(2))
    reseller = factories.PartnerFactory(reseller=True, cloud=partner.cloud)
    partnership = factories.PartnershipFactory(provider=provider, reseller=reseller)
    shared, own = (factories.CustomerFactory(cloud=partner.cloud) for _ in range(2))
    factories.ResellerRelationshipFactory(partner=provider, customer=shared, capacity="provider")
    factories.ResellerRelationshipFactory(partner=provider, customer=own, capacity="provider")
    served = {"customer": shared, "capacity": "reseller", "provider": partnership.provider}
    factories.ResellerRelationshipFactory(partner=reseller, **served)
    for one, customer in ((provider, shared), (provider, own), (reseller, shared)):
        refresh_pair(one, customer)

    def found(by: Partner, **narrowing: Any) -> list[Customer]:
        return [row.customer for row in page_of_customers(by, Narrowing(**narrowing)).rows]

    assert found(provider, reseller=reseller) == [shared]
    assert found(reseller, provider=provider) == [shared]
    assert found(reseller, provider=other) == []
    assert found(provider, reseller=other) == []


def test_labels_follow_tags_names_and_rights_and_go_with_them(partner: Partner) -> None:
    customer = tie(partner, "Acorn")
    pair = PartnerCustomer.objects.get()
    pair.tags = ["b", "a"]
    pair.save()
    label = CustomerLabel.objects.get(label="tag:a")
    assert (label.partner, label.pair, label.sort_key, label.since) == (partner, pair, "acorn", pair.since)

    customer.name, until = "Zebra", timezone.now() + timedelta(days=5)
    customer.save()
    refresh_pair(partner, customer)
    change(customer, rights="granular", rights_until=until)
    label = CustomerLabel.objects.get(label="tag:a")
    assert (label.sort_key, label.ends_order) == ("zebra", until)

    change(customer, tags=["b"])
    assert list(CustomerLabel.objects.values_list("label", flat=True)) == ["tag:b"]


def test_the_job_marks_what_comes_near_its_end_once_and_a_refresh_keeps_it_right(partner: Partner) -> None:
    customer = tie(partner)
    factories.DelegatedAdminGrantFactory(
        partner=partner, customer=customer, granular=True, ends_at=factories.midnight_in(40)
    )
    refresh_pair(partner, customer)
    assert (mark_nearing(), PartnerCustomer.objects.get().nears_end) == (0, False)

    change(customer, rights_until=factories.midnight_in(31))
    assert (mark_nearing(), mark_nearing()) == (1, 0)
    refresh_pair(partner, customer)
    assert not PartnerCustomer.objects.get().nears_end


def test_an_agreement_that_stood_before_is_known_to_the_first_row(partner: Partner) -> None:
    customer = factories.CustomerFactory(cloud=partner.cloud)
    factories.AgreementAcceptanceFactory(customer=customer)
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)

    assert PartnerCustomer.objects.get().is_agreed
