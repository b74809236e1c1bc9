"""What the customer answers with."""

from typing import Any

from django import forms
from django.utils.html import escape
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from invitations import terms
from invitations.actions.consenting import Consent
from invitations.case import Decision
from invitations.forms.allowing import AllowingFields
from partnercenter.canonical.fields import TextBlockField
from partnercenter.pages.forms import PortalForm
from partnercenter.pages.names import company_markup
from partnercenter.pages.sentences import one_stop

REASON_LENGTH = 500
GRANTS = _("I grant %(partner)s full administrator rights for %(customer)s.")
AGREES = _(
    "I have read version %(version)s of the customer agreement and have the authority to accept it for %(customer)s."
)


class ConsentForm(AllowingFields):
    """The boxes that this decision needs, none of them ticked, and the fingerprint of what is shown."""

    field_order = ("shown", "allows_full_rights", "roles", "days", "auto_extends", "agrees")
    shown = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    allows_full_rights = forms.BooleanField(required=False)
    agrees = forms.BooleanField(required=False)

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.decision = decision
        self.initial["shown"] = terms.shown(decision)
        self.describe_allowing()
        names = {
            "partner": company_markup(decision.holder.legal_name),
            "customer": company_markup(decision.customer.name),
            "version": escape(decision.agreement.version) if decision.agreement else "",
        }
        self.fields["allows_full_rights"].label = mark_safe(one_stop(escape(GRANTS) % names))
        self.fields["agrees"].label = mark_safe(one_stop(escape(AGREES) % names))
        asks_full = decision.starts_grant and not decision.asks_roles
        for name, is_needed in (("allows_full_rights", asks_full), ("agrees", decision.agreement)):
            if not is_needed:
                del self.fields[name]

    def consent(self) -> Consent:
        """The answer as the action takes it. Boxes that the request does not ask for are not read."""
        given = self.cleaned_data
        return Consent(
            shown=given.get("shown", ""),
            agrees=given.get("agrees", False),
            allows_full_rights=given.get("allows_full_rights", False),
            roles=tuple(given.get("roles", ())),
            days=given.get("days"),
            auto_extends=given.get("auto_extends", False),
        )

    def drawn_again(self) -> "ConsentForm":
        """The same boxes with what was ticked and entered, nothing checked: for a step that decides nothing."""
        typed = {
            name: field.widget.value_from_datadict(self.data, self.files, name) for name, field in self.fields.items()
        }
        return ConsentForm(decision=self.decision, initial=typed)


class DeclineForm(PortalForm):
    """Why, if the person wants to say it."""

    reason = TextBlockField(
        label=_("Reason"),
        max_length=REASON_LENGTH,
        required=False,
        help_text=_("The partner reads it. At most 500 characters."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
