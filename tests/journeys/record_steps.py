"""What a partner does all day on a customer's record, and what the customer reads and answers on its own side."""

import re
from dataclasses import dataclass

from playwright.sync_api import FilePayload, Locator, expect

from tests.journeys.person import Person
from tests.journeys.scenes import PARTNERS, Scene

ORDERED, SEATS = "Office 365 E1", "5"
NEWCOMER = {"en": "Marta Lindqvist", "ja": "新田 芽衣"}
TRACE = FilePayload(name="trace.txt", mimeType="text/plain", buffer=b"08:55 550 refused\n")


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
    """Sign in on the cloud's own host; the home page names the partner."""
    customer.opens(f"{customer.portal.acceptance(scene.cloud)}/accounts/login/")
    customer.signs_in(scene.email)
    customer.sees("Waiting for you")
    expect(customer.main).to_contain_text(scene.partner)


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
