"""What draws form fields: Django's templates, and Python for the two kinds that nearly every form is made of."""

from collections.abc import Callable
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.http import HttpRequest
from django.utils.safestring import SafeString

from partnercenter.pages.markup import safe

Widget = dict[str, Any]
FOLDER = "django/forms/widgets"
ONE_LINE = ("text", "number", "email", "url", "password", "hidden", "date", "datetime", "time", "checkbox", "input")


class FormRenderer(TemplatesSetting):
    """Django draws each choice of a select by a template, its attributes by another; the markup is the same here."""

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        draw = DRAWN.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)


def draw_input(widget: Widget) -> SafeString:
    """`input.html`, which all inputs of one line include."""
    value = "" if widget["value"] is None else f' value="{safe(widget["value"])}"'
    return SafeString(
        f'<input type="{widget["type"]}" name="{safe(widget["name"])}"{value}{draw_attrs(widget["attrs"])}>'
    )


def draw_select(widget: Widget) -> SafeString:
    """`select.html` with its groups and options."""
    groups = "".join(draw_group(name, choices) for name, choices, _index in widget["optgroups"])
    return SafeString(f'<select name="{safe(widget["name"])}"{draw_attrs(widget["attrs"])}>{groups}\n</select>')


def draw_group(name: str | None, choices: list[Widget]) -> str:
    """The options of a group, or those that stand in none."""
    options = "".join(
        f'\n  <option value="{safe(each["value"])}"{draw_attrs(each["attrs"])}>{safe(each["label"])}</option>'
        for each in choices
    )
    return f'\n  <optgroup label="{safe(name)}">{options}\n  </optgroup>' if name else options


def draw_attrs(attrs: dict[str, Any]) -> str:
    """`attrs.html`: what is false is left out, what is true has no value."""
    return "".join(
        f" {safe(name)}" if value is True else f' {safe(name)}="{safe(value)}"'
        for name, value in attrs.items()
        if value is not False
    )


DRAWN: dict[str, Callable[[Widget], SafeString]] = {
    **{f"{FOLDER}/{kind}.html": draw_input for kind in ONE_LINE},
    f"{FOLDER}/select.html": draw_select,
}
