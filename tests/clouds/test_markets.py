"""Markets as dated rows: the newest one that is valid on the day counts."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from partnercenter.clouds import markets
from partnercenter.clouds.models import CloudRegion, Market, MarketGroup

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("country", "group"),
    [("JP", "JP"), ("US", "US"), ("GU", "US"), ("AS", "US"), ("FR", "EUROPE"), ("CN", "CN"), ("BQ", "LATAM")],
)
def test_a_country_lies_in_its_sales_region(country, group):
    assert markets.group_of(country, DAY).code == group


@pytest.mark.parametrize("country", ["CU", "IR", "KP", "SY", "SD", "RU", "BY", "XX", ""])
def test_countries_without_a_region_and_unknown_ones_lie_in_none(country):
    assert markets.group_of(country, DAY) is None


def test_before_the_first_lists_nobody_lay_anywhere():
    assert markets.group_of("JP", date(2023, 9, 30)) is None


def test_a_later_row_supersedes_from_its_day_on():
    europe = MarketGroup.objects.get(code="EUROPE")
    Market.objects.create(iso2="JP", name_en="Japan", group=europe, valid_from=date(2027, 4, 1))
    assert markets.group_of("JP", date(2027, 3, 31)).code == "JP"
    assert markets.group_of("JP", date(2027, 4, 1)) == europe


def test_a_later_row_without_a_region_takes_a_country_out():
    Market.objects.create(iso2="JP", name_en="Japan", group=None, valid_from=date(2027, 4, 1))
    assert markets.group_of("JP", date(2027, 4, 1)) is None


@pytest.mark.parametrize(
    ("cloud", "inside", "outside"),
    [
        ("china", ["CN"], ["JP", "TW", "HK"]),
        ("us-government", ["US"], ["GU", "AS", "CA"]),
        ("germany", ["DE", "FR", "CH", "IS", "LI", "NO"], ["GB", "US", "TR"]),
    ],
)
def test_the_lists_of_the_clouds_hold_their_countries_and_no_others(cloud, inside, outside):
    countries = CloudRegion.objects.get(code=cloud).country_list
    assert all(markets.is_in_list(countries, country, DAY) for country in inside)
    assert not any(markets.is_in_list(countries, country, DAY) for country in outside)


@pytest.fixture
def countries():
    """The list of the cloud of Germany."""
    return MarketGroup.objects.get(code="EU_EFTA")


def list_row(group, country="FR", **fields):
    name = {"FR": "France", "JP": "Japan"}[country]
    return Market.objects.create(iso2=country, name_en=name, kind="cloud_list", group=group, **fields)


def test_a_country_leaves_a_list_on_a_day_and_may_come_back(countries):
    list_row(countries, leaves=True, valid_from=date(2027, 1, 1))
    list_row(countries, valid_from=date(2028, 1, 1))
    days = [date(2026, 12, 31), date(2027, 1, 1), date(2027, 12, 31), date(2028, 1, 1)]
    assert [markets.is_in_list(countries, "FR", day) for day in days] == [True, False, False, True]
    assert ["FR" in markets.countries_in_list(countries, day) for day in days] == [True, False, False, True]


def test_leaving_one_list_leaves_no_other(countries):
    other = MarketGroup.objects.create(code="OTHER", kind="cloud_list", name_en="Other")
    list_row(other, valid_from=date(2026, 1, 1))
    list_row(other, leaves=True, valid_from=date(2026, 2, 1))
    assert not markets.is_in_list(other, "FR", DAY)
    assert markets.is_in_list(countries, "FR", DAY)


def test_a_list_that_is_not_named_and_a_region_that_is_left_are_no_rows(countries):
    for fields in ({"kind": "cloud_list", "group": None}, {"kind": "sales_region", "leaves": True}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Market.objects.create(iso2="FR", name_en="France", valid_from=DAY, **fields)


def test_where_countries_lie_is_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        found = markets.regions_of(["JP", "DE", "RU", "XX"], DAY)
        assert [found.of(country) and found.of(country).code for country in ("JP", "DE", "RU", "XX")] == [
            "JP",
            "EUROPE",
            None,
            None,
        ]


def test_a_country_has_lain_in_its_former_region_from_the_day_on_that_it_moves():
    japan, taiwan = (MarketGroup.objects.get(code=code) for code in ("JP", "TW"))
    Market.objects.create(iso2="JP", name_en="Japan", group=taiwan, valid_from=date(2027, 4, 1))
    before = markets.regions_of(["JP"], date(2027, 3, 31))
    after = markets.regions_of(["JP"], date(2027, 4, 1))
    assert [before.has_lain_in("JP", group.pk) for group in (japan, taiwan)] == [True, False]
    assert [after.has_lain_in("JP", group.pk) for group in (japan, taiwan)] == [True, True]
    assert (before.of("JP"), after.of("JP")) == (japan, taiwan)


def test_names_are_in_the_language_of_the_reader():
    assert markets.country_name("JP") == "Japan"
    with override("ja"):
        assert markets.country_name("JP") == "日本"


def test_a_code_that_nobody_knows_is_its_own_name():
    assert markets.country_name("XX") == "XX"


def test_the_choices_name_every_code_once_in_the_order_of_names():
    choices = markets.country_choices()
    codes = [code for code, _name in choices]
    assert len(codes) == len(set(codes)) > 230
    assert codes.count("BQ") == 1
    assert choices[0][1].startswith("A")


def test_the_choices_take_one_query(django_assert_num_queries):
    with django_assert_num_queries(1):
        markets.country_choices()
