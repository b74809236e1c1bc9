"""Somebody before a browser. What they read, press and fill in is named by its English source and found in their
language, by role and label, as a screen reader would find it."""

import re
from dataclasses import dataclass

from django.utils import translation
from playwright.sync_api import Locator, Page, expect

from tests.journeys.browser import violations
from tests.journeys.running import Portal

PASSWORD = "partner-center-demo"
expect.set_options(timeout=15_000)  # milliseconds; two cores serve portal, browser and other tests
CODE = re.compile(r"(?<![\w-])\d{4}-\d{4}(?![\w-])")  # not a part of some identifier


@dataclass
class Person:
    """A browser of one person; `language` is the one they read."""

    portal: Portal
    page: Page
    language: str
    is_examining: bool = False

    def words(self, source: str, *, context: str = "", **values: str) -> str:
        """The portal's words for `source` in this person's language; `context` where the catalogue has several."""
        with translation.override(self.language):
            text = translation.pgettext(context, source) if context else translation.gettext(source)
        return text % values if values else text

    def opens(self, address: str) -> int:
        """Go to an address; the status that came back."""
        answer = self.page.goto(address)
        assert answer, address
        return answer.status

    def heading(self, source: str, **values: str) -> Locator:
        return self.page.get_by_role("heading", name=self.words(source, **values))

    def sees(self, source: str, **values: str) -> None:
        """A heading with these words is on the page, which is in the person's language."""
        expect(self.heading(source, **values).first).to_be_visible()
        expect(self.page.locator("html")).to_have_attribute("lang", self.language)
        self.examines()

    def reads(self, source: str, **values: str) -> None:
        """These words stand somewhere on the page."""
        expect(self.page.get_by_text(self.words(source, **values)).first).to_be_visible()

    def presses(self, source: str, **values: str) -> None:
        self.main.get_by_role("button", name=self.words(source, **values), exact=True).first.click()

    def follows(self, source: str, **values: str) -> None:
        self.main.get_by_role("link", name=self.words(source, **values), exact=True).first.click()

    def field(self, source: str, **values: str) -> Locator:
        """The field with this label, which may end in "(optional)" or "Required"."""
        label = re.escape(self.words(source, **values))
        return self.main.get_by_label(re.compile(rf"^\s*{label}(\s|$)"))

    def fills(self, source: str, text: str) -> None:
        self.field(source).filter(visible=True).first.fill(text)  # "Name" begins other labels too

    def ticks(self, source: str, **values: str) -> None:
        self.field(source, **values).check()

    def chooses(self, source: str, value: str) -> None:
        self.field(source).select_option(value)

    @property
    def main(self) -> Locator:
        return self.page.get_by_role("main")

    def goes_to(self, source: str) -> None:
        """Follow an entry of the navigation, which carries a count at times."""
        links = self.page.get_by_role("navigation").get_by_role("link")
        links.filter(has_text=re.compile(rf"^\s*{re.escape(self.words(source))}\s*\d*\s*$")).first.click()

    def signs_in(self, email: str, password: str = PASSWORD) -> None:
        """Fill in the sign-in page that is open, and read on in one's own language."""
        self.fills("E-mail address", email)
        self.fills("Password", password)
        self.presses("Sign in")
        self.reads_in_own_language()

    def reads_in_own_language(self) -> None:
        """An account has a language of its own; press the switch where it is another one than this person's."""
        if self.page.locator("html").get_attribute("lang") != self.language:
            name = {"en": "English", "ja": "日本語"}[self.language]
            self.page.get_by_role("button", name=name, exact=True).first.click()
            expect(self.page.locator("html")).to_have_attribute("lang", self.language)

    def signs_up(self, *, name: str, email: str, password: str) -> None:
        """Fill in the registration page that is open, and the code that comes by mail."""
        since = len(self.portal.mails())
        self.fills("Your name", name)
        self.fills("E-mail address", email)
        self.fills("Password", password)
        self.presses("Register")
        self.sees("Confirm your e-mail address")
        found = CODE.search(self.portal.await_mail(email, since=since).text)
        assert found
        self.fills("Code", found.group())
        self.presses("Continue")

    def examines(self) -> None:
        """Show the page to axe-core, on a journey that does so."""
        if self.is_examining:
            self.finds_no_barrier()

    def finds_no_barrier(self) -> None:
        """axe-core has nothing to say against the page."""
        assert violations(self.page) == [], self.page.url
