"""The entries of the rail (partners) and of the tabs (customers): the pages that exist, in one list."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from customers.directory.models import CustomerMembership
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class Entry:
    """One entry: its words, where it leads, its icon, and whether the present page lies under it."""

    label: object
    url: str
    icon: str
    current: bool = False
    count: int | None = None


PARTNER_PAGES = (
    (_("Home"), "home", "home"),
    (_("Customers"), "customers", "people"),
    (_("Requests"), "requests", "request"),
)
CUSTOMER_PAGES = (
    (_("Home"), "home", "home"),
    (_("Partners"), "partners", "people"),
    (_("Agreements"), "agreements", "report"),
)


def navigation(request: HttpRequest) -> list[Entry]:
    """The entries for the person's present membership; none for somebody without one."""
    membership = getattr(request, "membership", None)
    if isinstance(membership, PartnerMembership):
        return [entry(request, *page) for page in PARTNER_PAGES]
    if isinstance(membership, CustomerMembership):
        return [entry(request, *page) for page in CUSTOMER_PAGES]
    return []


def entry(request: HttpRequest, label: object, name: str, icon: str) -> Entry:
    url = reverse(name, urlconf=getattr(request, "urlconf", None))
    is_current = request.path == url if name == "home" else request.path.startswith(url)
    return Entry(label=label, url=url, icon=icon, current=is_current)
