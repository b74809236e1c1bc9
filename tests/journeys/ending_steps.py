"""How a relationship ends: the partner clears what blocks it and ends it, or a customer asks for the end."""

from playwright.sync_api import expect

from tests.journeys import record_steps
from tests.journeys.person import Person
from tests.journeys.record_steps import ORDERED, Sale
from tests.journeys.scenes import Scene

ENDED = "You ended the relationship with %(customer)s. What you did together stays readable here."


def try_to_end(partner: Person) -> None:
    """The record's way to the end of the relationship."""
    record_steps.open_tab(partner, "Overview")
    partner.main.get_by_role("link", name=partner.words("End the relationship")).click()


def suspend_what_blocks(partner: Person, scene: Sale) -> None:
    """Each thing that was sold is named, with the way to suspend it; the end stays closed until both are.
    Each way leads back to the page of the end."""
    try_to_end(partner)
    for name in (scene.sold, ORDERED):
        partner.sees("The relationship cannot end yet")
        expect(partner.main.get_by_role("button", name=partner.words("End the relationship"))).to_have_count(0)
        record_steps.row_of(partner, name).get_by_role("link", name=f"{partner.words('Suspend')} {name}").click()
        partner.sees("Suspend %(name)s", name=name)
        partner.presses("Suspend")
        partner.reads("%(name)s is suspended.", name=name)
    partner.main.locator(".backlink").click()


def end(partner: Person, scene: Scene, *, reason: str) -> None:
    """Read what ends and what stays, say why, confirm; the record stays readable."""
    try_to_end(partner)
    partner.sees("What ends")
    partner.fills("Reason", reason)
    partner.presses("End the relationship")
    partner.reads(ENDED, customer=scene.company)
    partner.sees("You ended the relationship")


def find_ended(partner: Person, scene: Scene) -> None:
    record_steps.search(partner, scene)
    state = record_steps.row_of(partner, scene.company).locator(f"[data-l='{partner.words('Relationship')}']")
    expect(state).to_contain_text(partner.words("Ended"))
    partner.examines()


def miss_partner(customer: Person, scene: Scene) -> None:
    """The customer's home says nothing of the partner any more."""
    customer.goes_to("Home")
    customer.sees("Waiting for you")
    expect(customer.main).not_to_contain_text(scene.partner)


def ask_to_end(customer: Person, scene: Scene, *, reason: str) -> None:
    """From Partners to the question; nothing changes by it."""
    customer.goes_to("Partners")
    customer.main.get_by_role("link", name=scene.partner).first.click()
    customer.follows("Ask to end it")
    customer.sees("Ask %(partner)s to end the relationship", partner=scene.partner)
    customer.fills("Reason", reason)
    customer.presses("Ask to end the relationship")
    customer.reads("You asked %(partner)s to end the relationship. Nothing has changed yet.", partner=scene.partner)
    customer.examines()


def say_why_not(partner: Person, scene: Scene, *, reason: str, text: str) -> None:
    """The record tells of the wish; the partner answers it."""
    record_steps.open_row(partner, scene)
    partner.follows("Answer the customer")
    partner.sees("%(customer)s asks you to end the relationship", customer=scene.company)
    expect(partner.main).to_contain_text(reason)
    partner.fills("Why the relationship should go on, or what you propose", text)
    partner.presses("Send the answer")
    partner.reads("The customer reads your answer. Nothing ends by itself any more.")


def read_why_not(customer: Person, scene: Scene, *, text: str) -> None:
    """From the home page to the partner's answer."""
    customer.goes_to("Home")
    customer.reads("The partner wants to go on. The operator decides after the last day.")
    customer.main.get_by_role("link", name=f"{customer.words('Open')} {scene.partner}").click()
    customer.follows("You asked for the end")
    customer.sees("You asked %(partner)s to end the relationship", partner=scene.partner)
    expect(customer.main).to_contain_text(text)
