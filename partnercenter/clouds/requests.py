"""What the portal's middlewares put on a request, for the types of views."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.http import HttpRequest
from django.middleware.csrf import rotate_token

from partnercenter.clouds.models import CloudRegion

if TYPE_CHECKING:
    from partnercenter.accounts.models import User

CHOSEN_MEMBERSHIP = "membership"  # session key: public id of the membership chosen in the portal's switcher


class PortalRequest(HttpRequest):
    """A signed-in person's request on either kind of host; `cloud` is None on the main host."""

    cloud: CloudRegion | None
    user: "User"


class AcceptanceRequest(HttpRequest):
    """A signed-in person's request on the acceptance host of `cloud`."""

    cloud: CloudRegion
    user: "User"


def act_as(request: HttpRequest, membership_id: UUID | str) -> None:
    """Choose for which organisation the person acts here from now on.

    Forms that stand open in other tabs were begun for another one: their token fits no more, so that none of them
    asks, invites or orders in the wrong name.
    """
    if request.session.get(CHOSEN_MEMBERSHIP) != str(membership_id):
        rotate_token(request)
    request.session[CHOSEN_MEMBERSHIP] = str(membership_id)
