"""Form fields and markup drawn in Python are what Django's templates and `format_html` draw."""

from datetime import date
from re import sub

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.html import format_html
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from partnercenter.pages.markup import fill
from partnercenter.pages.rendering import FOLDER, ONE_LINE, FormRenderer

ODD = ["", None, "a<b>&\"'", mark_safe("<b>&amp;</b>"), _("Customers"), 1234567, 0.5, True, date(2026, 11, 29)]
ATTRS = {
    "required": True,
    "disabled": False,
    "id": 'q"1',
    "aria-label": "<Name>",
    "maxlength": 20000,
    "x": _("Customers"),
}
CHOICES = [("", _("Any")), ("a&b", "<A>"), (10000, 10000), (mark_safe("<u>"), mark_safe("<i>i</i>"))]
GROUPED = [("First & last", CHOICES), ("alone", "Alone")]
DRAWN = FormRenderer()


@pytest.mark.parametrize("value", ODD, ids=repr)
@pytest.mark.parametrize("kind", [forms.TextInput, forms.NumberInput, forms.HiddenInput, forms.PasswordInput])
def test_an_input_is_drawn_as_by_its_template(kind: type[forms.TextInput], value: object):
    check_same(kind(attrs=ATTRS), value)


@pytest.mark.parametrize("value", [True, False, "yes", None])
def test_a_box_is_drawn_as_by_its_template(value: object):
    check_same(forms.CheckboxInput(attrs=ATTRS), value)


@pytest.mark.parametrize("value", ["", "a&b", 10000, ["a&b"], "nothing of it"], ids=repr)
@pytest.mark.parametrize("choices", [[], CHOICES, GROUPED], ids=["none", "plain", "in groups"])
def test_a_select_is_drawn_as_by_its_template(choices: list[tuple[object, object]], value: object):
    check_same(forms.Select(attrs=ATTRS, choices=choices), value)
    check_same(forms.SelectMultiple(attrs=ATTRS, choices=choices), value)


def check_same(widget: forms.Widget, value: object) -> None:
    context = widget.get_context("na<me", value, {})
    assert same(DRAWN.render(widget.template_name, context), TemplatesSetting().render(widget.template_name, context))


def same(drawn: str, by_template: str) -> bool:
    """But for the ends of lines."""
    return sub(r"\s*\n\s*", "", drawn.strip()) == sub(r"\s*\n\s*", "", by_template.strip())


def test_every_one_line_input_has_a_template_that_says_no_more():
    for kind in ONE_LINE:
        widget = forms.TextInput()
        widget.template_name = f"{FOLDER}/{kind}.html"
        check_same(widget, "words")


@pytest.mark.parametrize("part", ODD, ids=repr)
def test_filled_in_markup_is_escaped_as_ever(part: object):
    filled = fill("<p>{}{part}</p>", part, part=part)
    assert filled == format_html("<p>{}{part}</p>", part, part=part)
    assert hasattr(filled, "__html__")
