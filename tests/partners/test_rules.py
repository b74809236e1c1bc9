"""Sales region, cloud and standing of a partner: refused with what is so, why, and what to do."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from partnercenter.clouds.models import CloudRegion
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


def test_the_refusal_names_both_regions_the_country_and_the_cure():
    partner = factories.PartnerFactory(legal_name="Kitakaze Systems K.K.")
    [words] = refusal(rules.check_market, partner, "DE", DAY).messages
    assert "Kitakaze Systems K.K. cannot sell in Germany" in words
    assert "is Japan, and Germany lies in Europe" in words
    assert "Choose a customer that is registered in Japan" in words


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
