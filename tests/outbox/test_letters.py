"""The base letter and its pieces."""

import re

import pytest
from django.template import engines
from django.template.loader import get_template

from partnercenter.outbox.letters import compose, tidy

CONTEXT = {
    "subject": "Kita & Kaze <asks>",
    "address": "https://public.portal.example/i/a?b=1&c=2",
    "rows": [("Rights", "None"), ("Answer by", "20 December 2026")],
    "points": ["None of your existing subscriptions is changed.", "Ownership stays."],
    "said": "First line\nSecond <line>",
}
BODY = """{% extends "mail/letter.EXT" %}
{% block preheader %}In short{% endblock %}
{% block body %}
{% include "mail/_facts.EXT" with rows=rows %}
{% include "mail/_button.EXT" with address=address words="Review the request" note="Opening it changes nothing." %}
{% include "mail/_points.EXT" with title="What stays as it is" points=points %}
{% include "mail/_quote.EXT" with title="In the words of Misaki Tanaka" text=said %}
{% include "mail/_code.EXT" with code="493-817" note="It works for 15 minutes." %}
{% endblock %}"""


@pytest.fixture(autouse=True)
def letter_of_all_pieces(tmp_path, settings):
    for kind in ("html", "txt"):
        (tmp_path / f"pieces.{kind}").write_text(BODY.replace("EXT", kind))
    engine = engines["django"].engine
    loaders = engine.template_loaders
    engine.dirs.insert(0, tmp_path)
    _forget_templates(loaders)
    yield
    engine.dirs.remove(tmp_path)
    _forget_templates(loaders)


def _forget_templates(loaders):
    for loader in loaders:
        loader.reset()


def test_the_text_is_written_by_hand_and_not_escaped():
    text, _html = compose("pieces", CONTEXT, "en")
    assert text.startswith("Kita & Kaze <asks>\n\nRights: None\nAnswer by: 20 December 2026\n\nReview the request:\n")
    assert "\nhttps://public.portal.example/i/a?b=1&c=2\nOpening it changes nothing.\n" in text
    assert "- Ownership stays.\n" in text
    assert "    493-817\n" in text
    assert "\n\n\n" not in text


def test_the_html_is_escaped():
    _text, html = compose("pieces", CONTEXT, "en")
    assert "Kita &amp; Kaze &lt;asks&gt;</h1>" in html
    assert "<title>Kita &amp; Kaze &lt;asks&gt;</title>" in html
    assert "First line<br>Second &lt;line&gt;" in html


def test_every_style_stands_in_its_element():
    _text, html = compose("pieces", CONTEXT, "en")
    [button] = re.findall(r'<a class="btn"[^>]*>', html)
    assert "background: #0B5563" in button
    assert 'href="https://public.portal.example/i/a?b=1&amp;c=2"' in button
    assert html.count("<style") == 1
    assert "prefers-color-scheme:dark" in html


def test_the_mail_loads_nothing_from_anywhere():
    _text, html = compose("pieces", CONTEXT, "en")
    assert not re.search(r"<(img|script|link|iframe|object)|url\(|@import", html)


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_mail_says_its_language(language):
    _text, html = compose("pieces", CONTEXT, language)
    assert f'<html lang="{language}">' in html
    assert ("Hiragino Sans" in re.search(r'<table class="sheet"[^>]*>', html).group()) == (language == "ja")


def test_light_and_dark_are_declared():
    assert '<meta name="color-scheme" content="light dark">' in get_template("mail/letter.html").render({})


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("a  \nb", "a\nb\n"),
        ("\n\na\n\n\n\nb\n\n", "a\n\nb\n"),
        ("a\r\n \r\n\t\r\nb", "a\n\nb\n"),
        ("a\nb\n\nc", "a\nb\n\nc\n"),
    ],
)
def test_the_spaces_that_templates_leave_are_tidied(raw, clean):
    assert tidy(raw) == clean


def test_the_number_of_a_request_keeps_one_line_and_addresses_stay_as_they_are():
    address = "https://public.portal.example/verify/A-2026-7K3M9QXD/"
    words = CONTEXT | {"subject": "R-2026-7K3M9QXD", "said": f"About R-2026-7K3M9QXD, {address}", "address": address}
    _, html = compose("pieces", words, "en")
    assert 'About <span style="white-space:nowrap">R-2026-7K3M9QXD</span>, ' in html
    assert "<title>R-2026-7K3M9QXD</title>" in html
    assert f'href="{address}"' in html
