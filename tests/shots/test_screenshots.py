"""`make shots`: every page, in both languages, themes and widths, with nothing for axe-core to say."""

import pytest

from tests.journeys import operator_steps, partner_steps
from tests.journeys.conftest import Persons
from tests.journeys.person import Person
from tests.journeys.running import Portal
from tests.shots.album import SHOTS, Album, only

LANGUAGES = pytest.mark.parametrize("language", ["en", "ja"])
KITAKAZE = "m.tanaka@kitakaze.example"
REQUEST = (
    "SELECT i.public_id FROM invitations_invitation i JOIN partners_partner p ON p.id = i.partner_id "
    "WHERE p.partner_number = '4001001' AND i.status = %s AND (i.recipient_email <> '') = %s "
    "ORDER BY (i.rights = 'full') DESC, i.id DESC"
)
BOUNCED = (
    "SELECT i.public_id FROM invitations_invitation i JOIN outbox_outboundemail m ON m.about_id = i.public_id "
    "WHERE m.state = 'failed'"
)
CUSTOMER = "SELECT public_id FROM directory_customer WHERE primary_domain = %s"
GRANT = (
    "SELECT p.public_id || '/rights/' || g.public_id FROM grants_delegatedadmingrant g "
    "JOIN partners_partner p ON p.id = g.partner_id JOIN directory_customer c ON c.id = g.customer_id "
    "WHERE c.primary_domain = %s AND g.status = 'active'"
)


@pytest.fixture(autouse=True)
def _folder() -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)


@LANGUAGES
def test_pages_for_everybody(portal: Portal, person: Persons, language: str) -> None:
    album = Album(person(language))
    pages = {
        "visitor": "/",
        "help": "/help/",
        "privacy": "/privacy/",
        "accessibility": "/accessibility/",
        "sign-in": "/accounts/login/",
        "register": "/accounts/signup/",
        "sign-in-code": "/accounts/login/code/",
        "reset-password": "/accounts/password/reset/",
        "no-such-page": "/nowhere/",
        "components": "/components/",
    }
    for name, path in pages.items():
        album.visit(name, portal.main + path)
    album.visit("acceptance-visitor", portal.acceptance("public"))
    album.visit("unknown-link", portal.acceptance("china") + "/i/zz/")
    refuse_sign_in(album)
    assert album.faults == []


def refuse_sign_in(album: Album) -> None:
    """A form with errors."""
    album.person.opens(f"{album.person.portal.main}/accounts/signup/")
    album.person.presses("Register")
    album.take("register-errors")


@LANGUAGES
def test_pages_of_a_partner(portal: Portal, person: Persons, language: str) -> None:
    album = Album(person(language))
    partner_steps.enter_portal(album.person, KITAKAZE)
    album.take("partner-home")
    customers, requests = f"{portal.main}/partner/customers/", f"{portal.main}/partner/requests/"
    minato, shirasagi = (only(portal, CUSTOMER, f"{name}.example") for name in ("minato-seiki", "shirasagi"))
    sent, ready = only(portal, REQUEST, "sent", True), only(portal, REQUEST, "ready", False)
    pages = {
        "customers": customers,
        "customers-open": f"{customers}?open={minato}",
        "customers-none": f"{customers}?q=zzzz",
        "customer": customers + minato + "/",
        "customer-rights-ended": customers + shirasagi + "/",
        "requests": requests,
        "requests-ended": f"{requests}?status=declined",
        "new-request": f"{requests}new/",
        "review": f"{requests}{ready}/email/",
        "request": f"{requests}{sent}/",
        "request-ready": f"{requests}{ready}/",
        "request-declined": requests + only(portal, REQUEST, "declined", True) + "/",
        "request-draft": requests + only(portal, REQUEST, "draft", True) + "/",
        "request-bounced": requests + only(portal, BOUNCED) + "/",
        "request-cancel": f"{requests}{sent}/cancel/",
        "request-new-link": f"{requests}{sent}/new-link/",
        "request-recipient": f"{requests}{sent}/recipient/",
        "account": f"{portal.main}/accounts/profile/",
        "account-email": f"{portal.main}/accounts/email/",
        "account-password": f"{portal.main}/accounts/password/change/",
        "account-second-factor": f"{portal.main}/accounts/2fa/",
        "sign-out": f"{portal.main}/accounts/logout/",
    }
    for name, address in pages.items():
        album.visit(name, address)
    refuse_request(album, f"{requests}new/")
    assert album.faults == []


def refuse_request(album: Album, address: str) -> None:
    """Page 1 with errors at its fields."""
    album.person.opens(address)
    album.person.main.locator("summary").first.click()
    album.person.fills("E-mail", "nobody@nowhere")
    album.person.presses("Continue to the e-mail")
    album.take("new-request-errors")


@LANGUAGES
def test_pages_of_a_partner_in_china(portal: Portal, person: Persons, language: str) -> None:
    album = Album(person(language))
    partner_steps.enter_portal(album.person, "zhao.min@lingnan-digital.example")
    album.visit("customers-empty", f"{portal.main}/partner/customers/")
    album.visit("new-request-china", f"{portal.main}/partner/requests/new/")
    assert album.faults == []


@LANGUAGES
def test_pages_of_a_customer(portal: Portal, person: Persons, language: str) -> None:
    album, host = Album(person(language)), portal.acceptance("public")
    enter_acceptance(album.person, host, "k.sato@minato-seiki.example")
    album.take("customer-home")
    rights = only(portal, GRANT, "minato-seiki.example")
    album.visit("partners", f"{host}/customer/partners/")
    album.visit("partner-rights", f"{host}/customer/partners/{rights.partition('/')[0]}/")
    album.visit("end-rights", f"{host}/customer/partners/{rights}/end/")
    album.visit("agreements", f"{host}/customer/agreements/")
    album.person.main.get_by_role("table").get_by_role("link").first.click()
    album.take("agreement-text")
    assert album.faults == []


@LANGUAGES
@pytest.mark.parametrize(
    ("cloud", "email", "partner"),
    [
        ("public", "o.grant@maple-lane.example", "北風システムズ株式会社"),
        ("china", "xu.ting@jinli.example", "上海长河云服务有限公司"),
        ("us-government", "s.murphy@lakeshore-transit.example", "Potomac Ridge Federal LLC"),
        ("germany", "p.wolf@auental.example", "Rheinblick Systemhaus GmbH"),
    ],
)
def test_pages_of_a_decision(
    portal: Portal, person: Persons, language: str, cloud: str, email: str, partner: str
) -> None:
    album, host = Album(person(language)), portal.acceptance(cloud)
    suffix = "" if cloud == "public" else f"-{cloud}"
    enter_acceptance(album.person, host, email)
    album.take(f"customer-waiting{suffix}")
    album.person.main.get_by_role("link", name=partner).first.click()
    album.take(f"opened{suffix}")
    album.person.presses("Continue")
    album.person.sees("Your decision")
    album.take(f"decide{suffix}")
    album.person.presses("Accept")
    album.take(f"decide-errors{suffix}")
    album.visit(f"decline{suffix}", f"{host}/invitation/decline/")
    album.visit(f"report{suffix}", f"{host}/invitation/report/")
    assert album.faults == []


@LANGUAGES
def test_pages_that_stop_the_way(portal: Portal, person: Persons, language: str) -> None:
    """A suspended partner's request, and what its addressee sees of it."""
    album = Album(person(language))
    enter_acceptance(album.person, portal.acceptance("public"), "y.kobayashi@asagiri.example")
    album.take("customer-three-waiting")
    album.person.main.get_by_role("link", name="株式会社黒部ソリューションズ").first.click()
    album.take("partner-unavailable")
    assert album.faults == []


@LANGUAGES
def test_pages_of_the_mailbox(portal: Portal, person: Persons, language: str) -> None:
    someone = person(language)
    since = len(portal.mails())
    someone.opens(f"{portal.main}/accounts/password/reset/")
    someone.fills("E-mail address", KITAKAZE)
    someone.main.get_by_role("button").first.click()
    portal.await_mail(KITAKAZE, since=since)
    album = Album(someone)
    album.take("reset-password-code")
    album.visit("mailbox", f"{portal.main}/mailbox/")
    someone.main.get_by_role("table").get_by_role("link").first.click()
    album.take("mailbox-mail")
    assert album.faults == []


@LANGUAGES
def test_pages_of_an_operator(portal: Portal, person: Persons, language: str) -> None:
    album = Album(person(language))
    operator_steps.enter_administration(album.person)
    album.visit("operator-stuck", f"{portal.main}/admin/audit/auditevent/stuck/")
    album.visit("second-factor-needed-operator", f"{portal.main}/accounts/2fa/needed/?next=/admin/")
    assert album.faults == []


@LANGUAGES
def test_a_page_that_asks_to_confirm(portal: Portal, person: Persons, language: str) -> None:
    """As somebody meets it who wants an authenticator app."""
    album = Album(person(language))
    partner_steps.enter_portal(album.person, KITAKAZE)
    album.visit("confirm-again", f"{portal.main}/accounts/reauthenticate/?next=/accounts/2fa/totp/activate/")
    assert album.faults == []


def enter_acceptance(customer: Person, host: str, email: str) -> None:
    customer.opens(f"{host}/accounts/login/")
    customer.signs_in(email)
