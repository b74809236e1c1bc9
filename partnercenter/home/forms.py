"""What a log can be narrowed by; kept in the address, so that it can be sent and gone back to."""

from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from customers.directory.models import Customer
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.home.events import Reader, topics_for
from partnercenter.home.queries.counterparts import partners_in_log
from partnercenter.home.queries.viewers import Narrowing, Viewer
from partnercenter.partners.models import Partner

ANY = ("", pgettext_lazy("filter", "Any"))
MOST_STAFF, MOST_CUSTOMERS, LONGEST_SEARCH = 200, 100, 200
Side = AuditEvent.Side
SIDES = {
    Reader.PARTNER: (
        (Side.CUSTOMER, _("Customers")),
        (Side.OPERATOR, _("The operator")),
        (Side.SYSTEM, "Partner Center"),
    ),
    Reader.CUSTOMER: (
        (Side.PARTNER, _("Partners")),
        (Side.OPERATOR, _("The operator")),
        (Side.SYSTEM, "Partner Center"),
    ),
}


class ActivityFilterForm(forms.Form):
    """Junk narrows nothing and is no error: whoever mistypes an address sees the log."""

    what = forms.ChoiceField(label=pgettext_lazy("log", "What"), required=False)
    who = forms.ChoiceField(label=pgettext_lazy("log", "Who"), required=False)
    since = forms.DateField(label=pgettext_lazy("first day of a span", "From"), required=False)
    until = forms.DateField(label=pgettext_lazy("last day of a span", "To"), required=False)

    def __init__(self, *args: Any, viewer: Viewer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.viewer = viewer
        self.fields["what"].choices = [ANY, *((topic.value, topic.label) for topic in topics_for(viewer.reader))]  # type: ignore[attr-defined]
        self.fields["who"].choices = [ANY, *people_of(viewer), *SIDES[viewer.reader]]  # type: ignore[attr-defined]
        for name in ("what", "who"):
            self.fields[name].widget.attrs["class"] = "form-select"
        for name in ("since", "until"):
            self.fields[name].widget = forms.DateInput(
                attrs={"type": "date", "class": "form-control"}, format="%Y-%m-%d"
            )

    @cached_property
    def narrowing(self) -> Narrowing:
        """What the log is narrowed to; a value that does not fit is left out."""
        self.is_valid()
        given = self.cleaned_data
        last, whom = given.get("until"), given.get("who") or ""
        return Narrowing(
            topic=given.get("what") or "",
            actor=None if whom in Side.values or not whom else UUID(whom),
            side=whom if whom in Side.values else "",
            since=midnight(given.get("since")),
            until=midnight(last + timedelta(days=1)) if last and last < date.max else None,
            others=self.others(),
        )

    @property
    def is_on(self) -> bool:
        """Whether anything is left out."""
        return self.narrowing != Narrowing()

    def others(self) -> frozenset[UUID] | None:
        """The other side's organisations that are asked for; None for all of them."""
        return None


class PartnerActivityForm(ActivityFilterForm):
    """A partner's whole log: customers are found by any part of name, domain or identifier, as in their list."""

    customer = forms.CharField(label=_("Customer"), required=False, max_length=LONGEST_SEARCH)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        attrs = {"type": "search", "class": "form-control", "autocomplete": "off"}
        self.fields["customer"].widget = forms.TextInput(
            attrs={**attrs, "placeholder": _("Company, domain or identifier")}
        )

    def others(self) -> frozenset[UUID] | None:
        """The first customers that the typed words find."""
        typed = self.cleaned_data.get("customer") or ""
        if not typed.strip() or not isinstance(self.viewer.organisation, Partner):
            return None
        found = PartnerCustomer.objects.matching(self.viewer.organisation, typed).order_by()
        return frozenset(found.values_list("customer__public_id", flat=True)[:MOST_CUSTOMERS])


class CustomerActivityForm(ActivityFilterForm):
    """A customer's log, of all its partners or one."""

    partner = forms.ChoiceField(label=_("Partner"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if isinstance(self.viewer.organisation, Customer):
            found = partners_in_log(self.viewer.organisation)
            self.fields["partner"].choices = [ANY, *((str(each.public_id), each.legal_name) for each in found)]  # type: ignore[attr-defined]
        self.fields["partner"].widget.attrs["class"] = "form-select"

    def others(self) -> frozenset[UUID] | None:
        """The chosen partner."""
        chosen = self.cleaned_data.get("partner")
        return frozenset([UUID(chosen)]) if chosen else None


def people_of(viewer: Viewer) -> list[tuple[str, str]]:
    """The viewer's own people, also those who left: id and name."""
    members = viewer.staff.select_related("user").order_by("user__display_name", "pk")[:MOST_STAFF]
    return list({str(member.user.public_id): str(member.user) for member in members}.items())


def midnight(day: date | None) -> datetime | None:
    """The first moment of a day in the zone of the page; None for days that no clock has."""
    try:
        return timezone.make_aware(datetime.combine(day, time())) if day else None
    except (OverflowError, ValueError):
        return None
