"""What a partner does all day on a customer's record, and what the customer reads and does on its own side."""

import re
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.person import Person
from tests.journeys.scenes import PARTNERS, Scene

ORDERED, SEATS = "Office 365 E1", "5"
NEWCOMER = {"en": "Marta Lindqvist", "ja": "新田 芽衣"}
TRACE = FilePayload(name="trace.txt", mimeType="text/plain", buffer=b"08:55 550 refused\n")
ENDED = "You ended the relationship with %(customer)s. What you did together stays readable here."


@dataclass(frozen=True)
class Sale(Scene):
    """A customer that `seller` looks after already: it holds full rights, and sold it `sold`."""

    seller: tuple[str, str] = PARTNERS["public"]
    sold: str = ""

    @property
    def partner_email(self) -> str:
        return self.seller[0]

    @property
    def partner(self) -> str:
        return self.seller[1]


def row_of(person: Person, name: str) -> Locator:
    """The row that begins with this name."""
    heads = person.page.get_by_role("rowheader").filter(has_text=name)
    return person.main.get_by_role("row").filter(has=heads).first


def open_row(partner: Person, scene: Scene) -> None:
    """The row of the Customers list, opened where it stands, and from there the record."""
    search(partner, scene)
    partner.main.get_by_role("link", name=partner.words("Details: {name}").format(name=scene.company)).click()
    partner.sees("Rights held now")
    partner.follows("Open the customer")
    expect(partner.page.get_by_role("heading", level=1)).to_have_text(scene.company)
    partner.examines()


def search(partner: Person, scene: Scene) -> None:
    partner.goes_to("Customers")
    partner.main.get_by_role("searchbox").fill(scene.company[:6])
    partner.main.get_by_role("searchbox").press("Enter")
    expect(partner.main.get_by_role("row").filter(has_text=scene.company)).to_have_count(1)


def open_record(partner: Person, scene: Scene) -> None:
    search(partner, scene)
    partner.main.get_by_role("link", name=scene.company, exact=True).click()


def open_tab(partner: Person, tab: str) -> None:
    """A tab of the record that is open, whose name may stand in the rail as well."""
    tabs = partner.page.get_by_role("navigation", name=partner.words("Record"), exact=True)
    link = tabs.get_by_role("link", name=partner.words(tab), exact=True)
    link.click()
    expect(link).to_have_attribute("aria-current", "page")


def order(partner: Person, scene: Scene) -> None:
    """Order something; the seller is its support contact unless it names another."""
    open_tab(partner, "Services and subscriptions")
    partner.sees("Bought elsewhere")
    partner.follows("Order", context="subscription")
    partner.sees("Order for %(customer)s", customer=scene.company)
    partner.main.get_by_role("radio", name=ORDERED, exact=True).press("Space")
    partner.fills("Seats", SEATS)
    partner.presses("Order", context="subscription")
    partner.reads("%(name)s is ordered.", name=ORDERED)
    contact = row_of(partner, ORDERED).locator(f"[data-l='{partner.words('Support contact')}']")
    expect(contact).to_contain_text(partner.words("You", context="support contact"))


def invite(partner: Person, scene: Scene) -> None:
    """Somebody new in the customer's directory, with a licence of what was ordered."""
    name = NEWCOMER[scene.language]
    open_tab(partner, "Users and licences")
    partner.sees("Licences")
    partner.follows("Invite a user")
    partner.sees("Invite a user")
    partner.fills("Name", name)
    partner.fills("User name", f"newcomer@{scene.email.partition('@')[2]}")
    partner.presses("Invite", context="directory user")
    partner.reads("%(name)s is in the directory now.", name=name)
    partner.main.get_by_role("button", name=f"{partner.words('Assign')} {ORDERED}").click()
    expect(partner.main.get_by_role("button", name=f"{partner.words('Take the licence')} {ORDERED}")).to_be_visible()
    partner.examines()


def raise_service_request(partner: Person, *, subject: str, text: str) -> None:
    """From the person's page back to the record, and there a request with a file."""
    partner.follows("Users and licences")
    open_tab(partner, "Service requests")
    partner.follows("Raise a service request")
    partner.sees("Raise a service request")
    partner.main.get_by_role("radio", name=partner.words("B – moderate: work is hindered")).press("Space")
    partner.fills("Subject", subject)
    partner.fills("Message", text)
    partner.field("Files").set_input_files(TRACE)
    partner.presses("Raise the service request")
    expect(partner.heading(subject)).to_be_visible()
    partner.examines()


def come_home(customer: Person, scene: Scene) -> None:
    """Sign in on the cloud's own host."""
    customer.opens(f"{customer.portal.acceptance(scene.cloud)}/accounts/login/")
    customer.signs_in(scene.email)
    customer.sees("Waiting for you")


def answer(customer: Person, *, subject: str, text: str) -> None:
    """Read the request with its file, and write in it."""
    customer.goes_to("Service requests")
    customer.sees("Service requests")
    customer.main.get_by_role("link", name=subject).click()
    expect(customer.main.get_by_role("link", name=re.compile(r"-1\.txt$"))).to_be_visible()  # named by the portal
    customer.fills("Message", text)
    customer.presses("Send the message")
    customer.reads("The message is sent.")
    customer.examines()


def read_contact(customer: Person, scene: Scene) -> None:
    """Whom to turn to about what was ordered: who sold it."""
    customer.goes_to("Support contacts")
    customer.sees("Support contacts")
    expect(row_of(customer, ORDERED)).to_contain_text(scene.partner)
    expect(row_of(customer, ORDERED)).to_contain_text(customer.words("sold it to you"))


def read_answer(partner: Person, *, subject: str, text: str) -> None:
    partner.goes_to("Service requests")
    partner.main.get_by_role("link", name=subject).click()
    expect(partner.main.get_by_role("list").filter(has_text=text).first).to_be_visible()


def try_to_end(partner: Person) -> None:
    """The record's way to the end of the relationship."""
    open_tab(partner, "Overview")
    partner.main.get_by_role("link", name=partner.words("End the relationship")).click()


def suspend_what_blocks(partner: Person, scene: Sale) -> None:
    """Each thing that was sold is named, with the way to suspend it; the end stays closed until both are."""
    for name in (scene.sold, ORDERED):
        try_to_end(partner)
        partner.sees("The relationship cannot end yet")
        expect(partner.main.get_by_role("button", name=partner.words("End the relationship"))).to_have_count(0)
        row_of(partner, name).get_by_role("link", name=f"{partner.words('Suspend')} {name}").click()
        partner.sees("Suspend %(name)s", name=name)
        partner.presses("Suspend")
        partner.reads("%(name)s is suspended.", name=name)


def end(partner: Person, scene: Scene, *, reason: str) -> None:
    """Read what ends and what stays, say why, confirm; the record stays readable."""
    try_to_end(partner)
    partner.sees("What ends")
    partner.fills("Reason", reason)
    partner.presses("End the relationship")
    partner.reads(ENDED, customer=scene.company)
    partner.sees("You ended the relationship")


def find_ended(partner: Person, scene: Scene) -> None:
    search(partner, scene)
    state = row_of(partner, scene.company).locator(f"[data-l='{partner.words('Relationship')}']")
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
    customer.reads(
        "You asked %(partner)s to end the relationship. Nothing has changed yet.",
        partner=scene.partner,
    )
    customer.examines()


def say_why_not(partner: Person, scene: Scene, *, reason: str, text: str) -> None:
    """The record tells of the wish; the partner answers it."""
    open_row(partner, scene)
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
