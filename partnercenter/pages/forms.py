"""The base of every form, and what a page shows of one that failed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.forms.utils import pretty_name
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words

UNPROCESSABLE = 422


class PortalFormMixin:
    """Drawn by our crispy templates: the page writes `<form>`, token and buttons, the form its fields."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Says which answer is missing, where the form has no words of its own for that."""
        super().__init__(*args, **kwargs)
        fields: dict[str, forms.Field] = self.fields  # type: ignore[attr-defined]
        for name, each in fields.items():
            if each.error_messages.get("required") == forms.Field.default_error_messages["required"]:
                label = each.label or pretty_name(name)
                each.error_messages["required"] = format_lazy(missing_answer(each), label=label)

    @property
    def helper(self) -> FormHelper:
        """Neither a form tag nor a token of its own; the summary stands above the fields."""
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        helper.use_custom_control = False
        return helper


class PortalForm(PortalFormMixin, forms.Form):
    """A form of the portal."""


class PortalModelForm(PortalFormMixin, forms.ModelForm):
    """A model's form of the portal."""


def missing_answer(asked: forms.Field) -> "Words":
    """What a required field says when it comes back empty; `{label}` is its label."""
    if isinstance(asked, forms.BooleanField):
        return _("Tick the box to continue.")
    if isinstance(asked, forms.ChoiceField | forms.ModelChoiceField):
        return _("{label}: choose an answer.")
    return _("{label}: enter an answer.")


@dataclass(frozen=True)
class ChoiceNote:
    """What stands in a choice's row: hint, badge, why it cannot be chosen, and the template of what follows.

    A `reason` disables the row and refuses its value. `more` shows while the row is chosen, without script.
    """

    hint: "Words" = ""
    reason: "Words" = ""
    badge: "Words" = ""
    more: str = ""


class ChoiceRowsField(forms.ChoiceField):
    """Radios for `{% choice_rows %}`. `notes` by value; a choice with a reason is refused with it."""

    widget = forms.RadioSelect

    def __init__(self, *, notes: dict[str, ChoiceNote] | None = None, **kwargs: Any) -> None:
        """`notes` may also be set on the field of one form, as choices are."""
        self.notes = notes or {}
        super().__init__(**kwargs)

    def validate(self, value: Any) -> None:
        """Refuses what the page shows as disabled: a request can ask for it all the same."""
        super().validate(value)
        note = self.notes.get(str(value))
        if note and note.reason:
            raise forms.ValidationError(note.reason, code="not_available")


@dataclass(frozen=True)
class ChoiceRow:
    """One radio as a row: its input, its words, and its note."""

    control: SafeString
    control_id: str
    label: "Words"
    note: ChoiceNote = field(default_factory=ChoiceNote)


@dataclass(frozen=True)
class Problem:
    """One line of the error summary: the words, and the id of the control they lead to (empty: none)."""

    words: str
    target: str = ""


def list_rows(bound: BoundField) -> list[ChoiceRow]:
    """The radios of a bound field, disabled and described as their notes say."""
    notes: dict[str, ChoiceNote] = getattr(bound.field, "notes", {})
    return [draw_row(choice, notes.get(str(choice.data["value"]), ChoiceNote())) for choice in bound]


def draw_row(choice: Any, note: ChoiceNote) -> ChoiceRow:
    """One radio; its hint and reason are its description for those who hear the page."""
    control_id = choice.id_for_label
    described = [f"{control_id}_{part}" for part in ("hint", "reason") if getattr(note, part)]
    attrs = choice.data["attrs"] | {"class": "form-check-input"}
    attrs |= {"disabled": True} if note.reason else {}
    attrs |= {"aria-describedby": " ".join(described)} if described else {}
    choice.data["attrs"] = attrs
    return ChoiceRow(keep_disabled(choice, note), control_id, choice.choice_label, note)


def keep_disabled(choice: Any, note: ChoiceNote) -> SafeString:
    """The control, of a ticked box that is disabled with what sends its value: browsers send no disabled box."""
    kept = note.reason and choice.data["selected"] and choice.data["type"] == "checkbox"
    sent = format_html('<input type="hidden" name="{}" value="{}">', choice.data["name"], choice.data["value"])
    return choice.tag() + sent if kept else choice.tag()


def list_problems(form: forms.BaseForm) -> Iterator[Problem]:
    """The errors of a form in the order of its fields, those of the whole form first."""
    if not form.is_bound:
        return
    for words in form.errors.get(NON_FIELD_ERRORS, ()):
        yield Problem(str(words))
    for name in form.fields:
        target = first_control(form[name])
        for words in form.errors.get(name, ()):
            yield Problem(str(words), target)


def first_control(bound: BoundField) -> str:
    """The id that a link can lead to: the control, of radios and boxes the first one that can be chosen."""
    if bound.is_hidden:
        return ""
    if not bound.use_fieldset:
        return bound.id_for_label
    notes: dict[str, ChoiceNote] = getattr(bound.field, "notes", {})
    for choice in bound:
        if not notes.get(str(choice.data["value"]), ChoiceNote()).reason:
            return str(choice.id_for_label)
    return bound.auto_id


def render_form_page(
    request: HttpRequest, template: str, context: dict[str, Any], form: forms.BaseForm
) -> HttpResponse:
    """The page of `form`: 200 as it is first shown; 422 and "Error:" in the title once it has failed."""
    failed = form.is_bound and not form.is_valid()
    full = {"form": form, **context, "form_errors": failed}
    return render(request, template, full, status=UNPROCESSABLE if failed else None)
