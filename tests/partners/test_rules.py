"""Sales region, cloud and standing of a partner: refused with what is so, why, and what to do."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from partnercenter.clouds.models import CloudRegion, Market
from partnercenter.partners import rules
from tests import factories

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 20)


def refusal(check, *args) -> ValidationError | None:
    try:
        check(*args)
    except ValidationError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("home", "country", "code"),
    [
        ("JP", "JP", None),
        ("JP", "US", "market_other_group"),
        ("US", "GU", None),
        ("FR", "DE", None),
        ("DE", "TR", "market_other_group"),
        *[("JP", country, "market_no_group") for country in ("CU", "IR", "KP", "SY", "SD", "RU", "BY", "XX")],
    ],
)
def test_a_partner_may_serve_its_own_sales_region_alone(home, country, code):
    partner = factories.PartnerFactory(country=home)
    error = refusal(rules.check_market, partner, country, DAY)
    assert (error.code if error else None) == code


def test_the_refusal_names_both_countries_both_regions_and_the_cure():
    partner = factories.PartnerFactory(legal_name="Rheinblick GmbH", country="FR")
    [words] = refusal(rules.check_market, partner, "TR", DAY).messages
    assert "Rheinblick GmbH cannot sell in Türkiye" in words
    assert "is registered in France and sells in Europe, and Türkiye lies in Middle East, " in words
    assert "Choose a customer that is registered in Europe" in words


def move(country: str, group: str | None, on: date) -> None:
    """From `on` a country lies in another region."""
    name = Market.objects.filter(iso2=country, kind="sales_region").first().name_en
    region = factories.market_group(group) if group else None
    Market.objects.create(iso2=country, name_en=name, group=region, valid_from=on)


def code(partner, country, day=DAY) -> str | None:
    error = refusal(rules.check_market, partner, country, day)
    return error.code if error else None


def test_a_partner_moves_with_its_country_from_the_day_on():
    """Both keep each other where they move together; who stays behind is another region's from then on."""
    partner = factories.PartnerFactory(country="FR")
    move("FR", "MECEE", date(2027, 1, 1))
    before, after = date(2026, 12, 31), date(2027, 1, 1)
    assert [code(partner, "FR", day) for day in (before, after)] == [None, None]
    assert [code(partner, "DE", day) for day in (before, after)] == [None, "market_other_group"]
    assert [code(partner, "TR", day) for day in (before, after)] == ["market_other_group", None]


def test_a_region_that_an_operator_chose_in_spite_of_the_country_stays():
    partner = factories.PartnerFactory(country="FR", market_group=factories.market_group("JP"))
    move("FR", "MECEE", date(2026, 11, 1))
    assert [code(partner, country) for country in ("JP", "FR", "TR")] == [None, *["market_other_group"] * 2]


def test_a_partner_whose_country_lies_nowhere_any_more_takes_on_nobody():
    partner = factories.PartnerFactory(country="FR")
    move("FR", None, date(2026, 11, 1))
    assert [code(partner, country) for country in ("FR", "DE")] == ["partner_no_group"] * 2
    [words] = refusal(rules.check_market, partner, "DE", DAY).messages
    assert "registered in France" in words


def test_names_with_a_percent_sign_are_shown_as_they_are():
    partner = factories.PartnerFactory(legal_name="100% Cloud %(region)s K.K.")
    [words] = refusal(rules.check_market, partner, "DE", DAY).messages
    assert "100% Cloud %(region)s K.K. cannot sell" in words


@pytest.mark.parametrize(
    ("cloud", "country", "code"),
    [
        ("public", "JP", None),
        ("public", "RU", None),
        ("china", "CN", None),
        ("china", "JP", "cloud_country"),
        ("us-government", "US", None),
        ("us-government", "PR", "cloud_country"),
        ("germany", "NO", None),
        ("germany", "GB", "cloud_country"),
    ],
)
def test_a_cloud_serves_the_countries_of_its_list(cloud, country, code):
    error = refusal(rules.check_cloud_country, CloudRegion.objects.get(code=cloud), country, DAY)
    assert (error.code if error else None) == code


@pytest.mark.parametrize(
    ("traits", "code"),
    [
        ({}, None),
        ({"suspended": True}, "partner_suspended"),
        ({"programme_agreement_version": "", "programme_agreement_accepted_on": None}, "programme_agreement"),
    ],
)
def test_a_partner_that_may_not_take_customers_is_refused(traits, code):
    error = refusal(rules.check_available, factories.PartnerFactory(**traits))
    assert (error.code if error else None) == code
