"""What an operator does in the administration, in a browser: sign in, fill in forms by the names of their fields."""

from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from tests.journeys.person import Person

OPERATOR, SECOND = "operator@operator.example", "operator-second@operator.example"
WHY = "A new cloud opens"


def enter_administration(operator: Person, address: str = OPERATOR) -> None:
    operator.opens(f"{operator.portal.main}/accounts/login/?next=/admin/")
    operator.signs_in(address)
    operator.opens(f"{operator.portal.main}/admin/")
    expect(operator.page.locator("#site-name")).to_be_visible()


def add(operator: Person, model: str, **fields: object) -> None:
    """A new row by its form: text, choices by value, boxes by True or False, lists of boxes by their values."""
    page = operator.page
    operator.opens(f"{operator.portal.main}/admin/{model}/add/")
    for name, value in fields.items():
        fill(page, name, value)
    page.locator("[name=why]").fill(WHY)
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def change(operator: Person, model: str, words: str, **fields: object) -> None:
    """The row that the list finds by `words`, with some fields changed."""
    page = operator.page
    operator.opens(f"{operator.portal.main}/admin/{model}/?q={words}")
    page.locator("#result_list tbody th a").click()
    for name, value in fields.items():
        fill(page, name, value)
    page.locator("[name=why]").fill(WHY)
    page.locator("input[name=_save]").click()
    expect(page.locator(".messagelist .success")).to_be_visible()


def fill(page: Page, name: str, value: object) -> None:
    """One field, as its kind wants it."""
    field = page.locator(f"[name={name}]")
    if isinstance(value, bool):
        field.set_checked(value)
    elif isinstance(value, (list, tuple)):
        for each in value:
            page.locator(f"[name={name}][value='{each}']").check()
    elif field.first.get_attribute("type") == "radio":
        page.locator(f"[name={name}][value='{value}']").check()
    elif "admin-autocomplete" in (field.first.get_attribute("class") or ""):
        look_up(page, name, str(value))
    elif field.first.evaluate("field => field.tagName") == "SELECT":
        field.select_option(str(value))
    else:
        field.fill(str(value))


def look_up(page: Page, name: str, words: str) -> None:
    """Choose in a field that searches while one types."""
    page.locator(f".field-{name} .select2-selection").click()
    page.locator(".select2-search__field").fill(words)
    page.locator(".select2-results__option--highlighted").filter(has_text=words).click()


def ask_to_publish(operator: Person, *titles: str) -> None:
    """Select drafts of the agreement, read what publishing them does, and ask a second admin."""
    choose(operator, "agreementtext/?status__exact=draft", "publish_texts", *titles)
    press(operator, "Ask a second admin")


def confirm(second: Person, *titles: str) -> None:
    """The other admin reads the same page and publishes."""
    choose(second, "publication/?status__exact=asked", "confirm", *titles)
    press(second, "Publish")


def choose(operator: Person, place: str, action: str, *titles: str) -> None:
    """Run an action on the rows of a list that are called so."""
    page = operator.page
    operator.opens(f"{operator.portal.main}/admin/agreements/{place}")
    for title in titles:
        page.get_by_role("row").filter(has_text=title).locator("input.action-select").check()
    page.locator("select[name=action]").select_option(action)
    page.get_by_role("button", name="Go").click()


def press(operator: Person, button: str) -> None:
    """Say why, and do it."""
    operator.page.locator("[name=why]").fill(WHY)
    operator.page.get_by_role("button", name=button).click()
    expect(operator.page.locator(".messagelist .success")).to_be_visible()


def utc_today() -> str:
    """The day by which markets are judged, as a form takes it."""
    return datetime.now(UTC).date().isoformat()
