"""Examples for the component page. The words are examples, not the portal's: they stay untranslated."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django import forms

from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField, PortalForm
from partnercenter.pages.keyset import KeysetPage

COLOURS = (
    *("canvas", "sheet", "inset", "ink", "muted", "line", "control"),
    *("primary", "wash", "focus", "ok", "wait", "bad", "note"),
)


class RequestExample(PortalForm):
    """One field of every kind."""

    rights = ChoiceRowsField(
        label="Administrator rights",
        choices=[
            ("none", "No administrator rights"),
            ("granular", "Granular rights"),
            ("full", "Full rights"),
        ],
        notes={
            "none": ChoiceNote(
                hint="You can sell and order, nothing more.",
                reason="Not available in this cloud: every request has to include admin rights.",
            ),
            "granular": ChoiceNote(hint="Chosen roles, for a limited time.", badge="Recommended"),
            "full": ChoiceNote(hint="Admin agents act as Global administrator. No end date; all or nothing."),
        },
    )
    days = forms.IntegerField(label="Duration", min_value=1, max_value=730, help_text="In days, from 1 to 730.")
    country = forms.ChoiceField(label="Country", choices=[("JP", "Japan"), ("DE", "Germany")], required=False)
    email = forms.EmailField(label="E-mail", required=False, help_text="Only this person can accept.")
    note = forms.CharField(label="Message", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    remind = forms.MultipleChoiceField(
        label="Remind",
        choices=[("7", "7 days before"), ("1", "1 day before")],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    authority = forms.BooleanField(label="I may accept for this organisation", help_text="You are asked once.")


@dataclass(frozen=True)
class RowExample:
    """A row, for the pager."""

    pk: int = 1


def failed_form() -> RequestExample:
    """The form as it comes back with three answers to correct."""
    return RequestExample({"days": "900", "email": "r.calloway@", "rights": "none", "note": "Hello"})


def describe() -> dict[str, Any]:
    """What the component page shows besides its form."""
    return {
        "blank": RequestExample(prefix="blank"),
        "colours": COLOURS,
        "page": KeysetPage(rows=[RowExample()] * 10, next_cursor="example"),
        "moment": datetime(2026, 11, 20, 5, 30, tzinfo=UTC),
        "expires_at": datetime(2026, 12, 20, 15, 0, tzinfo=UTC),
        "companies": [
            "株式会社みなと精機",
            "医療法人桜会さくら総合病院",
            "Lindqvist Nordic Japan合同会社",
            "上海晨曦网络有限公司",
            "Harbor & Pine Trading K.K.",
        ],
        "form_errors": True,
    }
