"""The form fields: what they store, what they refuse, and that nothing typed makes an error page."""

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from partnercenter.canonical.fields import EmailAddressField, LineField, TextBlockField, WholeNumberField
from tests.canonical.junk import NASTY, junk_texts


class AskForm(forms.Form):
    email = EmailAddressField(required=False)
    name = LineField(max_length=50)
    note = TextBlockField(max_length=200, required=False, links_allowed=False)
    free = TextBlockField(max_length=200, required=False)


def _form(**typed):
    return AskForm({"name": "Contoso", **typed})


def test_the_fields_store_the_canonical_forms():
    form = _form(email=" Taro@例え.jp\n", name="  Cafe\u0301 ", note="a\r\nb", free="see https://x.com")
    assert form.is_valid(), form.errors
    assert form.cleaned_data == {
        "email": "Taro@xn--r8jz45g.jp",
        "name": "Caf\u00e9",
        "note": "a\nb",
        "free": "see https://x.com",
    }


@pytest.mark.parametrize("blank", ["", " ", "\u3000", "\n", None])
def test_blank_is_empty_or_asked_for(blank):
    form = AskForm({"name": blank, "email": blank, "note": blank})
    assert form.errors.as_data().keys() == {"name"}
    assert form.errors.as_data()["name"][0].code == "required"
    assert form.cleaned_data["email"] == form.cleaned_data["note"] == ""


def test_a_required_address_says_what_to_enter():
    assert EmailAddressField().error_messages["required"] == "Enter an e-mail address, such as name@example.com."


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("email", "a@localhost", "domain_incomplete"),
        ("email", "a\x00@x.com", "invisible_character"),
        ("email", "x" * 1_000_000, "too_long"),
        ("name", "a\x00b", "control_character"),
        ("name", "a\r\nb", "control_character"),
        ("name", "\ud800", "control_character"),
        ("name", "x" * 51, "max_length"),
        ("name", "\u200b", "nothing_visible"),
        ("note", "x" * 1_000_000, "max_length"),
        ("note", "a\x00", "control_character"),
        ("note", "see evil.com", "link"),
        ("note", "ｈｔｔｐｓ：／／ｅｖｉｌ", "link"),
    ],
)
def test_a_bad_entry_is_one_error_and_the_form_is_shown_again(field, typed, code):
    form = _form(**{field: typed})
    errors = form.errors.as_data()
    assert [error.code for error in errors[field]] == [code]
    page = form.as_p().encode()
    assert b"\x00" not in page
    assert len(page) < 20_000


def test_the_widgets_know_the_limit_and_the_kind():
    page = AskForm().as_p()
    assert 'type="email"' in page
    assert 'maxlength="254"' in page
    assert 'maxlength="50"' in page
    assert "<textarea" in page


def test_a_hidden_widget_has_no_limit():
    field = LineField(widget=forms.HiddenInput)
    assert "maxlength" not in field.widget.attrs


@pytest.mark.parametrize("seed", range(3))
def test_junk_in_every_field_is_answered_by_a_form(seed):
    for text in [*junk_texts(seed + 500, count=100), *NASTY]:
        form = AskForm(MultiValueDict({name: [text] for name in ("email", "name", "note", "free")}))
        form.is_valid()
        form.has_changed()
        form.as_p().encode()
        str(form.errors).encode("utf-8", "strict")


@pytest.mark.parametrize(
    ("typed", "number"),
    [("25", 25), (" ２５　", 25), ("１，０００", 1000), ("1,000", 1000), ("-1", -1), ("", None), ("　", None)],
)
def test_whole_numbers_are_read_in_digits_of_any_width(typed: str, number: int | None) -> None:
    assert WholeNumberField(required=False).clean(typed) == number


@pytest.mark.parametrize("typed", ["二十五", "2.5", "1_000", "1,00", "2e3", "٢٥", "25 seats", "9" * 5000, "1\x00"])
def test_everything_else_is_told_what_to_enter(typed: str) -> None:
    with pytest.raises(ValidationError, match="Enter a whole number in digits"):
        WholeNumberField().clean(typed)
