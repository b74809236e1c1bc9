"""The entries of the rail (partners) and of the tabs (customers): the pages that exist, in one list."""

from dataclasses import dataclass

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
)
# Only for the partners whose kind and cloud have such partnerships.
PARTNERSHIP_PAGES = (
    (has_resellers, (_("Indirect resellers"), "resellers", "building")),
    (has_providers, (_("Indirect providers"), "providers", "building")),
)
PARTNER_SETTINGS = ((_("Domains"), "domains", "globe"),)
CUSTOMER_PAGES = (
    (_("Home"), "home", "home"),
    (_("Partners"), "partners", "people"),
    (_("Subscriptions"), "subscriptions", "bulk"),
    (_("Service requests"), "service_requests", "service"),
    (_("Agreements"), "agreements", "report"),
    (_("Organisation"), "organisation", "building"),
)
ADMINS_PAGES = ("subscriptions",)  # of the customer's pages: closed to its plain users (decisions §9)


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries for the person's present membership; none for somebody without one."""
    membership = getattr(request, "membership", None)
    if isinstance(membership, PartnerMembership):
        has_settings = allowed(membership.roles, Capability.SETTINGS) is not Allowed.NO
        shared = [page for has_such, page in PARTNERSHIP_PAGES if has_such(membership.partner)]
        pages = (*PARTNER_PAGES, *shared, *(PARTNER_SETTINGS if has_settings else ()))
        return [entry(request, *page) for page in pages]
    if isinstance(membership, CustomerMembership):
        hidden = ADMINS_PAGES if membership.role == CustomerRole.USER else ()
        return [entry(request, *page) for page in CUSTOMER_PAGES if page[1] not in hidden]
    return []


def entry(request: HttpRequest, label: object, name: str, icon: str) -> Entry:
    url = reverse(name, urlconf=getattr(request, "urlconf", None))
    is_current = request.path == url if name == "home" else request.path.startswith(url)
    return Entry(label=label, url=url, icon=icon, current=is_current)
