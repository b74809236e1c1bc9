"""Whether a partner can ask customers for anything now, in which capacities, and why not: asked here by every page."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.clouds.models import IndirectModel
from partnercenter.partners.access import Allowed, Capability, allowed, may_request
from partnercenter.partners.models import Capacity, Partner, PartnerMembership
from partnercenter.partners.queries import providers_of
from partnercenter.partners.rules import check_available


def capacities_of(partner: Partner) -> list[str]:
    """The capacities in which the partner may ask in its cloud (decisions §2, §7), direct first."""
    model = partner.cloud.indirect_model
    may = {
        Capacity.DIRECT: partner.is_direct,
        Capacity.PROVIDER: partner.is_provider and model != IndirectModel.NONE,
        Capacity.RESELLER: partner.is_reseller and model == IndirectModel.EITHER,
    }
    return [capacity for capacity, allowed in may.items() if allowed]


def why_no_capacity(partner: Partner) -> str:
    """Why the partner can ask in no capacity at all; empty where it can in some."""
    if capacities_of(partner):
        return ""
    if partner.cloud.indirect_model == IndirectModel.PROVIDER_INVITES:
        return _(
            "In %(cloud)s only the indirect provider can ask a customer. Ask your provider to make the request for you."
        ) % {"cloud": partner.cloud.name}
    return _("%(cloud)s has no indirect model, so only direct bill partners can make requests there.") % {
        "cloud": partner.cloud.name
    }


def why_not_available(partner: Partner) -> str:
    """Why the partner may not take on customers now; empty where it may."""
    try:
        check_available(partner)
    except ValidationError as refusal:
        return " ".join(refusal.messages)
    return ""


def why_no_provider(partner: Partner) -> str:
    """Why a partner that sells only through providers has none to ask through; one query, for such partners alone."""
    if capacities_of(partner) != [Capacity.RESELLER] or providers_of(partner).exists():
        return ""
    return _("You work with no indirect provider yet. Have one ask you for a partnership first.")


def why_not_request(membership: PartnerMembership) -> str:
    """Why this colleague can make no request at all: the partner's standing, then capacity, then the roles.

    Empty where one can. Home, lists and records show it beside a closed button, page 1 in place of its form.
    """
    partner = membership.partner
    of_partner = why_not_available(partner) or why_no_capacity(partner) or why_no_provider(partner)
    return of_partner or why_roles_refuse(membership)


def why_roles_refuse(membership: PartnerMembership) -> str:
    """Why the colleague's roles reach no request that the cloud allows."""
    if may_request(membership.roles):
        asks_rights = allowed(membership.roles, Capability.REQUEST_WITH_RIGHTS) is not Allowed.NO
        is_enough = asks_rights or membership.partner.cloud.allows_no_rights
        return "" if is_enough else _("Nothing can be asked with your roles in this cloud.")
    return _("To request a relationship, you need the role Admin agent, Sales agent or Global admin.")
