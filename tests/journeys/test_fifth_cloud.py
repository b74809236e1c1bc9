"""A fifth cloud without a line of code: an operator makes it in the administration, and a whole journey works in it."""

import re
from dataclasses import dataclass

from playwright.sync_api import expect

from tests.journeys import customer_steps, operator_steps, partner_steps
from tests.journeys.conftest import Persons
from tests.journeys.person import Person
from tests.journeys.running import Portal
from tests.journeys.scenes import NEW_PASSWORD, Scene

COUNTRY, CLOUD, PORTAL = "QM", "moon", "Tranquillity portal"
PARTNER, PARTNER_EMAIL = "Copernicus Systems Ltd", "i.kepler@copernicus-systems.example"
SET_PASSWORD = re.compile(r"https?://\S+/accounts/set_password/\S+")
VERSION = "M-1"


@dataclass(frozen=True)
class NewCloud(Scene):
    """A scene in a cloud that no table of the tests knows."""

    @property
    def partner_email(self) -> str:
        return PARTNER_EMAIL

    @property
    def partner(self) -> str:
        return PARTNER

    @property
    def country(self) -> str:
        return COUNTRY


SCENE = NewCloud(
    *(CLOUD, "en", "full", "s.tycho@mare-imbrium.example", "Selene Tycho", "Mare Imbrium Mining Ltd"),
    signs_up=True,
    must_agree=True,
)


def make_markets(operator: Person) -> None:
    """A region, a country in it, and a list of countries for the cloud."""
    today = operator_steps.utc_today()
    operator_steps.add(operator, "clouds/marketgroup", code="MOON", kind="sales_region", name_en="Moon")
    names = {"iso2": COUNTRY, "name_en": "Mare Tranquillitatis", "name_ja": "静かの海"}
    operator_steps.add(operator, "clouds/market", **names, kind="sales_region", group="Moon", valid_from=today)
    listed = {"code": "CLOUD_MOON", "kind": "cloud_list", "name_en": "Moon cloud", "countries": [COUNTRY, "JP"]}
    operator_steps.add(operator, "clouds/marketgroup", **listed, starts_on=today)


def make_cloud(operator: Person) -> None:
    """Its portal, its rules, its look."""
    operator_steps.add(
        operator,
        "clouds/cloudregion",
        code=CLOUD,
        name_en="Moon",
        name_ja="月",
        operator_en="Lunar Networks",
        portal_name_en=PORTAL,
        host_label=CLOUD,
        link_prefix="mn",
        accent="copper",
        allows_no_rights=False,
        allows_granular_rights=False,
        indirect_model="none",
        country_list=label_of(operator, "Moon cloud"),
    )


def label_of(operator: Person, name: str) -> str:
    """The value of the list called `name` in the form of a new cloud."""
    operator.opens(f"{operator.portal.main}/admin/clouds/cloudregion/add/")
    value = operator.page.locator("[name=country_list] option").filter(has_text=name).get_attribute("value")
    assert value
    return value


def make_agreement(operator: Person, second: Person) -> None:
    """Draft the cloud's own terms in both languages, and have a second admin publish them."""
    operator.opens(f"{operator.portal.main}/admin/agreements/agreementtext/add/")
    option = operator.page.locator("[name=cloud] option").filter(has_text=re.compile("^Moon$"))
    cloud = option.get_attribute("value")
    titles = {"en": "Lunar customer agreement", "ja": "月の顧客契約"}
    for language, title in titles.items():
        words = {"language": language, "title": title, "body": f"1. {title}."}
        operator_steps.add(operator, "agreements/agreementtext", cloud=cloud, version=VERSION, **words)
    operator_steps.ask_to_publish(operator, *titles.values())
    operator_steps.enter_administration(second, operator_steps.SECOND)
    operator_steps.confirm(second, *titles.values())


def make_partner(operator: Person) -> None:
    """A partner of the cloud, whose first admin gets a link by mail."""
    operator.opens(f"{operator.portal.main}/admin/partners/partner/add/")
    option = operator.page.locator("[name=cloud] option").filter(has_text=re.compile("^Moon$"))
    operator_steps.add(
        operator,
        "partners/partner",
        cloud=option.get_attribute("value"),
        legal_name=PARTNER,
        country=COUNTRY,
        is_direct=True,
        programme_agreement_version="2026-01",
        programme_agreement_accepted_on="2026-01-15",
        admin_name="Iris Kepler",
        admin_email=PARTNER_EMAIL,
        admin_language="en",
    )
    # rights, which this cloud demands, are an admin agent's to ask for (decisions §9)
    operator_steps.change(operator, "partners/partnermembership", PARTNER_EMAIL, roles=["admin_agent"])


def choose_password(partner: Person, *, since: int) -> None:
    """The first admin's own password, by the mailed link."""
    found = SET_PASSWORD.search(partner.portal.await_mail(PARTNER_EMAIL, since=since).text)
    assert found
    partner.opens(found.group())
    partner.fills("New password", NEW_PASSWORD)
    partner.presses("Save the password")
    partner.sees("Sign in")
    partner.signs_in(PARTNER_EMAIL, NEW_PASSWORD)
    expect(partner.page.get_by_role("navigation").first).to_be_visible()


def end_rights(customer: Person) -> None:
    """On the customer's own pages, on the new host."""
    customer.opens(customer.portal.acceptance(CLOUD))
    customer.goes_to("Partners")
    customer.main.get_by_role("link", name=PARTNER).first.click()
    customer.follows("End the rights")
    customer.presses("End the rights")
    customer.sees("Rights that ended")


def test_an_operator_adds_a_cloud_and_a_customer_accepts_in_it(portal: Portal, person: Persons) -> None:
    operator, partner, customer = person("en"), person("en"), person("en")
    since = len(portal.mails())
    operator_steps.enter_administration(operator)
    make_markets(operator)
    make_cloud(operator)
    make_agreement(operator, person("en"))
    make_partner(operator)

    choose_password(partner, since=since)
    partner_steps.ask(partner, SCENE)
    partner_steps.send(partner)
    link = customer_steps.read_mail(customer, SCENE, since=since)
    assert "/i/mn_" in link
    customer_steps.open_link(customer, SCENE, link)
    expect(customer.page.locator(".cloudband")).to_contain_text(PORTAL)
    expect(customer.page.locator(".cloudband")).to_contain_text("Moon, operated by Lunar Networks")
    expect(customer.page.locator("body")).to_have_class(re.compile(r"\baccent-copper\b"))
    customer.finds_no_barrier()
    customer_steps.come_in(customer, SCENE)
    expect(customer.main).to_contain_text(f"Lunar customer agreement, version {VERSION}")
    customer_steps.accept(customer, SCENE)
    partner_steps.find_customer(partner, SCENE)
    end_rights(customer)
    for label in ("public", "china"):
        assert person("en").opens(f"{portal.acceptance(label)}/i/{link.split('/i/')[1]}") == 404
