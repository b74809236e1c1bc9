"""Why a colleague cannot change what the partner keeps about a customer; empty where she can. Pages say it."""

from django.utils.translation import gettext as _

from customers.grants.access import why_suspended
from partnercenter.partners.models import PartnerMembership, PartnerRole


def why_not_describe(by: PartnerMembership) -> str:
    """Of tags, note and owner: an admin agent (R-123) of a partner that is not suspended."""
    if PartnerRole.ADMIN_AGENT not in by.roles:
        return _("Only an admin agent can change tags, note and owner.")
    return why_suspended(by)
