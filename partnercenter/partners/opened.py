"""The link of a partnership request that a browser carries, as the pages behind it and the sign-in find it (D5, D6)."""

from django.http import HttpRequest, HttpResponseBase
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.opened import OpenedPage, describes_opened_link
from partnercenter.links.carrier import read_carrier, set_carrier
from partnercenter.partners.addresses import PURPOSE
from partnercenter.partners.models import PartnershipLink
from partnercenter.partners.partnership_queries import find_opened


def opened_link(request: HttpRequest) -> PartnershipLink | None:
    """The link that the browser carries; None on other hosts, and where it carries none."""
    if getattr(request, "cloud", None) is not None:
        return None
    carried = read_carrier(request, purpose=PURPOSE)
    return find_opened(carried) if carried else None


def carry(response: HttpResponseBase, link: PartnershipLink) -> None:
    """Let the browser carry it on, for 30 minutes from this page."""
    set_carrier(response, purpose=PURPOSE, subject=link.request.public_id, generation=link.generation)


@describes_opened_link
def describe(request: HttpRequest) -> OpenedPage | None:
    """What the sign-in pages say of the opened link: who asks, never whom; nothing of a dead one."""
    link = opened_link(request)
    if link is None or not link.request.is_open:
        return None
    title = _("%(partner)s asks for a partnership") % {"partner": link.request.provider.legal_name}
    return OpenedPage(url=reverse("asked_partnership"), title=title)
