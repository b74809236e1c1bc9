"""What the portal's middlewares put on a request, for the types of views."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

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
