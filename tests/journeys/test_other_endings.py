"""The other ways of a request: found without its mail, declined, its rights taken back, opened by somebody else."""

import pytest
from playwright.sync_api import expect

from tests.journeys import customer_steps, partner_steps
from tests.journeys.conftest import Persons
from tests.journeys.person import Person
from tests.journeys.running import Portal
from tests.journeys.scenes import Scene, known, newcomer

DECLINES = newcomer("public", "en", "full", "n.reid@north-quay.example", "Nora Reid", "North Quay Joinery K.K.")
ENDS_RIGHTS = known(
    "public", "ja", "full", "m.ishikawa@sakura-hospital.example", "石川 真由美", "医療法人桜会 さくら総合病院"
)
MISSES = newcomer("germany", "en", "full", "h.albers@birkenhof.example", "Heike Albers", "Birkenhof Saatgut GmbH")
REASONS = {"en": "We have chosen another partner.", "ja": "別の会社にお願いすることにしました。"}

DUTY_REMAINS = (
    "The relationship goes on. Until the contract is renegotiated you still owe this customer support and stay bound "
    "by your partner agreement. You can raise a service request; it goes to the operator, marked "
    '"without admin rights".'
)


def send_request(portal: Portal, partner: Person, customer: Person, scene: Scene) -> str:
    """The partner asks and sends; the link in the customer's mail."""
    since = len(portal.mails())
    partner_steps.enter_portal(partner, scene.partner_email)
    partner_steps.ask(partner, scene)
    partner_steps.send(partner)
    return customer_steps.read_mail(customer, scene, since=since)


def test_the_addressee_declines_without_an_organisation_and_the_partner_reads_why(
    portal: Portal, person: Persons
) -> None:
    scene, partner, customer = DECLINES, person("en"), person("en")
    link = send_request(portal, partner, customer, scene)
    since = len(portal.mails())
    customer_steps.open_link(customer, scene, link)
    customer.follows("Create an account")
    customer.signs_up(name=scene.name, email=scene.email, password="a lighthouse without a keeper")
    customer.presses("Continue")
    customer.sees("Register your organisation first")
    customer.follows("Decline the request")
    customer.sees("Decline the request")
    customer.fills("Reason", REASONS["en"])
    customer.finds_no_barrier()
    customer.presses("Decline")
    customer.sees("You declined the request")
    customer.finds_no_barrier()

    mail = portal.await_mail(scene.partner_email, since=since)
    assert REASONS["en"] in mail.text
    partner_steps.find_request(partner, scene, tab="Declined")
    partner.reads(REASONS["en"])
    assert person("en").opens(link) == 410


def test_the_customer_ends_the_rights_and_the_partner_learns_what_remains(portal: Portal, person: Persons) -> None:
    scene, partner, customer = ENDS_RIGHTS, person("ja"), person("ja")
    grant_rights(portal, partner, customer, scene)
    since = len(portal.mails())
    customer.opens(portal.acceptance(scene.cloud))
    customer.goes_to("Partners")
    customer.finds_no_barrier()
    customer.main.get_by_role("link", name=scene.partner).first.click()
    customer_steps.let_time_pass(customer, minutes=6)
    customer.follows("End the rights")
    customer.fills("Reason", REASONS["ja"])
    customer.finds_no_barrier()
    customer.presses("End the rights")
    customer_steps.confirm(customer)
    customer.sees("Rights that ended")

    partner_steps.find_customer(partner, scene)
    partner.main.get_by_role("link", name=scene.company).first.click()
    partner.reads(DUTY_REMAINS)
    partner.finds_no_barrier()
    assert REASONS["ja"] in portal.await_mail(scene.partner_email, since=since).text


def grant_rights(portal: Portal, partner: Person, customer: Person, scene: Scene) -> None:
    """The customer accepts full rights beside the relationship that stands."""
    customer_steps.open_link(customer, scene, send_request(portal, partner, customer, scene))
    customer_steps.come_in(customer, scene)
    customer_steps.accept(customer, scene)


def test_who_has_lost_the_mail_finds_the_request_at_home(portal: Portal, person: Persons) -> None:
    customer = person("en")
    customer.opens(f"{portal.acceptance('public')}/accounts/login/")
    customer.signs_in("o.grant@maple-lane.example")
    customer.sees("Waiting for you")
    customer.finds_no_barrier()
    customer.main.get_by_role("link", name=customer.words("Review the request")).first.click()
    customer.sees("%(partner)s asks to become your reseller", partner="北風システムズ株式会社")
    customer.presses("Continue")
    customer.sees("Your decision")


def test_somebody_else_who_opens_the_link_learns_who_asks_and_can_change_nothing(
    portal: Portal, person: Persons
) -> None:
    scene, partner, stranger = MISSES, person("en"), person("en")
    link = send_request(portal, partner, stranger, scene)
    customer_steps.open_link(stranger, scene, link)
    stranger.finds_no_barrier()
    stranger.follows("Sign in")
    stranger.finds_no_barrier()
    stranger.signs_in("u.schaefer@sonnenhalde.example")
    stranger.sees("This request is addressed to someone else")
    stranger.finds_no_barrier()
    assert scene.email not in stranger.page.content()
    expect(stranger.main.get_by_role("button", name=stranger.words("Accept"))).to_have_count(0)
    assert stranger.opens(f"{portal.acceptance('germany')}/invitation/decide/") == 403


@pytest.mark.parametrize("cloud", ["public", "china", "us-government"])
def test_another_clouds_portal_does_not_know_the_link(portal: Portal, person: Persons, cloud: str) -> None:
    """One page for unknown, malformed and other clouds' links (K30)."""
    visitor = person("ja")
    token = f"de_{'A' * 43}" if cloud != "china" else "zz"
    assert visitor.opens(f"{portal.acceptance(cloud)}/i/{token}/") == 404
    visitor.sees("We do not know this link")
