"""Words put side by side, and sentences that end in a name."""

import pytest

from partnercenter.pages import sentences


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (
            "You answer for <b>Pine K.K.</b>. Nothing has changed yet.",
            "You answer for <b>Pine K.K.</b> Nothing has changed yet.",
        ),
        ("It is for Pine K.K..", "It is for Pine K.K."),
        ("It is for Minato.", "It is for Minato."),
        ("Wait... then go.", "Wait... then go."),
        ("Version 1..2 of it", "Version 1..2 of it"),
    ],
)
def test_a_name_with_a_stop_of_its_own_ends_the_sentence(written, read):
    assert sentences.one_stop(written) == read
