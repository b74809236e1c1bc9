"""Words side by side in both languages."""

import pytest
from django.template import Context, Template
from django.utils.translation import override

from partnercenter.pages.sentences import in_brackets, listed, one_after_another

TAGS = "{% load portal %}a{% comma %}b{% colon %}c{% gap %}d{% gap %}{% bracket 250 %}"


@pytest.mark.parametrize(("language", "words"), [("en", "one, two"), ("en-gb", "one, two"), ("ja", "one、two")])
def test_a_list_has_the_comma_of_its_language(language: str, words: str) -> None:
    assert listed(["one", "two"], language) == words


def test_brackets_are_those_of_the_language() -> None:
    assert in_brackets("x", "en") == " (x)"
    assert in_brackets("x", "ja") == "（x）"


def test_japanese_sentences_follow_each_other_without_a_space() -> None:
    assert one_after_another("One.", "", "Two.", language="en") == "One. Two."
    assert one_after_another("一つ。", "二つ。", language="ja") == "一つ。二つ。"


@pytest.mark.parametrize(("language", "words"), [("en", "a, b:c d (250)"), ("ja", "a、b：cd（250）")])
def test_templates_write_them_in_the_language_of_the_page(language: str, words: str) -> None:
    with override(language):
        assert Template(TAGS).render(Context()) == words
