"""The entries of the rail (partners) and of the tabs (customers): the pages that exist, in one list."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.directory.models import CustomerMembership, CustomerRole
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.kinds import has_providers, has_resellers
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class Entry:
    """One entry: its words, where it leads, its icon, and whether the present page lies under it."""

    label: object
    url: str
    icon: str
    current: bool = False


PARTNER_PAGES = (
    (_("Home"), "home", "home"),
    (_("Customers"), "customers", "people"),
    (_("Requests"), "requests", "request"),
    (_("Admin relationships"), "grants", "rights"),
    (_("Service requests"), "service_requests", "service"),
    (_("Service health"), "service_health", "eye"),
)
# Only for the partners whose kind and cloud have such partnerships.
PARTNERSHIP_PAGES = (
    (has_resellers, (_("Indirect resellers"), "resellers", "building")),
    (has_providers, (_("Indirect providers"), "providers", "building")),
)
# Only for roles that reach them (decisions §9).
PARTNER_CLOSED_PAGES = (
    (Capability.SEE_LOG, (_("Activity"), "activity", "log")),
    (Capability.SETTINGS, (_("Team"), "team", "team")),
    (Capability.SETTINGS, (_("Domains"), "domains", "globe")),
    (Capability.SETTINGS, (_("E-mails"), "mail_wording", "mail")),
    (Capability.SETTINGS, (_("Support details"), "support_details", "help")),
    (Capability.SETTINGS, (_("Webhooks"), "webhooks", "link")),
)
CUSTOMER_PAGES = (
    (_("Home"), "home", "home"),
    (_("Partners"), "partners", "people"),
    (_("Subscriptions"), "subscriptions", "bulk"),
    (_("Service requests"), "service_requests", "service"),
    (_("Support contacts"), "support_contacts", "help"),
    (_("Agreements"), "agreements", "report"),
    (_("Team"), "team", "team"),
    (_("Organisation"), "organisation", "building"),
    (_("Activity"), "activity", "log"),
)
ADMINS_PAGES = (
    "subscriptions",
    "agreements",
    "activity",
)  # of the customer's pages: closed to its plain users (decisions §9)
# Pages of customers whose address lies under no entry: the one that leads to them.
LEADS_TO = {"directory": "subscriptions"}


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries for the person's present membership, the nearest one marked; none for somebody without one."""
    membership = getattr(request, "membership", None)
    if isinstance(membership, PartnerMembership):
        return mark_nearest(request.path, [entry(request, *page) for page in partner_pages(membership)])
    if isinstance(membership, CustomerMembership):
        hidden = ADMINS_PAGES if membership.role == CustomerRole.USER else ()
        pages = [entry(request, *page) for page in CUSTOMER_PAGES if page[1] not in hidden]
        return mark_nearest(place_of(request), pages)
    return []


def place_of(request: HttpRequest) -> str:
    """The address whose entry is marked: the page's own, or that of the page which leads to it."""
    leads = LEADS_TO.get(request.resolver_match.url_name or "") if request.resolver_match else None
    return reverse(leads, urlconf=getattr(request, "urlconf", None)) if leads else request.path


def partner_pages(membership: PartnerMembership) -> Iterator[tuple[object, str, str]]:
    """The pages that a colleague's partner has and her roles reach."""
    yield from PARTNER_PAGES
    yield from (page for has_such, page in PARTNERSHIP_PAGES if has_such(membership.partner))
    reached = (page for needs, page in PARTNER_CLOSED_PAGES if allowed(membership.roles, needs) is not Allowed.NO)
    yield from reached


def entry(request: HttpRequest, label: object, name: str, icon: str) -> Entry:
    return Entry(label=label, url=reverse(name, urlconf=getattr(request, "urlconf", None)), icon=icon)


def mark_nearest(path: str, entries: list[Entry]) -> list[Entry]:
    """The entries, with the one marked that the page lies under; of two the longer address. Home holds itself alone."""
    over = [each for each in entries if path == each.url or (each.url != "/" and path.startswith(each.url))]
    nearest = max(over, key=lambda each: len(each.url), default=None)
    return [replace(each, current=each is nearest) for each in entries]
