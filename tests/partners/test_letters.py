"""Words with places: how they are filled, and which words may become a template."""

import pytest
from django.core.exceptions import ValidationError

from partnercenter.links.words import LONGEST_SUBJECT
from partnercenter.partners.letters import Words, check_template, fill_places, form_of
from partnercenter.partners.models import LetterKind, Partner

PARTNER = Partner(legal_name="Booking.com K.K.")


def filled(subject: str, body: str, **values: str) -> Words:
    return fill_places(Words(subject, body), values)


def test_every_place_is_filled_but_the_links_and_those_that_are_none() -> None:
    words = filled(
        "{partner} asks", "{greeting}\n{link}\n{{7*7}} {LINK} {nobody}", partner="Kitakaze", greeting="Hello,"
    )
    assert words == Words("Kitakaze asks", "Hello,\n{link}\n{{7*7}} {LINK} {nobody}")


def test_what_fills_a_place_is_never_read_as_one() -> None:
    assert filled("x", "{customer} {link}", customer="{link} {partner}", partner="K").body == "(link) (partner) {link}"


def test_an_empty_place_leaves_no_hole() -> None:
    assert filled("x", "{opening}\n\n{asks}\n\n{closing}", opening="", asks="We ask.", closing="").body == "We ask."


def test_the_longest_name_in_a_subject_is_cut() -> None:
    subject = filled("{partner} asks {customer}", "", partner="N" * 200, customer="Minato").subject
    assert len(subject) == LONGEST_SUBJECT
    assert subject.endswith("… asks Minato")


@pytest.mark.parametrize(
    ("subject", "body", "code"),
    [
        ("Hello", "no place", "link_missing"),
        ("Hello", "{link} {link}", "link_twice"),
        ("{link}", "{link}", "place_in_subject"),
        ("{nobody}", "{link}", "unknown_place"),
        ("Hello", "{link} {custmer}", "unknown_place"),
        ("Hello", "{link} {Customer}", "unknown_place"),
        ("Hello", "{link} { customer }", "unknown_place"),
        ("こんにちは", "{link} ｛customer｝", "unknown_place"),
        ("Hello", "{link} https://evil.example", "link"),
        ("www.evil.example", "{link}", "link"),
        ("Hello", "{link} evil.{sender}", "link"),  # somebody may be called "com"
        ("Hello", "{partner}.{sender} {link}", "link"),
        ("", "{link}", "required"),
    ],
)
def test_words_that_could_not_be_sent_become_no_template(subject: str, body: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        check_template(Words(subject, body), form=form_of("relationship"), partner=PARTNER)
    assert refused.value.code == code


@pytest.mark.parametrize("kind", LetterKind)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_portals_own_letters_pass_as_templates_and_use_only_places_that_are_offered(kind, language) -> None:
    form = form_of(kind)
    check_template(form.own_words(language), form=form, partner=PARTNER)
