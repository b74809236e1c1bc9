"""Forms as pages draw them, above all after they have failed."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from partnercenter.pages import showcase
from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField, PortalForm, render_form_page

pytestmark = pytest.mark.urls("partnercenter.pages.urls")
NOTES = {
    "none": ChoiceNote(hint="Sell only.", reason="Not available here."),
    "granular": ChoiceNote(badge="Best"),
}


class ExampleForm(PortalForm):
    rights = ChoiceRowsField(
        label="Rights",
        choices=[("none", "None"), ("granular", "Granular")],
        notes=NOTES,
    )
    days = forms.IntegerField(label="Duration", max_value=730, help_text="In days.")
    country = forms.ChoiceField(label="Country", choices=[("JP", "Japan")], required=False)
    note = forms.CharField(label="Message", required=False, widget=forms.Textarea)
    authority = forms.BooleanField(label="I may accept")
    secret = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self):
        if self.data.get("note") == "contradiction":
            raise forms.ValidationError("These answers contradict each other.")


def drawn(data=None, language="en"):
    with translation.override(language):
        return render_crispy_form(ExampleForm(data))


def test_a_fresh_form_shows_no_errors_and_brings_neither_form_tag_nor_token():
    shown = drawn()
    assert "error-summary" not in shown
    assert "is-invalid" not in shown
    assert "<form" not in shown
    assert "csrfmiddlewaretoken" not in shown


def test_nobody_sees_an_asterisk():
    assert "*" not in drawn()
    assert "asterisk" not in drawn()


def test_english_marks_what_is_optional_and_japanese_both():
    assert drawn().count("tagm-opt") == 2
    assert "tagm-req" not in drawn()
    shown = drawn(language="ja")
    assert shown.count("tagm-opt") == 2
    assert shown.count("tagm-req") == 2


def test_the_summary_comes_first_and_takes_the_focus():
    shown = drawn({"days": "900"})
    assert shown.index('role="alert"') < shown.index("<input")
    assert 'id="error-summary"' in shown
    assert 'tabindex="-1"' in shown
    assert "Correct 3 answers to continue" in shown


def test_every_line_of_the_summary_leads_to_a_control_on_the_page():
    shown = drawn({"days": "900"})
    targets = re.findall(r'<li><a href="#([^"]+)">', shown)
    assert targets == ["id_rights_1", "id_days", "id_authority"]
    assert all(f'id="{target}"' in shown for target in targets)


def test_an_error_of_the_whole_form_is_said_without_a_link():
    shown = drawn({"days": "3", "rights": "granular", "authority": "on", "note": "contradiction"})
    assert "<li>These answers contradict each other.</li>" in shown


def test_a_field_says_its_error_beside_it_and_is_described_by_it():
    shown = drawn({"days": "900"})
    control = re.search(r'<input[^>]*name="days"[^>]*>', shown).group()
    assert 'aria-invalid="true"' in control
    assert 'aria-describedby="id_days_helptext id_days_error"' in control
    assert 'id="id_days_helptext"' in shown
    assert 'id="id_days_error"' in shown
    assert '<span class="vh">Error: </span>' in shown


def test_the_hint_and_the_error_stand_above_the_control():
    shown = drawn({"days": "900"})
    assert shown.index('id="id_days_helptext"') < shown.index('id="id_days_error"') < shown.index('name="days"')


def test_a_missing_answer_is_named():
    form = ExampleForm({})
    assert form.errors["days"] == ["Duration: enter an answer."]
    assert form.errors["rights"] == ["Rights: choose an answer."]
    assert form.errors["authority"] == ["Tick the box to continue."]


def test_a_form_may_bring_its_own_words_for_a_missing_answer():
    class Own(PortalForm):
        days = forms.IntegerField(error_messages={"required": "Enter a duration from 1 to 730 days"})

    assert Own({}).errors["days"] == ["Enter a duration from 1 to 730 days"]


def rows(data=None):
    form = ExampleForm(data)
    return Template("{% load portal %}{% choice_rows form.rights %}").render(Context({"form": form}))


def test_a_choice_that_is_not_available_is_disabled_and_says_why():
    shown = rows()
    control = re.search(r'<input[^>]*value="none"[^>]*>', shown).group()
    assert "disabled" in control
    assert 'aria-describedby="id_rights_0_hint id_rights_0_reason"' in control
    assert '<p class="reason" id="id_rights_0_reason">' in shown
    assert "Not available here." in shown


def test_no_choice_is_made_beforehand():
    assert "checked" not in rows()


def test_a_disabled_choice_is_refused_even_when_it_is_sent():
    assert ExampleForm({"rights": "none", "days": "1", "authority": "on"}).errors["rights"] == ["Not available here."]


def test_what_follows_a_choice_is_drawn_inside_its_row():
    class Following(PortalForm):
        rights = ChoiceRowsField(choices=[("a", "A")], notes={"a": ChoiceNote(more="parts/_tear.html")})

    shown = Template("{% load portal %}{% choice_rows form.rights %}").render(Context({"form": Following()}))
    assert re.search(r'<div class="more">\s*<div class="tear">', shown)


def answered(data=None):
    request = RequestFactory().get("/") if data is None else RequestFactory().post("/", data)
    form = ExampleForm(request.POST or None)
    return render_form_page(request, "pages/components.html", showcase.describe(), form)


@pytest.mark.django_db
def test_a_failed_form_answers_422_and_says_so_in_the_title():
    assert answered().status_code == 200
    assert "<title>Components" in answered().content.decode()
    failed = answered({"days": "900"})
    assert failed.status_code == 422
    assert "<title>Error: Components" in failed.content.decode()
