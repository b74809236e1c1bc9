"""What the migrations load: clouds, market groups, sample agreements, zones (decisions §2, §3, §6, §10)."""

import csv
from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps

from customers.agreements.models import AgreementText
from customers.agreements.queries import current_text
from partnercenter.clouds import zones
from partnercenter.clouds.data import markets
from partnercenter.clouds.markets import group_of, is_in_list
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup

DAY = date(2026, 11, 21)
LIST = Path(markets.__file__).parent / "markets.csv"
# none, full, granular; who invites where there is a provider; several partners; attestation (decisions §2)
CLOUDS = {
    "public": (True, True, True, "either", True),
    "china": (False, True, True, "provider_invites", False),
    "us-government": (False, True, True, "none", False),
    "germany": (False, True, False, "either", False),
}
PORTALS = {
    "public": "Microsoft 365 admin center",
    "china": "Office 365 admin center operated by 21Vianet",
    "us-government": "Microsoft Office Admin Portal",
    "germany": "Microsoft Office Admin Portal",
}


@pytest.mark.parametrize("code", CLOUDS)
def test_each_cloud_allows_what_the_sources_say(db: None, code: str) -> None:
    cloud = CloudRegion.objects.get(code=code)
    rights = (cloud.allows_no_rights, cloud.allows_full_rights, cloud.allows_granular_rights)
    assert (*rights, cloud.indirect_model, cloud.allows_attestation) == CLOUDS[code]
    assert cloud.portal_name_en == PORTALS[code]
    assert cloud.one_transacting_partner is (code == "china")
    assert cloud.source


def test_all_clouds_allow_several_partners_and_none_a_partner_as_customer(db: None) -> None:
    for cloud in CloudRegion.objects.all():
        assert (cloud.allows_multi_partner, cloud.allows_multi_channel) == (True, True)
        assert not cloud.allows_partner_to_partner
        assert cloud.name_ja
        assert cloud.portal_name_ja


def test_there_are_four_clouds_each_with_a_host_of_its_own(db: None) -> None:
    assert set(CloudRegion.objects.values_list("code", flat=True)) == set(CLOUDS)
    assert len(set(CloudRegion.objects.values_list("host_label", flat=True))) == 4


def test_the_sales_regions_hold_every_line_of_the_list(db: None) -> None:
    lines = Counter((row["group_code"], row["iso2"], row["name_en"], row["name_ja"]) for row in read_list())
    stored = Market.objects.filter(kind="sales_region", group__isnull=False)
    assert Counter(stored.values_list("group__code", "iso2", "name_en", "name_ja")) == lines


def read_list() -> list[dict[str, str]]:
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def test_fifteen_regions_have_names_in_both_languages(db: None) -> None:
    regions = MarketGroup.objects.filter(kind="sales_region")
    assert regions.count() == 15
    assert not regions.filter(name_ja="").exists()


@pytest.mark.parametrize(
    ("iso2", "group"),
    [("JP", "JP"), ("US", "US"), ("CN", "CN"), ("DE", "EUROPE"), ("GB", "EUROPE"), ("NO", "EUROPE"), ("PM", "CA"),
     ("GU", "US"), ("ZA", "MECEE"), ("NG", "AFRICA"), ("TW", "TW"), ("HK", "APAC"), ("BQ", "LATAM"), ("WS", "NZ")],
)  # fmt: skip
def test_a_country_lies_in_the_region_of_the_list(db: None, iso2: str, group: str) -> None:
    found = group_of(iso2, DAY)
    assert found
    assert found.code == group


@pytest.mark.parametrize("iso2", ["CU", "IR", "KP", "SY", "SD", "RU", "BY"])
def test_seven_countries_are_known_and_lie_in_no_region(db: None, iso2: str) -> None:
    assert Market.objects.filter(iso2=iso2, kind="sales_region").exists()
    assert group_of(iso2, DAY) is None


def test_a_country_that_stands_under_three_names_is_three_rows(db: None) -> None:
    assert Market.objects.filter(iso2="BQ", kind="sales_region").count() == 3


def test_no_country_lies_in_two_regions_on_a_day(db: None) -> None:
    groups = Counter(dict.fromkeys(Market.objects.filter(kind="sales_region").values_list("iso2", "group")))
    per_country = Counter(iso2 for iso2, _group in groups)
    assert [iso2 for iso2, count in per_country.items() if count > 1] == []


@pytest.mark.parametrize(
    ("code", "inside", "outside"),
    [("china", "CN", "HK"), ("us-government", "US", "GU"), ("germany", "CH", "GB"), ("germany", "IS", "JP")],
)
def test_clouds_that_limit_their_countries_have_lists_of_their_own(
    db: None, code: str, inside: str, outside: str
) -> None:
    countries = CloudRegion.objects.get(code=code).country_list
    assert countries
    assert is_in_list(countries, inside, DAY)
    assert not is_in_list(countries, outside, DAY)


def test_the_list_of_germany_has_27_and_4_countries(db: None) -> None:
    assert Market.objects.filter(group__code="EU_EFTA").count() == 31


def test_every_market_is_dated_and_has_a_source(db: None) -> None:
    assert not Market.objects.filter(source="").exists()
    assert set(Market.objects.values_list("valid_from", flat=True)) == {markets.VALID_FROM}


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("code", CLOUDS)
def test_each_cloud_has_a_published_sample_agreement(db: None, code: str, language: str) -> None:
    cloud = CloudRegion.objects.get(code=code)
    text = current_text(cloud=cloud, country="JP", language=language)
    assert text
    assert (text.language, text.is_sample, text.sha256) == (language, True, text.text_hash())
    assert getattr(cloud, f"operator_{language}") in text.body
    assert "{" not in text.body


def test_publishing_the_samples_again_adds_nothing(db: None) -> None:
    before = AgreementText.objects.count()
    import_module("customers.agreements.migrations.0002_publish_sample_agreements").publish(apps, None)
    assert AgreementText.objects.count() == before


def test_markets_go_and_come_back_with_their_migration(db: None) -> None:
    migration = import_module("partnercenter.clouds.migrations.0002_load_market_groups")
    before = sorted(Market.objects.values_list("iso2", "name_en", "kind", "group__code"), key=str)
    CloudRegion.objects.update(country_list=None)
    migration.unload(apps, None)
    assert not Market.objects.exists()
    migration.load(apps, None)
    assert sorted(Market.objects.values_list("iso2", "name_en", "kind", "group__code"), key=str) == before


def test_clouds_come_back_with_their_migration(db: None) -> None:
    migration = import_module("partnercenter.clouds.migrations.0003_load_the_four_clouds")
    fresh = {row["code"] for row in migration.CLOUDS}
    assert fresh == set(CLOUDS)


@pytest.mark.parametrize("iso2", sorted(zones.BY_COUNTRY))
def test_every_zone_of_the_table_exists(iso2: str) -> None:
    assert ZoneInfo(zones.zone_of(iso2)).key == zones.BY_COUNTRY[iso2]


def test_most_countries_that_are_served_have_a_zone(db: None) -> None:
    served = set(Market.objects.filter(kind="sales_region", group__isnull=False).values_list("iso2", flat=True))
    assert len(served & zones.BY_COUNTRY.keys()) / len(served) > 0.75


def test_a_country_without_a_zone_keeps_utc() -> None:
    assert zones.zone_of("ZZ") == "UTC"
