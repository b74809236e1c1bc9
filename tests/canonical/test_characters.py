"""Single characters: controls, marks, blanks."""

import sys
import unicodedata

import pytest
from django.core.exceptions import ValidationError

from partnercenter.canonical.characters import (
    is_noncharacter,
    is_visible,
    refuse_controls,
    refuse_stacked_marks,
    storable,
    without_invisible,
)


def test_every_control_and_surrogate_is_refused_and_no_other_character():
    for point in range(0x3000):
        character = chr(point)
        if unicodedata.category(character) == "Cc":
            with pytest.raises(ValidationError):
                refuse_controls(character)
        else:
            refuse_controls(character)
    with pytest.raises(ValidationError):
        refuse_controls("\ud800")


def test_allowed_controls_pass():
    refuse_controls("a\tb\n", allowed="\t\n")


def test_no_format_character_survives_but_the_joiner():
    every = "".join(map(chr, range(sys.maxunicode + 1)))
    left = {c for c in without_invisible(every) if unicodedata.category(c) in ("Cf", "Co", "Zl", "Zp")}
    assert left == {"\u200d"}


def test_four_marks_on_a_letter_are_a_script_and_five_are_noise():
    refuse_stacked_marks("a\u0300\u0301\u0302\u0303b\u0300\u0301\u0302\u0303")
    with pytest.raises(ValidationError):
        refuse_stacked_marks("a\u0300\u0301\u0302\u0303\u0304")


@pytest.mark.parametrize("text", ["a", "漢", "1", "!", "\U0001f680", "\U0001fae8", " a "])
def test_what_can_be_seen(text):
    assert is_visible(text)


@pytest.mark.parametrize(
    "text", ["", " ", "\u200d", "\u3164", "\u2800", "\u0301", "\ufdd0", "\ufe0f", "\x00", "\u115f\u1160"]
)
def test_what_cannot_be_seen(text):
    assert not is_visible(text)


def test_there_are_66_noncharacters():
    assert sum(is_noncharacter(chr(point)) for point in range(sys.maxunicode + 1)) == 66


def test_what_is_shown_again_can_be_sent():
    assert storable("a\x00\ud800b") == "a\ufffd\ufffdb"
