"""As whom the person acts: one of the memberships that are valid on this host, kept in the session."""

from collections.abc import Callable
from datetime import tzinfo
from functools import cache
from typing import Any, cast

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from customers.directory.models import CustomerMembership
from partnercenter.accounts.models import User
from partnercenter.authorities.sessions import counts_here
from partnercenter.clouds.models import TenantDomain
from partnercenter.clouds.requests import CHOSEN_MEMBERSHIP
from partnercenter.clouds.serving import only_served
from partnercenter.home.navigation import navigation
from partnercenter.pages.times import find_zone
from partnercenter.partners.models import PartnerMembership
from partnercenter.teams.factors import with_factors

Membership = PartnerMembership | CustomerMembership
Reading = Callable[[QuerySet[Any]], QuerySet[Any]]
_readings: list[Reading] = []


def read_with_memberships(reading: Reading) -> Reading:
    """Register what a room above wants read with the memberships, without a query more."""
    _readings.append(reading)
    return reading


@cache
def with_everything(kind: TenantDomain.Owner) -> QuerySet[Any]:
    """All memberships of a kind with what pages and rooms above need of them. Put together once for each process, for
    that takes longer than reading one; never read itself."""
    if kind == TenantDomain.Owner.PARTNER:
        rows: QuerySet[Any] = PartnerMembership.objects.select_related("partner__cloud", "partner__market_group")
    else:
        rows = CustomerMembership.objects.select_related("customer__cloud")
    rows = with_factors(rows.filter(left_at=None), kind)
    for reading in _readings:
        rows = reading(rows)
    return rows


class MembershipMiddleware:
    """Sets `request.membership`, `request.memberships` and `request.navigation`; each is read once, when asked for.

    Read from the database at every request: a removed member is a stranger at the next click.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        found = memberships_on_host(request) if request.user.is_authenticated else []
        memberships = [each for each in found if counts_here(request.session, each, each.organisation_id)]
        request.memberships = memberships  # type: ignore[attr-defined]
        request.membership = current(memberships, request.session.get(CHOSEN_MEMBERSHIP))  # type: ignore[attr-defined]
        request.navigation = SimpleLazyObject(lambda: navigation(request))  # type: ignore[attr-defined]
        with timezone.override(zone_of(request)):
            return self.get_response(request)


def zone_of(request: HttpRequest) -> tzinfo:
    """The person's own time zone, already active; without one the organisation's, so that days are said as it counts
    them."""
    organisation = getattr(request, "membership", None)
    has_own = bool(getattr(request.user, "time_zone", ""))
    return timezone.get_current_timezone() if has_own or not organisation else find_zone(organisation.time_zone)


def memberships_on_host(request: HttpRequest) -> list[Membership]:
    """The person's memberships valid here: of partners on the main host, of the cloud's customers on its own."""
    user, cloud = cast(User, request.user), request.cloud  # type: ignore[attr-defined]
    if cloud is None:
        found = only_served(with_everything(TenantDomain.Owner.PARTNER).filter(user=user), cloud="partner__cloud")
    else:
        found = with_everything(TenantDomain.Owner.CUSTOMER).filter(user=user, customer__cloud=cloud)
    memberships = list(found)
    for membership in memberships:
        membership.user = user
    return memberships


def current(memberships: list[Membership], chosen: str | None) -> Membership | None:
    """The membership chosen in the session if it still stands, else the first; marks it for the switcher."""
    found = next((entry for entry in memberships if str(entry.public_id) == chosen), None)
    found = found or (memberships[0] if memberships else None)
    for entry in memberships:
        entry.is_current = entry is found  # type: ignore[union-attr]
    return found
