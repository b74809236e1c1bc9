"""The Customers list as a file: what is narrowed, or all of it, in the order of the page (R-124)."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.relationships.forms.narrowing import AGREEMENT, RIGHTS, STATES
from customers.relationships.listing import Narrowing, Sort, batches_of
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.pages.times import INSTANT, find_zone
from partnercenter.partners.models import Capacity, Partner

BATCH = 1000  # rows that are read together
BETWEEN = "; "
COLUMNS = (
    *("pk", "customer_id", "customer__tenant_id", "customer__name", "customer__primary_domain", "customer__country"),
    *("customer__time_zone", "state", "since", "ended_at", "rights", "rights_until", "is_agreed"),
    *("owner__user__display_name", "tags", "note"),
)


def header() -> list[str]:
    return [
        *(_("Organisation ID"), _("Customer"), _("Domain"), _("Country"), _("Relationship"), _("Capacity")),
        *(_("Since"), _("Ended on"), _("Admin rights"), _("Rights end on"), _("Time zone"), _("Agreement")),
        *(_("Owner"), _("Tags"), _("Note")),
    ]


def lines(partner: Partner, narrowing: Narrowing, sort: Sort) -> Iterator[list[object]]:
    """A line for each customer; words in the language of the moment in which this is called."""
    return read_lines(partner, narrowing, sort, Words())


def read_lines(partner: Partner, narrowing: Narrowing, sort: Sort, words: "Words") -> Iterator[list[object]]:
    """Three queries for each batch, and never a long transaction."""
    for keys in batches_of(partner, narrowing, sort=sort, size=BATCH):
        rows = PartnerCustomer.objects.of(partner).filter(pk__in=keys).values(*COLUMNS)
        found = {row["pk"]: row for row in rows}
        served = capacities_by(partner, [row["customer_id"] for row in found.values()])
        yield from (words.line(found[key], served.get(found[key]["customer_id"], [])) for key in keys if key in found)


def capacities_by(partner: Partner, customers: list[int]) -> dict[int, list[tuple[str, str]]]:
    """By customer: each capacity in force with the provider's name, if it has one."""
    active = ResellerRelationship.objects.filter(partner=partner, customer__in=customers, status="active")
    found: dict[int, list[tuple[str, str]]] = {}
    for customer, capacity, provider in active.order_by("pk").values_list(
        "customer", "capacity", "provider__legal_name"
    ):
        found.setdefault(customer, []).append((capacity, provider or ""))
    return found


class Words:
    """The words of the file, looked up once: a file that is long in leaving stays in one language."""

    def __init__(self) -> None:
        self.states = {state: str(words) for state, words in STATES.items()}
        self.rights = {rights: str(words) for rights, words in RIGHTS.items()}
        self.agreed = {True: str(AGREEMENT["accepted"]), False: str(AGREEMENT["missing"])}
        self.through = _("Reseller through %(provider)s")
        self.capacities = {
            Capacity.DIRECT: pgettext("capacity", "Direct"),
            Capacity.PROVIDER: pgettext("capacity", "Provider"),
        }

    def line(self, row: dict[str, Any], capacities: list[tuple[str, str]]) -> list[object]:
        """Days are the customer's, as its time zone beside them says; the end of rights is their last day."""
        zone = row["customer__time_zone"]
        until, served = row["rights_until"], BETWEEN.join(self.say(*each) for each in capacities)
        if until and row["rights"] == PartnerCustomer.Rights.GRANULAR:
            until -= INSTANT
        return [
            *(str(row["customer__tenant_id"]), row["customer__name"], row["customer__primary_domain"]),
            *(row["customer__country"], self.states[row["state"]], served),
            *(day(row["since"], zone), day(row["ended_at"], zone), self.rights[row["rights"]], day(until, zone)),
            *(zone, self.agreed[row["is_agreed"]], row["owner__user__display_name"]),
            *(BETWEEN.join(row["tags"]), row["note"]),
        ]

    def say(self, capacity: str, provider: str) -> str:
        return self.capacities.get(Capacity(capacity)) or self.through % {"provider": provider}


def day(moment: datetime | None, zone: str) -> object:
    """The day of a moment by the customer's calendar."""
    return moment.astimezone(find_zone(zone)).date() if moment else None
