"""What a partner's colleague does: ask, send, look after it."""

from playwright.sync_api import expect

from tests.journeys.person import Person
from tests.journeys.scenes import Scene

RIGHTS = {"none": "No administrator rights", "full": "Full rights"}


def enter_portal(partner: Person, email: str) -> None:
    """From the home page to one's own, through the door for partners."""
    partner.opens(partner.portal.main)
    partner.follows("Sign in as a partner")
    partner.signs_in(email)
    expect(partner.page.get_by_role("navigation").first).to_be_visible()


def ask(partner: Person, scene: Scene, *, rights: str = "") -> None:
    """Customers → Request a reseller relationship → the draft e-mail. Two pages, one choice (goals: people)."""
    partner.goes_to("Customers")
    partner.sees("Customers")
    partner.follows("Request a reseller relationship")
    partner.sees("Request a reseller relationship")
    choose_rights(partner, scene, rights or scene.rights)
    partner.main.locator("summary").filter(has_text=partner.words("Who it is for")).click()
    partner.fills("Company", scene.company)
    partner.fills("E-mail", scene.email)
    partner.fills("Name", scene.name)
    partner.chooses("Country", scene.country)
    partner.chooses("Language of the e-mail", scene.language)
    partner.presses("Continue to the e-mail")
    if scene.has_open_request:
        partner.reads("A request to %(address)s is still open", address=scene.email)
        partner.presses("Create a second request")
    partner.sees("Review the e-mail")


def choose_rights(partner: Person, scene: Scene, rights: str) -> None:
    """Nothing is chosen beforehand where there is a choice; where there is none, the closed rows say why."""
    none, full = (partner.main.get_by_role("radio", name=partner.words(words)) for words in RIGHTS.values())
    if scene.cloud != "public":
        expect(none).to_be_disabled()
        assert none.get_attribute("aria-describedby")
    if partner.main.locator("input[name=rights]:enabled").count() == 1:
        expect(full).to_be_checked()
        return
    expect(partner.main.get_by_role("radio", checked=True)).to_have_count(0)
    (none if rights == "none" else full).press("Space")  # a pointer would hit the label, which fills the row


def add_sentence(partner: Person, sentence: str) -> None:
    """Put a sentence of one's own above the draft's words, and save."""
    words = partner.field("Your words")
    words.fill(f"{sentence}\n\n{words.input_value()}")
    partner.presses("Save the text")
    expect(partner.field("Your words")).to_have_value(words.input_value())


def send(partner: Person) -> None:
    partner.presses("Send from the portal")
    partner.reads("Waiting for an answer")


def find_request(partner: Person, scene: Scene, *, tab: str) -> None:
    """The page of the newest request to the scene's customer, from the list of requests."""
    partner.goes_to("Requests")
    partner.main.get_by_role("link", name=partner.words(tab)).first.click()
    partner.main.get_by_role("link", name=scene.company).first.click()
    expect(partner.page.get_by_role("heading", level=1)).to_contain_text(scene.company)
    partner.examines()


def find_customer(partner: Person, scene: Scene) -> None:
    """The scene's customer in the Customers list, by searching for its name."""
    partner.goes_to("Customers")
    partner.main.get_by_role("searchbox").fill(scene.company[:6])
    partner.main.get_by_role("searchbox").press("Enter")
    row = partner.main.get_by_role("row").filter(has_text=scene.company)
    expect(row).to_have_count(1)
    expect(row).to_contain_text(partner.words("Active"))
    partner.examines()
