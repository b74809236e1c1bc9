"""The organisation's *Team* pages: every member sees who acts for it, a global administrator changes that."""

from uuid import UUID

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from customers.directory.guards import CustomerRequest, customer_page
from customers.directory.models import CustomerRole
from customers.directory.ownership import as_owner
from customers.directory.queries import open_join_requests
from partnercenter.teams.views import managing


@require_safe
@customer_page()
def team(request: CustomerRequest) -> HttpResponse:
    """Members; for a global administrator also open invitations and who wants to join."""
    desk = desk_of(request)
    joining = open_join_requests(request.membership.customer) if desk.manages else ()
    return managing.list_team(request, desk, joining)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def invite_colleague(request: CustomerRequest) -> HttpResponse:
    """Invite a colleague."""
    return managing.invite(request, desk_of(request))


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def team_member(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """One member."""
    return managing.show_member(request, desk_of(request), public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@customer_page(CustomerRole.GLOBAL_ADMIN)
def remove_member(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """Remove one."""
    return managing.remove(request, desk_of(request), public_id)


@require_POST
@customer_page(CustomerRole.GLOBAL_ADMIN)
def withdraw_team_invitation(request: CustomerRequest, public_id: UUID) -> HttpResponse:
    """Take an invitation back."""
    return managing.withdraw(request, desk_of(request), public_id)


def desk_of(request: CustomerRequest) -> managing.Desk:
    own = request.membership
    return managing.Desk(
        as_owner(own.customer),
        "base/customer.html",
        own.customer.time_zone,
        own=own,
        manages=own.role == CustomerRole.GLOBAL_ADMIN,
    )
