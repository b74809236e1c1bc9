"""What a partner fills in to ask (decisions §4)."""

import uuid
from typing import Any, cast

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from customers.grants.terms import GranularTerms
from customers.relationships.models import ResellerRelationship
from invitations.access import why_not_ask
from invitations.asking import Terms
from invitations.forms.granular import GranularFields
from invitations.forms.names import without_links
from invitations.forms.ways import Way, ways_of
from invitations.models import DEFAULT_LIFE, LONGEST_LIFE, SHORTEST_LIFE, Invitation
from invitations.rules.granular import gather_granular
from invitations.rules.request import why_no_rights
from partnercenter.canonical.fields import EmailAddressField, LineField, WholeNumberField
from partnercenter.canonical.refusals import Refusals
from partnercenter.clouds.markets import country_choices
from partnercenter.pages.forms import ChoiceNote, ChoiceRowsField
from partnercenter.partners.models import Capacity, Partner, PartnerMembership
from partnercenter.partners.request_rules import why_not_request

Rights = Invitation.Rights
RIGHTS_HINTS = {
    Rights.NONE: _("You can sell and order. Enough if you manage only Azure that you provision yourself."),
    Rights.GRANULAR: _("Chosen roles, for a limited time. The customer can leave out roles, never add."),
    Rights.FULL: _(
        "Admin agents act as Global administrator, helpdesk agents as Helpdesk administrator. No end date; the "
        "customer takes all or nothing. For Azure Active Directory and Office 365."
    ),
}
MORE = {Rights.GRANULAR: "invitations/partner/_granular.html", Rights.FULL: "invitations/partner/_full.html"}
GRANULAR_FIELDS = tuple(GranularFields.base_fields)


class RequestForm(GranularFields):
    """Page 1: the rights, the capacity where there is a choice, and optionally whom it is for.

    With `standing`, a relationship that is active, it asks for rights alone beside it, of an addressee.
    """

    field_order = ("request_key", "second", "rights", *GRANULAR_FIELDS)
    request_key = forms.UUIDField(
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Open this form again; it could not be read.")},
    )
    second = forms.BooleanField(widget=forms.HiddenInput, required=False)
    rights = ChoiceRowsField(
        label=_("Administrator rights"),
        help_text=_("Ask for as little as the work needs."),
        choices=[(kind.value, kind.label) for kind in RIGHTS_HINTS],
        error_messages={"required": _("Choose the administrator rights that you ask for.")},
    )
    way = ChoiceRowsField(
        label=_("How you sell to this customer"),
        error_messages={"required": _("Choose how you sell to this customer.")},
    )
    rights_to = ChoiceRowsField(
        label=_("Who gets the rights"),
        choices=[("asking", _("We, the indirect provider")), ("reseller", _("The reseller that we ask for"))],
        error_messages={"required": _("Choose who gets the rights.")},
    )
    customer_name = LineField(label=_("Company"), max_length=200, required=False)
    recipient_email = EmailAddressField(
        label=_("E-mail"),
        required=False,
        help_text=_("Only this person, or a global admin of the same domain, can accept."),
    )
    recipient_name = LineField(label=_("Name"), max_length=100, required=False)
    customer_country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Where the company is registered.")
    )
    language = forms.ChoiceField(label=_("Language of the e-mail"), choices=settings.LANGUAGES)
    life_days = WholeNumberField(
        label=_("Link works for"),
        initial=DEFAULT_LIFE,
        min_value=SHORTEST_LIFE,
        max_value=LONGEST_LIFE,
        help_text=_("In days, from 1 to 90."),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Enter a number of days from 1 to 90.")
        ),
    )
    reminds = forms.BooleanField(
        label=_("Remind the recipient"),
        required=False,
        help_text=_("7 days and 1 day before the link ends, if nobody has answered by then."),
    )
    reference = LineField(
        label=_("Internal reference"),
        max_length=60,
        required=False,
        help_text=_("Only your company sees it."),
    )
    is_reusable = forms.BooleanField(
        label=_("Several customers can use the link"),
        required=False,
        help_text=_("Without a recipient only. Each acceptance is recorded on its own."),
    )
    use_limit = WholeNumberField(
        label=_("Most acceptances"),
        required=False,
        min_value=1,
        max_value=100_000,
        help_text=_("Empty: as many as accept before the link ends."),
    )

    def __init__(
        self, *args: Any, membership: PartnerMembership, standing: ResellerRelationship | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.membership, self.partner, self.standing = membership, membership.partner, standing
        self.ways = {way.value: way for way in ways_of(self.partner)}
        self.initial.setdefault("request_key", uuid.uuid4())
        self.initial.setdefault("reminds", self.partner.reminds)
        countries = cast(forms.ChoiceField, self.fields["customer_country"])
        countries.choices = [("", _("Not known")), *country_choices()]
        self.describe_granular()
        self.describe_rights()
        self.describe_ways()
        if standing:
            self.ask_beside()
        for name in ("customer_name", "recipient_email", "recipient_name"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def ask_beside(self) -> None:
        """What a request for rights beside a relationship that stands does not ask: how to sell, and without rights."""
        for name in ("way", "rights_to", "is_reusable", "use_limit", "rights_alone"):
            self.fields.pop(name, None)
        self.fields["recipient_email"].required = True
        field = cast(ChoiceRowsField, self.fields["rights"])
        field.choices = [(kind.value, kind.label) for kind in RIGHTS_HINTS if kind != Rights.NONE]

    def describe_rights(self) -> None:
        """Reasons at the rows that are closed; the one row that is left is chosen, else none is."""
        field = cast(ChoiceRowsField, self.fields["rights"])
        field.notes = {
            kind: ChoiceNote(hint=hint, reason=self.why_not(kind), more=MORE.get(kind, ""))
            for kind, hint in RIGHTS_HINTS.items()
        }
        possible = [kind for kind, note in field.notes.items() if not note.reason]
        if len(possible) == 1:
            self.initial.setdefault("rights", possible[0])

    def why_not(self, kind: str) -> str:
        """Why this kind cannot be asked: the cloud first, then the person's roles."""
        in_cloud = why_no_rights(self.partner.cloud, kind)
        return in_cloud or why_not_ask(self.membership, with_rights=kind != Rights.NONE)

    def describe_ways(self) -> None:
        """The ways of this partner; with a single one there is nothing to choose, so the field goes."""
        field = cast(ChoiceRowsField, self.fields["way"])
        field.choices = [(way.value, way.label) for way in self.ways.values()]
        if len(self.ways) == 1:
            del self.fields["way"]
        if not any(way.is_for_reseller for way in self.ways.values()):
            del self.fields["rights_to"]
        elif self.is_bound:  # asked only beside the way that needs it; the page hides it elsewhere
            way = self.ways.get(str(self.data.get("way", "")))
            self.fields["rights_to"].required = bool(way and way.is_for_reseller)

    @property
    def closed(self) -> str:
        """Why this person can make no request here at all; empty where one can."""
        return why_not_request(self.membership)

    @property
    def provider(self) -> Partner | None:
        """The provider that comes with the only way, so that nobody asks through one unawares."""
        only = next(iter(self.ways.values())) if len(self.ways) == 1 else None
        return only.other if only else None

    def clean_customer_name(self) -> str:
        return without_links(self.cleaned_data["customer_name"])

    def clean_recipient_name(self) -> str:
        return without_links(self.cleaned_data["recipient_name"])

    def clean(self) -> dict[str, Any]:
        """What granular rights need, where they are asked for; what stands in their fields otherwise counts nothing."""
        given = super().clean() or self.cleaned_data
        if given.get("rights") == Rights.GRANULAR:
            self.check_granular(given)
        else:
            for name in GRANULAR_FIELDS:
                self.errors.pop(name, None)
        return given

    def check_granular(self, given: dict[str, Any]) -> None:
        """The rules that the action asks too, so that all refusals stand on one page."""
        refused = Refusals()
        asked = GranularTerms(
            name=given.get("grant_name", ""),
            roles=tuple(given.get("roles", ())),
            days=given.get("days") or 0,
            auto_extends=given.get("auto_extends", False),
        )
        gather_granular(refused, asked, available={role.code for role in self.all_roles})
        for name, errors in refused.by_field.items():
            if name not in self.errors:
                self.add_error(name, errors)

    def chosen_way(self) -> Way | None:
        """The way that was chosen, or the only one; None while none is."""
        if "way" not in self.fields:
            return next(iter(self.ways.values()), None)
        return self.ways.get(self.cleaned_data.get("way", ""))

    def terms(self) -> Terms:
        """What was filled in, as `actions.create` takes it; nothing else of the POST is read."""
        given = self.cleaned_data
        values = {name: given[name] for name in TERM_FIELDS if name in given}
        if given["rights"] == Rights.GRANULAR:
            values |= self.granular_values()
        return Terms(**values | (self.beside() if self.standing else self.by_way()))

    def by_way(self) -> dict[str, Any]:
        """Capacity and partners of the chosen way."""
        way = self.chosen_way()
        assert way is not None  # noqa: S101
        for_reseller = way.other if way.is_for_reseller else None
        return {
            "capacity": way.capacity,
            "provider": way.other if way.capacity == Capacity.RESELLER else None,
            "on_behalf_of": for_reseller,
            "rights_holder": for_reseller if self.cleaned_data.get("rights_to") == "reseller" else None,
        }

    def beside(self) -> dict[str, Any]:
        """Rights alone, in the capacity of the relationship that stands."""
        assert self.standing  # noqa: S101
        return {
            "capacity": self.standing.capacity,
            "provider": self.standing.provider,
            "customer": self.standing.customer,
            "with_relationship": False,
        }


TERM_FIELDS = (
    *("rights", "customer_name", "recipient_email", "recipient_name", "customer_country", "language"),
    *("reminds", "life_days", "reference", "is_reusable", "use_limit"),
)
