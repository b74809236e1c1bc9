"""Every accent of the palette can be read on everything that it stands on, in light and dark (WCAG 2.2, 1.4.3)."""

import re
from pathlib import Path

import pytest

from partnercenter.clouds.models import CloudRegion

CSS = Path(__file__).resolve().parents[2] / "static" / "css"
PAIR = re.compile(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)")
LEAST = 4.5  # contrast of text
# What stands on what: the accent as text on every ground, text on the accent (the band in light), ink on the wash.
READ = (
    *(("accent", "sheet"), ("accent", "canvas"), ("accent", "accent-wash")),
    *(("accent-on", "accent"), ("ink", "accent-wash")),
)


def colours(css: str) -> dict[str, tuple[str, str]]:
    return {name: (light, dark) for name, light, dark in PAIR.findall(css)}


TOKENS = colours((CSS / "tokens.css").read_text())
PALETTE = {
    name: colours(block)
    for name, block in re.findall(r"\.accent-(\w+) \{(.*?)\}", (CSS / "accents.css").read_text(), re.DOTALL)
}


def luminance(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_palette_is_what_an_operator_can_choose() -> None:
    assert set(PALETTE) == set(CloudRegion.Accent.values)
    assert len(PALETTE) == 8


def test_the_measure_is_the_standards() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("accent", PALETTE)
def test_an_accent_is_read_on_everything_it_stands_on(accent: str, theme: int) -> None:
    found = TOKENS | PALETTE[accent]
    for text, ground in READ:
        assert contrast(found[text][theme], found[ground][theme]) >= LEAST, (text, ground)


def test_no_two_accents_are_taken_for_each_other() -> None:
    for theme in (0, 1):
        assert len({each["accent"][theme] for each in PALETTE.values()}) == len(PALETTE)
