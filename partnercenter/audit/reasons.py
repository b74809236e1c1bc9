"""Why an operator does it: asked for with every change in the administration, and kept beside the log (D26)."""

from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.log import LONGEST_REASON

FIELD = "why"
LABEL = _("Reason for the log")
HELP = _("Why you do it. It stands in the log, for operators and auditors. At most 500 characters.")


class WhyField(forms.CharField):
    """One line, never empty."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"class": "vTextField", "autocomplete": "off"})
        super().__init__(label=LABEL, max_length=LONGEST_REASON, help_text=HELP, widget=widget, **kwargs)


class WhyActionForm(ActionForm):
    """The bar of actions, with the reason."""

    why = WhyField(required=False)


class WhyForm(forms.Form):
    """The reason alone, on a page before the deed."""

    why = WhyField()


def with_reason(form: Any) -> Any:
    """The form of a row, with the reason as its last field."""
    return type(form)(form.__name__, (form,), {FIELD: WhyField(), "__module__": form.__module__})


def reason_given(request: HttpRequest, *own_fields: str) -> str:
    """What was sent as the reason: in our field, or in one of the page's own that others read too; empty for none."""
    sent = (request.POST.get(name, "").strip() for name in (FIELD, "reason", *own_fields))
    return next(filter(None, sent), "")
