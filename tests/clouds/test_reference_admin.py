"""Operators change clouds and lists of countries: what each rule means is said, and nonsense is refused (§2, §3)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.explained import EXPLAINED
from partnercenter.clouds.markets import countries_in, group_of
from partnercenter.clouds.models import CloudRegion, IndirectModel, Market, MarketGroup
from tests import factories
from tests.clouds.admin_steps import codes, place, save, today
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
FLAGS = [field.name for field in CloudRegion._meta.fields if field.get_internal_type() == "BooleanField"]
FIFTH = {
    "code": "moon",
    "name_en": "Moon",
    "operator_en": "Lunar Networks",
    "portal_name_en": "Moon portal",
    "host_label": "moon",
    "link_prefix": "moon",
    "accent": "copper",
    "allows_full_rights": "on",
    "indirect_model": "either",
    "country_list": "",
}


@pytest.mark.parametrize("flag", FLAGS)
def test_every_flag_is_flipped_in_the_admin_explained_and_logged(operator_client: PersonaClient, flag: str) -> None:
    cloud = factories.cloud("public")
    before = getattr(cloud, flag)
    page = operator_client.get(place(CloudRegion, cloud)).content.decode()
    assert str(EXPLAINED[flag]).split(".")[0] in page.replace("&#x27;", "'")
    assert save(operator_client, CloudRegion, cloud, **{flag: "on" if not before else False}) == {}
    cloud.refresh_from_db()
    assert getattr(cloud, flag) is not before
    event = AuditEvent.objects.get(action="cloudregion.changed")
    assert (event.cloud_code, event.side) == ("public", "operator")


@pytest.mark.parametrize("model", IndirectModel.values)
def test_the_indirect_model_is_chosen_in_the_admin(operator_client: PersonaClient, model: str) -> None:
    assert save(operator_client, CloudRegion, factories.cloud("public"), indirect_model=model) == {}
    assert factories.cloud("public").indirect_model == model


def test_every_rule_of_a_cloud_is_explained() -> None:
    named = {field.name for field in CloudRegion._meta.fields} - {"id"}
    assert {name for name in named if not name.endswith("_ja") and name != "name_en"} == set(EXPLAINED)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"allows_full_rights": ""}, {"allows_full_rights": ["nothing_can_be_asked"]}),
        ({"accepts_new_customers": "on"}, {"online_agreement": ["agreement_out_of_reach"]}),
        ({"host_label": "Moon"}, {"host_label": ["host_label"]}),
        ({"host_label": "moon_base"}, {"host_label": ["host_label"]}),
        ({"host_label": "-moon"}, {"host_label": ["host_label"]}),
        ({"host_label": "public"}, {"host_label": ["unique"]}),
        ({"link_prefix": "m"}, {"link_prefix": ["link_prefix"]}),
        ({"link_prefix": "Moon"}, {"link_prefix": ["link_prefix"]}),
        ({"link_prefix": "pub"}, {"link_prefix": ["unique"]}),
        ({"code": "public"}, {"code": ["unique"]}),
        ({"accent": "#ff0000"}, {"accent": ["invalid_choice"]}),
        ({"indirect_model": "sometimes"}, {"indirect_model": ["invalid_choice"]}),
        ({"operator_en": ""}, {"operator_en": ["required"]}),
    ],
)
def test_a_cloud_that_makes_no_sense_is_refused(
    operator_client: PersonaClient, changes: dict[str, str], code: dict[str, list[str]]
) -> None:
    sent = {name: value for name, value in (FIFTH | changes).items() if value}
    answer = operator_client.post(place(CloudRegion), sent)
    assert answer.status_code == 200
    assert codes(answer.context["adminform"].form.errors.get_json_data()) == code


def test_a_label_that_is_the_main_hosts_is_refused(operator_client: PersonaClient, settings) -> None:
    settings.MAIN_HOSTNAME, settings.ALLOWED_HOSTS = "moon.localhost", ["moon.localhost"]
    operator_client.defaults["HTTP_HOST"] = "moon.localhost"
    answer = operator_client.post(place(CloudRegion), FIFTH)
    assert codes(answer.context["adminform"].form.errors.get_json_data()) == {"host_label": ["host_of_main"]}


def test_a_sales_region_and_an_empty_list_are_no_lists_of_a_cloud(operator_client: PersonaClient) -> None:
    empty = MarketGroup.objects.create(code="EMPTY", kind="cloud_list", name_en="Empty")
    for group, code in ((factories.market_group("JP"), "invalid_choice"), (empty, "list_empty")):
        answer = operator_client.post(place(CloudRegion), FIFTH | {"country_list": group.pk})
        assert codes(answer.context["adminform"].form.errors.get_json_data()) == {"country_list": [code]}


def test_what_stands_in_links_never_changes(operator_client: PersonaClient) -> None:
    cloud = factories.cloud("china")
    save(operator_client, CloudRegion, cloud, code="x", host_label="x", link_prefix="xx", portal_name_en="New name")
    cloud.refresh_from_db()
    assert (cloud.code, cloud.host_label, cloud.link_prefix) == ("china", "china", "cn")
    assert cloud.portal_name_en == "New name"


def test_the_palette_shows_a_sample_of_each_accent(operator_client: PersonaClient) -> None:
    page = operator_client.get(place(CloudRegion)).content.decode()
    for accent in CloudRegion.Accent.values:
        assert f'class="accent-{accent}"' in page


def test_a_list_changes_by_rows_of_a_day_and_the_past_stays(operator_client: PersonaClient) -> None:
    countries, soon = MarketGroup.objects.get(code="EU_EFTA"), today() + timedelta(days=30)
    held = countries_in(countries, today())
    wanted = sorted((held | {"GB"}) - {"FR"})
    assert save(operator_client, MarketGroup, countries, countries=wanted, starts_on=soon.isoformat()) == {}
    assert countries_in(countries, soon - timedelta(days=1)) == held
    assert countries_in(countries, soon) == set(wanted)
    rows = Market.objects.filter(valid_from=soon).values_list("iso2", "leaves", "group__code", "name_en")
    assert sorted(rows) == [("FR", True, "EU_EFTA", "France"), ("GB", False, "EU_EFTA", "UK")]
    event = AuditEvent.objects.get(action="marketgroup.list_changed")
    assert event.details == {"starts_on": soon.isoformat(), "entering": ["GB"], "leaving": ["FR"]}
    page = operator_client.get(place(MarketGroup, countries)).content.decode()
    assert "Enter: UK." in page
    assert "Leave: France." in page


def test_saving_a_list_as_it_is_writes_no_row(operator_client: PersonaClient) -> None:
    before = Market.objects.count()
    for group in (factories.market_group("LATAM"), MarketGroup.objects.get(code="EU_EFTA")):
        assert save(operator_client, MarketGroup, group) == {}
    assert Market.objects.count() == before


def test_a_country_moves_to_another_region_from_a_day_on(operator_client: PersonaClient) -> None:
    japan, soon = factories.market_group("JP"), today() + timedelta(days=9)
    assert save(operator_client, MarketGroup, japan, countries=["JP", "FR", "BQ"], starts_on=soon.isoformat()) == {}
    assert [group_of("FR", day).code for day in (today(), soon)] == ["EUROPE", "JP"]
    assert Market.objects.filter(iso2="BQ", group=japan, valid_from=soon).count() == 3  # under each of its names
    europe = factories.market_group("EUROPE")
    refused = save(operator_client, MarketGroup, europe, countries=["DE"], starts_on=today().isoformat())
    assert codes(refused) == {"starts_on": ["before_planned"]}


def test_what_is_planned_for_a_day_can_be_planned_anew_for_it(operator_client: PersonaClient) -> None:
    japan, soon = factories.market_group("JP"), today() + timedelta(days=9)
    save(operator_client, MarketGroup, japan, countries=["JP", "FR"], starts_on=soon.isoformat())
    save(operator_client, MarketGroup, japan, countries=["JP"], starts_on=soon.isoformat())
    assert Market.objects.filter(valid_from=soon).count() == 1
    assert group_of("FR", soon) is None
    save(operator_client, MarketGroup, factories.market_group("EUROPE"), countries=["FR"], starts_on=soon.isoformat())
    assert group_of("FR", soon).code == "EUROPE"


@pytest.mark.parametrize("days", [-1, -1000])
def test_nothing_begins_in_the_past(operator_client: PersonaClient, days: int) -> None:
    then = (today() + timedelta(days=days)).isoformat()
    refused = save(operator_client, MarketGroup, factories.market_group("JP"), countries=["JP", "FR"], starts_on=then)
    assert codes(refused) == {"starts_on": ["past"]}
    refused = save(operator_client, Market, iso2="FR", valid_from=then, kind="sales_region")
    assert codes(refused)["valid_from"] == ["past"]


def test_what_began_today_is_settled_for_today(operator_client: PersonaClient) -> None:
    japan, europe = factories.market_group("JP"), factories.market_group("EUROPE")
    assert save(operator_client, MarketGroup, japan, countries=["JP", "FR"]) == {}
    assert group_of("FR", today()) == japan
    refused = save(operator_client, MarketGroup, europe, countries=sorted(countries_in(europe, today()) | {"FR"}))
    assert codes(refused) == {"starts_on": ["settled"]}


def test_a_new_group_gets_its_countries_at_once(operator_client: PersonaClient) -> None:
    sent = {"code": "MOON", "kind": "cloud_list", "name_en": "Moon cloud", "countries": ["JP", "IS"]}
    operator_client.post(place(MarketGroup), sent | {"starts_on": today().isoformat()})
    assert countries_in(MarketGroup.objects.get(code="MOON"), today()) == {"JP", "IS"}


def test_rows_in_force_are_history_and_planned_ones_may_go(operator_client: PersonaClient) -> None:
    past = Market.objects.filter(iso2="FR").first()
    planned = Market.objects.create(iso2="FR", name_en="France", valid_from=today() + timedelta(days=1))
    for row, status in ((past, 403), (planned, 302)):
        assert operator_client.post(f"{place(Market, row)}", {"name_en": "X"}).status_code in (status, 200)
        answer = operator_client.post(reverse("admin:clouds_market_delete", args=[row.pk]), {"post": "yes"})
        assert answer.status_code == status
    past.refresh_from_db()
    assert past.name_en == "France"
    assert not Market.objects.filter(pk=planned.pk).exists()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"iso2": "fr"}, {"iso2": ["country_code"]}),
        ({"iso2": "XK1"}, {"iso2": ["max_length"]}),
        ({"iso2": "ZZ"}, {"name_en": ["name_needed"]}),
        ({"iso2": "BQ"}, {"name_en": ["name_needed"]}),
        ({"kind": "cloud_list", "group": ""}, {"group": ["no_list"]}),
        ({"kind": "cloud_list"}, {"group": ["other_kind"]}),
        ({"leaves": "on"}, {"leaves": ["leaves_region"]}),
    ],
)
def test_a_row_that_makes_no_sense_is_refused(
    operator_client: PersonaClient, changes: dict[str, str], code: dict[str, list[str]]
) -> None:
    good = {"iso2": "FR", "kind": "sales_region", "group": factories.market_group("JP").pk}
    refused = save(operator_client, Market, **(good | {"valid_from": today().isoformat()} | changes))
    assert {name: found for name, found in codes(refused).items() if name in code} == code


def test_a_row_takes_the_name_of_its_country(operator_client: PersonaClient) -> None:
    sent = {"iso2": "FR", "kind": "sales_region", "group": factories.market_group("JP").pk}
    assert save(operator_client, Market, **sent, valid_from=today().isoformat()) == {}
    row = Market.objects.get(iso2="FR", valid_from=today())
    assert (row.name_en, row.name_ja) == ("France", "フランス")
