"""Sales region × in or out, for every location of the list, against the rows that the migrations load.

What is expected is read from the list itself, not from the rows.
"""

import csv
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from partnercenter.clouds.data import markets as data
from partnercenter.clouds.markets import countries_in, regions_of
from partnercenter.clouds.models import CloudRegion, MarketGroup
from partnercenter.partners.models import Partner
from partnercenter.partners.rules import check_cloud_country, check_region

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 21)
NOT_SERVED = ("CU", "IR", "KP", "SY", "SD", "RU", "BY")
UNION = {
    *("AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT"),
    *("NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE"),
}
CLOUD_LISTS = {"china": {"CN"}, "us-government": {"US"}, "germany": {*UNION, "CH", "IS", "LI", "NO"}}


def locations() -> list[tuple[str, str]]:
    """Every location of the list, as (region, country)."""
    with (Path(data.__file__).parent / "markets.csv").open(encoding="utf-8", newline="") as lines:
        return [(row["group_code"], row["iso2"]) for row in csv.DictReader(lines)]


def refusal(partner: Partner, country: str, regions) -> str:
    try:
        check_region(partner, country, regions)
    except ValidationError as error:
        return "unsaid" if "%(" in " ".join(error.messages) else str(error.code)
    return ""


def test_a_partner_of_every_region_may_serve_its_own_locations_and_no_other(django_assert_max_num_queries) -> None:
    listed = locations()
    homes = defaultdict(list)
    for region, country in listed:
        homes[region].append(country)
    assert (len(listed), len(homes)) == (244, 15)
    groups = {group.code: group for group in MarketGroup.objects.filter(kind="sales_region")}
    regions = regions_of([*(country for _region, country in listed), *NOT_SERVED], DAY)
    with django_assert_max_num_queries(0):
        for region, countries in homes.items():
            partner = Partner(legal_name="A", country=countries[0], market_group=groups[region])
            for other, country in listed:
                wanted = "" if other == region else "market_other_group"
                assert refusal(partner, country, regions) == wanted, (region, country)
            for country in NOT_SERVED:
                assert refusal(partner, country, regions) == "market_no_group", (region, country)


def test_a_partner_from_any_location_stands_in_its_region() -> None:
    listed = locations()
    groups = {group.code: group for group in MarketGroup.objects.filter(kind="sales_region")}
    regions = regions_of([country for _region, country in listed], DAY)
    for region, country in listed:
        partner = Partner(legal_name="A", country=country, market_group=groups[region])
        assert refusal(partner, country, regions) == "", country
        assert regions.of(country) == groups[region], country


@pytest.mark.parametrize("code", ["public", *CLOUD_LISTS])
def test_a_cloud_serves_every_location_of_its_list_and_no_other(code: str) -> None:
    cloud = CloudRegion.objects.select_related("country_list").get(code=code)
    every = {country for _region, country in locations()} | set(NOT_SERVED)
    if code == "public":
        assert cloud.country_list is None
        return
    assert countries_in(cloud.country_list, DAY) == CLOUD_LISTS[code]
    sample = sorted(every - CLOUD_LISTS[code])[::12]
    for country in [*sorted(CLOUD_LISTS[code]), *sample]:
        try:
            check_cloud_country(cloud, country, DAY)
            found = ""
        except ValidationError as error:
            found = error.code
        assert found == ("" if country in CLOUD_LISTS[code] else "cloud_country"), country
