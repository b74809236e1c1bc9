"""What an organisation may be called (R-125)."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.rules import check_company_name
from partnercenter.clouds.zones import BY_COUNTRY, zone_of
from partnercenter.pages.times import find_zone


@pytest.mark.parametrize(
    "name", ["Minato Seiki", "株式会社みなと精機", "IBM", "3M", "X1", "Oy Fazer Ab", "苏州精密光学有限公司"]
)
def test_names_of_organisations_are_kept(name):
    assert check_company_name(name) == name


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("X", "name_too_short"),
        ("み", "name_too_short"),
        ("- - -", "name_only_signs"),
        ("!!!", "name_only_signs"),
        ("Inc", "name_only_form"),
        ("llc", "name_only_form"),
        ("L.L.C.", "name_only_form"),
        ("Ltd.", "name_only_form"),
        ("GmbH", "name_only_form"),
        ("株式会社", "name_only_form"),
        ("㈱", "name_only_signs"),
        ("有限公司", "name_only_form"),
    ],
)
def test_what_is_no_name_is_refused(name, code):
    with pytest.raises(ValidationError) as refusal:
        check_company_name(name)
    assert refusal.value.code == code


def test_every_zone_of_the_table_exists():
    unknown = [zone for zone in set(BY_COUNTRY.values()) if str(find_zone(zone)) != zone]
    assert unknown == []


def test_a_country_without_an_entry_starts_in_utc():
    assert zone_of("JP") == "Asia/Tokyo"
    assert zone_of("AQ") == "UTC"
