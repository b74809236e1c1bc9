"""Who among a partner's staff may do what: the one table of decisions §9. Decorators, forms and templates read it."""

from collections.abc import Iterable, Mapping
from enum import StrEnum

from django.utils.translation import gettext as _

from partnercenter.pages.sentences import listed
from partnercenter.partners.models import PartnerMembership, PartnerRole, Partnership, PartnershipRequest


class Allowed(StrEnum):
    """How far a role may go; `OWN` reaches only what the person made, `DRAFT` needs an admin agent's release."""

    YES = "yes"
    OWN = "own"
    DRAFT = "draft"
    BASIC = "basic"  # users of a customer: read, block, reset
    NO = "no"


class Capability(StrEnum):
    """An action of the table; the words are the table's."""

    SEE_CUSTOMERS = "see_customers"
    REQUEST_WITHOUT_RIGHTS = "request_without_rights"
    REQUEST_WITH_RIGHTS = "request_with_rights"
    CONTROL_REQUESTS = "control_requests"  # cancel, resend, new link
    ORDER = "order"
    CUSTOMER_USERS = "customer_users"
    SERVICE_REQUESTS = "service_requests"
    ATTEST_AGREEMENT = "attest_agreement"
    END_RELATIONSHIP = "end_relationship"
    REQUEST_PARTNERSHIP = "request_partnership"
    ACCEPT_PARTNERSHIP = "accept_partnership"
    SETTINGS = "settings"  # team, templates, settings
    SEE_LOG = "see_log"  # activity log, exports


_ADMIN, _SALES, _HELPDESK, _GLOBAL, _VIEWER = PartnerRole
_C, _Y = Capability, Allowed.YES

ACCESS: Mapping[Capability, Mapping[PartnerRole, Allowed]] = {
    _C.SEE_CUSTOMERS: dict.fromkeys(PartnerRole, _Y),
    _C.REQUEST_WITHOUT_RIGHTS: {_ADMIN: _Y, _SALES: _Y, _GLOBAL: _Y},
    _C.REQUEST_WITH_RIGHTS: {_ADMIN: _Y, _SALES: Allowed.DRAFT},
    _C.CONTROL_REQUESTS: {_ADMIN: _Y, _SALES: Allowed.OWN, _GLOBAL: _Y},
    _C.ORDER: {_ADMIN: _Y, _SALES: _Y},
    _C.CUSTOMER_USERS: {_ADMIN: _Y, _HELPDESK: Allowed.BASIC},
    _C.SERVICE_REQUESTS: {_ADMIN: _Y, _HELPDESK: _Y},
    _C.ATTEST_AGREEMENT: {_ADMIN: _Y, _SALES: _Y},
    _C.END_RELATIONSHIP: {_ADMIN: _Y, _GLOBAL: _Y},
    _C.REQUEST_PARTNERSHIP: {_ADMIN: _Y, _SALES: _Y, _GLOBAL: _Y},
    _C.ACCEPT_PARTNERSHIP: {_GLOBAL: _Y},
    _C.SETTINGS: {_GLOBAL: _Y},
    _C.SEE_LOG: {_ADMIN: _Y, _GLOBAL: _Y},
}
_FURTHEST_FIRST = (Allowed.YES, Allowed.DRAFT, Allowed.OWN, Allowed.BASIC)


def allowed(roles: Iterable[str], capability: Capability) -> Allowed:
    """The furthest that any of `roles` goes for `capability`; `Allowed.NO` where none reaches it."""
    answers = {ACCESS[capability].get(PartnerRole(role), Allowed.NO) for role in roles}
    return next((answer for answer in _FURTHEST_FIRST if answer in answers), Allowed.NO)


def may_request(roles: Iterable[str]) -> bool:
    """Whether `roles` may ask customers for anything at all, with rights or without."""
    asking = (Capability.REQUEST_WITHOUT_RIGHTS, Capability.REQUEST_WITH_RIGHTS)
    return any(allowed(roles, capability) is not Allowed.NO for capability in asking)


def why_not(roles: Iterable[str], capability: Capability) -> str:
    """Why `roles` do not reach `capability` at all, naming those that do; empty where they reach it."""
    if allowed(roles, capability) is not Allowed.NO:
        return ""
    return _("Your roles do not allow this. It needs one of these roles: %(roles)s.") % {
        "roles": roles_that_may(capability)
    }


def roles_that_may(capability: Capability) -> str:
    """The names of the roles that reach this line of the table, in its order."""
    return listed(role.label for role in PartnerRole if ACCESS[capability].get(role, Allowed.NO) is not Allowed.NO)


def may_control(by: PartnerMembership, request: PartnershipRequest) -> bool:
    """Resend, new link, withdraw, see the link: of the provider's requests, a sales agent's of her own ones."""
    return not why_not_control(by, request)


def why_not_control(by: PartnerMembership, request: PartnershipRequest) -> str:
    """Why the buttons of a partnership request are closed to the colleague; empty where they are open."""
    answer = allowed(by.roles, Capability.CONTROL_REQUESTS)
    if by.left_at or by.partner_id != request.provider_id:
        return _("Only the partner that asks can change a request.")
    if answer is Allowed.OWN and request.owner_id != by.pk:
        return _("A sales agent can change only requests of her or his own. Ask the owner or an admin agent.")
    return why_not(by.roles, Capability.CONTROL_REQUESTS)


def may_readdress(by: PartnerMembership, request: PartnershipRequest) -> bool:
    """Ask somebody else instead, which is asking anew."""
    return may_control(by, request) and allowed(by.roles, Capability.REQUEST_PARTNERSHIP) is not Allowed.NO


def why_not_end(by: PartnerMembership, partnership: Partnership) -> str:
    """Why the colleague cannot end a partnership; empty where she can.

    The provider's admin agents and global admins end it as they end a relationship, the reseller's global admin as
    she accepts one (decisions §7, §9).
    """
    side = partnership.side_of(by.partner)
    if by.left_at or side == Partnership.Side.OPERATOR:
        return _("Only one of the two partners can end their partnership.")
    is_provider = side == Partnership.Side.PROVIDER
    return why_not(by.roles, Capability.END_RELATIONSHIP if is_provider else Capability.ACCEPT_PARTNERSHIP)
