"""Rules that every template of the portal keeps."""

import re

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
# Mail clients need their styles inline (css-inline puts them there); nobody's browser loads these as pages.
PAGES = [path for path in sorted(FOLDER.rglob("*.html")) if path.relative_to(FOLDER).parts[0] != "mail"]
NAMES = [str(path.relative_to(FOLDER)) for path in PAGES]
INLINE = re.compile(r"""\s(style|on[a-z]+)\s*=\s*["'{]|<style[\s>]|<script(?![^>]*\bsrc=)|javascript:""", re.IGNORECASE)
COMMENT = re.compile(r"{% comment .*?{% endcomment %}|{#.*?#}", re.DOTALL)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_has_inline_style_script_or_handler(name):
    found = INLINE.search(COMMENT.sub("", (FOLDER / name).read_text()))
    assert not found, found.group()


@pytest.mark.parametrize("name", NAMES)
def test_every_template_can_be_read(name):
    assert get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_named_in_a_template_is_in_the_sprite(name):
    sprite = (settings.BASE_DIR / "static" / "icons.svg").read_text()
    named = re.findall(r'{% icon "([a-z-]+)"', (FOLDER / name).read_text())
    assert not [icon for icon in named if f'id="i-{icon}"' not in sprite]


def test_no_style_sheet_asks_another_host_for_anything():
    for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert not re.search(r"url\(\s*[\"']?(https?:)?//", sheet.read_text()), sheet.name


# Faces need no layer, mails have no other sheet, and Django's admin would win over a layer.
OUTSIDE_LAYERS = ("fonts.css", "mail.css", "admin.css")


def test_every_style_sheet_lives_in_its_layer():
    for sheet in (settings.BASE_DIR / "static" / "css").glob("*.css"):
        assert sheet.name in OUTSIDE_LAYERS or "@layer" in sheet.read_text(), sheet.name
