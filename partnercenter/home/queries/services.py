"""A customer's services: who sells, resells and supports each, and what rights these partners hold (decisions §7)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.text import capfirst

from customers.directory.models import Customer
from customers.services.models import Subscription
from customers.services.queries import subscriptions_of
from partnercenter.home.queries.customers import PartnerWithAccess, partners_with_access
from partnercenter.partners.models import Partner

MOST = 1000  # subscriptions; nobody has as many


@dataclass
class Part:
    """What one partner does for one service; the entry says which rights it holds, of whatever service."""

    entry: PartnerWithAccess
    sells: bool = False
    resells: bool = False
    supports: bool = False


@dataclass
class Service:
    """One service with the partners that have a part in it; `channels` by which some of it was bought
    without one."""

    name: str
    channels: list[str] = field(default_factory=list)
    parts: dict[int, Part] = field(default_factory=dict)

    @property
    def partners(self) -> list[Part]:
        return list(self.parts.values())

    @property
    def ways(self) -> list[str]:
        """By which channels some of it was bought without a partner, in words."""
        return [str(capfirst(Subscription.Channel(channel).label)) for channel in self.channels]


def services_of(customer: Customer) -> tuple[list[Service], list[PartnerWithAccess]]:
    """The services that live, by name; and the partners with rights that have a part in none of them."""
    access = {entry.partner.pk: entry for entry in partners_with_access(customer)}
    found: dict[str, Service] = {}
    rows = subscriptions_of(customer).filter(status__in=Subscription.LIVE).select_related("support_contact")
    for row in rows.select_related("sold_by", "reseller")[:MOST]:
        add(found.setdefault(row.service, Service(row.service)), row, access)
    taking_part = {pk for service in found.values() for pk in service.parts}
    others = [entry for pk, entry in access.items() if entry.grants and pk not in taking_part]
    return list(found.values()), others


def add(service: Service, row: Subscription, access: dict[int, PartnerWithAccess]) -> None:
    """The partners of one subscription, into its service."""
    if row.sold_by is None and row.channel not in service.channels:
        service.channels.append(row.channel)
    for does, partner in roles_of(row):
        entry = access.get(partner.pk) or PartnerWithAccess(partner)
        setattr(service.parts.setdefault(partner.pk, Part(entry)), does, True)


def roles_of(row: Subscription) -> Iterator[tuple[str, Partner]]:
    """Who does what: the named contact supports, and where none is named whoever sold it (R-110)."""
    if row.sold_by:
        yield "sells", row.sold_by
    if row.reseller:
        yield "resells", row.reseller
    supporter = row.support_contact or row.sold_by
    if supporter:
        yield "supports", supporter
