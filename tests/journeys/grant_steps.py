"""What both sides do with granular rights: ask for few, leave out some, reach people by a group, use them, end them."""

import re
import time
from urllib.parse import urlsplit

from django.utils import timezone, translation
from playwright.sync_api import Locator, expect

from customers.grants.days import end_after
from customers.grants.models import Area
from customers.grants.reference.roles import ROLES
from customers.grants.reference.tasks import TASKS
from partnercenter.demo.rights import DESK as GROUP
from partnercenter.pages.times import say_last_day
from tests.journeys import customer_steps
from tests.journeys.person import Person
from tests.journeys.scenes import Scene

WANTED = ("block_users", "assign_licences", "manage_mail", "manage_files")
KEPT, DROPPED = (
    ("helpdesk_administrator", "license_administrator"),
    ("exchange_administrator", "sharepoint_administrator"),
)
ASKED_DAYS, ALLOWED_DAYS = 180, 30
ZONE = "Asia/Tokyo"  # the customers' own
ACTIVATED_WITHIN = 60.0  # seconds; the page that assigns says "within a minute"
PROPOSED = "These are the smallest roles for what you want to do. They replace the roles that were ticked before."
ENDED = (
    "You ended the rights of %(partner)s. Its staff no longer have access. The relationship and your subscriptions "
    "stay. %(partner)s still has to support what it sold to you."
)


def name_of(person: Person, role: str) -> str:
    """What a role is called in the person's language."""
    (found,) = (each for each in ROLES if each.code == role)
    return found.name_ja if person.language == "ja" else found.name_en


def boxes(person: Person, role: str) -> Locator:
    return person.main.get_by_role("checkbox", name=name_of(person, role), exact=True)


def open_record(partner: Person, scene: Scene, tab: str) -> None:
    """A tab of the customer's record."""
    partner.goes_to("Customers")
    partner.main.get_by_role("searchbox").fill(scene.company[:6])
    partner.main.get_by_role("searchbox").press("Enter")
    partner.main.get_by_role("link", name=scene.company).first.click()
    partner.goes_to(tab)


def ask_for_roles(partner: Person, scene: Scene, *, name: str) -> None:
    """From the closed list of users to the draft e-mail: rights beside the relationship, by what is to be done."""
    open_record(partner, scene, "Users and licences")
    reads_what_is_missing(partner, scene)
    partner.follows("Ask for rights")
    partner.sees("Ask for administrator rights")
    partner.main.get_by_role("radio", name=partner.words("Granular rights")).press("Space")
    choose_by_tasks(partner)
    partner.fills("Name of the rights", name)
    partner.fills("Duration", str(ASKED_DAYS))
    partner.fills("E-mail", scene.email)
    partner.chooses("Language of the e-mail", scene.language)
    partner.presses("Continue to the e-mail")
    partner.sees("Review the e-mail")


def choose_by_tasks(partner: Person) -> None:
    """Tick what is to be done; the smallest roles for it come ticked, and no others."""
    for wanted in WANTED:
        (task,) = (each for each in TASKS if each.code == wanted)
        area = partner.main.locator("details").filter(has=partner.page.locator(f"[name=tasks][value={wanted}]"))
        if area.get_attribute("open") is None:
            area.locator("summary").filter(has_text=partner.words(str(Area(task.area).label))).click()
        words = task.name_ja if partner.language == "ja" else task.name_en
        partner.main.get_by_role("checkbox", name=words, exact=True).check()
    partner.presses("Propose roles")
    partner.reads(PROPOSED)
    expect(partner.page.locator("[name=roles]:checked")).to_have_count(len(KEPT + DROPPED))
    for role in KEPT + DROPPED:
        expect(boxes(partner, role)).to_be_checked()
    partner.examines()


def open_link(customer: Person, scene: Scene, link: str) -> None:
    """The link leads to who asks for what."""
    assert customer.opens(link) == 200
    customer.sees("%(partner)s asks for administrator rights", partner=scene.partner)


def approve_less(customer: Person, scene: Scene) -> str:
    """Two roles left out and a shorter time, whose end is read before deciding; the words for it."""
    customer.sees("Your decision")
    tick_some(customer, scene)
    expect(customer.main.get_by_role("status")).to_contain_text(last_day(customer, ASKED_DAYS))
    customer.fills("Duration in days", str(ALLOWED_DAYS))
    customer.presses("Show the end date")
    until = last_day(customer, ALLOWED_DAYS)
    expect(customer.main.get_by_role("status")).to_contain_text(until)
    customer_steps.let_time_pass(customer, minutes=6)
    customer.presses("Accept")
    confirm_and_accept(customer, scene)
    return until


def tick_some(customer: Person, scene: Scene) -> None:
    """Nothing is ticked beforehand; the roles that stay, and the agreement where it is to be accepted."""
    expect(customer.main.get_by_role("checkbox")).to_have_count(len(KEPT + DROPPED) + scene.must_agree)
    expect(customer.main.get_by_role("checkbox", checked=True)).to_have_count(0)
    for role in KEPT:
        boxes(customer, role).check()
    if scene.must_agree:
        customer.main.locator("[name=agrees]").check()


def last_day(person: Person, days: int) -> str:
    """How the person reads the last day of rights that begin today, by the customer's calendar."""
    with translation.override(person.language):
        return say_last_day(end_after(days, start=timezone.now(), zone=ZONE), ZONE)


def confirm_and_accept(customer: Person, scene: Scene) -> None:
    """The password once more; the choice is found again as it was left."""
    customer.sees("Confirm that it is you")
    customer.follows("Confirm")
    customer_steps.confirm(customer)
    expect(customer.main.get_by_role("checkbox", checked=True)).to_have_count(len(KEPT) + scene.must_agree)
    for role in KEPT:
        expect(boxes(customer, role)).to_be_checked()
    expect(customer.field("Duration in days")).to_have_value(str(ALLOWED_DAYS))
    customer.presses("Accept")
    customer.sees("You accepted the request")


def open_grant(partner: Person, scene: Scene, *, name: str, until: str) -> None:
    """The page of the rights: what was left out is not there, the last day is the customer's, nobody has access."""
    partner.goes_to("Admin relationships")
    partner.sees("Admin relationships")
    row = partner.main.get_by_role("row").filter(has_text=name)
    row.get_by_role("link", name=scene.company).click()
    partner.sees("Nobody has access")
    expect(partner.main).to_contain_text(until)
    for role in KEPT:
        expect(partner.main).to_contain_text(name_of(partner, role))
    for role in DROPPED:
        expect(partner.main).not_to_contain_text(name_of(partner, role))


def assign_group(partner: Person) -> None:
    """Give a group the roles, and wait until the job has made them effective."""
    partner.follows("Assign roles to a group")
    partner.sees("Assign roles to a group")
    partner.field("Security group").select_option(label=GROUP)
    for role in KEPT:
        boxes(partner, role).check()
    partner.presses("Assign the roles")
    partner.reads("%(group)s gets these roles. That takes effect within a minute.", group=GROUP)
    await_access(partner)
    expect(partner.heading("Nobody has access")).to_have_count(0)
    partner.examines()


def await_access(partner: Person) -> None:
    deadline = time.monotonic() + ACTIVATED_WITHIN
    row = partner.main.get_by_role("row").filter(has_text=GROUP)
    while partner.words("Being activated") in row.inner_text():
        assert time.monotonic() < deadline, partner.portal.log_ends()
        partner.page.wait_for_timeout(500)
        partner.page.reload()


def block_somebody(partner: Person, scene: Scene) -> str:
    """Use the right on somebody of the customer's directory; the name. The page stays open."""
    open_record(partner, scene, "Users and licences")
    partner.examines()
    row = partner.main.get_by_role("row").filter(has_text=partner.words("Can sign in")).first
    row.get_by_role("link").click()
    partner.sees("What you can do")
    name = partner.page.get_by_role("heading", level=1).inner_text()
    partner.presses("Block")
    partner.reads("%(name)s is blocked.", name=name)
    partner.examines()
    return name


def read_log(customer: Person, scene: Scene, *, about: str, name: str) -> None:
    """One line says what was done to whom, by which partner, and by which rights and role."""
    customer.opens(customer.portal.acceptance(scene.cloud))
    customer.goes_to("Partners")
    customer.follows("Log of use")
    customer.sees("Log of use")
    row = customer.main.get_by_role("row").filter(has_text=customer.words("Blocked a user"))
    expect(row).to_have_count(1)
    by_role = customer.words("as %(role)s", role=name_of(customer, KEPT[0]))
    for words in (about, scene.partner, name, by_role):
        expect(row).to_contain_text(words)


def end_from_log(customer: Person, scene: Scene, *, name: str) -> None:
    """From the line of the log to the rights it names, and end them."""
    customer.main.get_by_role("link", name=name).first.click()
    customer.sees("What they allow")
    customer.follows("End the rights")
    customer.sees("What this does")
    customer.presses("End the rights")
    customer.reads(ENDED, partner=scene.partner)
    customer.sees("Rights that ended")


def is_refused(partner: Person, scene: Scene) -> None:
    """The page that stood open still has its button; pressing it is refused, with the reason, and does nothing."""
    person_id = urlsplit(partner.page.url).path.split("/")[-2]
    with partner.page.expect_navigation() as answer:
        partner.presses("Unblock")
    assert answer.value
    assert answer.value.status == 403
    partner.sees("Your rights no longer allow this")
    reads_what_is_missing(partner, scene)
    ended = re.escape(partner.words("%(name)s ended rights of your company on %(at)s.", name=scene.company, at="\0"))
    expect(partner.main).to_contain_text(re.compile(ended.replace(re.escape("\0"), ".+")))
    partner.reads("Nothing was done. Each action asks for the right anew, also from a page that stood open.")
    with partner.portal.connect() as connection:
        (row,) = connection.execute("SELECT blocked_at FROM services_directoryuser WHERE public_id = %s", [person_id])
    assert row != (None,)
    open_record(partner, scene, "Users and licences")
    expect(partner.main.get_by_role("table")).to_have_count(0)


def reads_what_is_missing(partner: Person, scene: Scene) -> None:
    """Some role that the customer has not granted."""
    words = partner.words("Needs the role %(role)s, which %(customer)s has not granted.", role="\0", customer="\1")
    pattern = re.escape(words).replace(re.escape("\0"), ".+").replace(re.escape("\1"), re.escape(scene.company))
    expect(partner.main).to_contain_text(re.compile(pattern))
