"""The main job, end to end, in every cloud and language: asked, mailed, opened, accepted, on the Customers page."""

import pytest
from playwright.sync_api import expect

from tests.journeys import customer_steps, partner_steps
from tests.journeys.conftest import Persons
from tests.journeys.running import Portal
from tests.journeys.scenes import SCENES, Scene

OWN_WORDS = {
    "en": "It was good to meet you at the trade fair.",
    "ja": "先日は展示会でお目にかかり、ありがとうございました。",
}


@pytest.mark.parametrize("scene", SCENES, ids=str)
def test_a_partner_asks_and_the_customer_accepts(portal: Portal, person: Persons, scene: Scene) -> None:
    since = len(portal.mails())
    options = {"java_script_enabled": not scene.without_javascript}
    partner, customer = person(scene.language, **options), person(scene.language, **options)
    partner.is_examining = customer.is_examining = scene.is_examined

    partner_steps.enter_portal(partner, scene.partner_email)
    partner_steps.ask(partner, scene)
    partner_steps.add_sentence(partner, OWN_WORDS[scene.language])
    partner_steps.send(partner)

    link = customer_steps.read_mail(customer, scene, since=since)
    assert OWN_WORDS[scene.language] in portal.await_mail(scene.email, since=since).text
    customer_steps.open_link(customer, scene, link)
    customer_steps.come_in(customer, scene)
    customer_steps.accept(customer, scene)

    partner_steps.find_customer(partner, scene)
    partner_steps.find_request(partner, scene, tab="Accepted")
    expect(partner.main).to_contain_text(partner.words("Accepted"))
    assert portal.await_mail(scene.partner_email, since=since)
    assert customer.opens(link) == 200  # who answered is led to the answer, not to "used"
    customer.sees("You accepted the request")
