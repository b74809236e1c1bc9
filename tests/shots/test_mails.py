"""`make shots`: the mails that a partner words, as text and as HTML, as a person would open them."""

from itertools import product

import pytest

from tests.journeys import partner_steps
from tests.journeys.conftest import Persons
from tests.journeys.running import Portal
from tests.shots.album import HEIGHTS, SHOTS, THEMES, WIDER, WIDTHS, Album

AKATSUKI = "r.sakamoto@akatsuki-dist.example"  # a provider: it sends every kind
KINDS = ("relationship", "with_rights", "rights", "reminder", "partnership", "partnership_reminder")


@pytest.mark.parametrize("language", ["en", "ja"])
def test_mails_that_a_partner_words(portal: Portal, person: Persons, language: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    album = Album(person(language))
    partner_steps.enter_portal(album.person, AKATSUKI)
    album.visit("emails", f"{portal.main}/partner/emails/")
    for kind in KINDS:
        preview = f"{portal.main}/partner/emails/preview/{kind}/{language}/"
        album.visit(f"mail-{kind}-text", f"{preview}?part=text")
        open_mail(album, f"mail-{kind}", f"{preview}html/")
    assert album.faults == []


def open_mail(album: Album, name: str, address: str) -> None:
    """Pictures of a mail's HTML alone, wide and narrow, light and dark."""
    page = album.person.page
    for width, theme in product(WIDTHS, THEMES):
        page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        page.emulate_media(color_scheme=theme)
        page.goto(address)
        key = f"{name}.{album.person.language}.{width}.{theme}"
        page.screenshot(path=SHOTS / f"{key}.png", full_page=True)
        if page.evaluate(WIDER):
            album.faults.append(f"{key}: is wider than the window")
