"""Whose a service request is: the routing table (decisions §6, §7, S3)."""

from collections.abc import Collection
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from customers.services.models import ServiceRequest
from partnercenter.partners.models import Capacity, Partner

Desk, Status = ServiceRequest.Desk, ServiceRequest.Status


@dataclass(frozen=True)
class Route:
    """The desk that a service request goes to first, and whether it carries the mark "without admin rights"."""

    desk: str
    provider: Partner | None
    without_rights: bool


def route(*, capacity: str, provider: Partner | None, has_rights: bool) -> Route:
    """A reseller's goes to its provider, without the mark; a direct partner's or provider's to the operator, marked
    where it holds no rights. A suspended provider answers nobody: then the operator does."""
    if capacity == Capacity.RESELLER and provider:
        if not provider.is_suspended:
            return Route(Desk.PROVIDER, provider, without_rights=False)
        return Route(Desk.OPERATOR, None, without_rights=False)
    return Route(Desk.OPERATOR, None, without_rights=not has_rights)


def check_may_raise(partner: Partner, *, is_tied: bool) -> None:
    """Raised while the relationship, rights or anything sold live (decisions §6). Codes `partner_suspended`,
    `not_related`."""
    check_not_suspended(partner)
    if not is_tied:
        raise ValidationError(
            _(
                "Neither a relationship nor rights nor anything that you sold ties you to this customer any more. "
                "Request a reseller relationship first."
            ),
            code="not_related",
        )


def check_not_suspended(partner: Partner) -> None:
    """A suspended partner may read, not write (decisions §6). Code `partner_suspended`."""
    if partner.is_suspended:
        raise ValidationError(
            _(
                "%(partner)s is suspended: its service requests can be read, not written. Ask the operator what has "
                "to be settled."
            ),
            code="partner_suspended",
            params={"partner": partner.legal_name},
        )


def check_way(through: Partner | None, *, providers: Collection[Partner], may_go_direct: bool) -> None:
    """A reseller goes to a provider that it serves this customer through; others to the operator. Code
    `way_not_open`."""
    if through not in providers if through else not may_go_direct:
        raise ValidationError(
            _("Choose where this service request goes: a reseller's goes to its provider first."), code="way_not_open"
        )


def check_not_closed(request: ServiceRequest) -> None:
    """A closed service request stays as it is. Code `service_request_closed`."""
    if request.is_closed:
        raise ValidationError(
            _("Service request %(number)s is closed. Open it again, or raise a new one."),
            code="service_request_closed",
            params={"number": request.number},
        )


def check_may_be_reopened(request: ServiceRequest) -> None:
    """A closed one can be opened again for thirty days. Codes `service_request_open`, `reopened_too_late`."""
    if not request.is_closed:
        raise ValidationError(
            _("Service request %(number)s is open. Write a message in it."),
            code="service_request_open",
            params={"number": request.number},
        )
    if not request.may_be_reopened:
        raise ValidationError(
            _("Service request %(number)s was closed more than 30 days ago. Raise a new one."),
            code="reopened_too_late",
            params={"number": request.number},
        )


def check_desk(request: ServiceRequest, desk: str) -> None:
    """Only the desk that a service request lies with can forward it. Code `not_at_this_desk`."""
    if request.desk != desk:
        raise ValidationError(_("The service request lies with the operator already."), code="not_at_this_desk")
