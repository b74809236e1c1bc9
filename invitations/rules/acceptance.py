"""Pure checks of an answer (decisions §5). Each says what is so; `invitations.gate` walks them in order."""

from collections.abc import Iterable, Sequence

from customers.directory.models import CustomerRole
from invitations.models import Invitation
from partnercenter.canonical.emails import domain_of
from partnercenter.clouds.models import CloudRegion, IndirectModel
from partnercenter.partners.models import Capacity, Partner

DEAD_STATUSES = {
    Invitation.Status.ACCEPTED: "used",
    Invitation.Status.DECLINED: "used",
    Invitation.Status.CANCELLED: "cancelled",
    Invitation.Status.EXPIRED: "expired",
    Invitation.Status.REPLACED: "replaced",
}


def why_dead(*, status: str, is_past: bool, is_replaced: bool, is_reusable: bool = False) -> str:
    """Why a link of ours lives no more; empty while it lives. What ended the request speaks before its link."""
    if status == Invitation.Status.ACCEPTED and is_reusable:
        return "limit"
    if status in DEAD_STATUSES:
        return DEAD_STATUSES[Invitation.Status(status)]
    if is_replaced:
        return "replaced"
    return "expired" if is_past else ""


def may_answer(role: str, *, asks_rights: bool) -> bool:
    """Global admins answer everything, billing admins what asks for no admin rights (decisions §5, §9)."""
    if role == CustomerRole.GLOBAL_ADMIN:
        return True
    return role == CustomerRole.BILLING_ADMIN and not asks_rights


def is_recipient(recipient_key: str, verified_keys: Iterable[str]) -> bool:
    """Whether one of the person's verified mailboxes is the addressee's; nobody is one of an open request."""
    return bool(recipient_key) and recipient_key in set(verified_keys)


def stands_for_recipient(recipient_key: str, *, role: str, confirmed_domains: Iterable[str]) -> bool:
    """Whether a member with this role answers for the addressee's organisation: by a confirmed domain only."""
    return role == CustomerRole.GLOBAL_ADMIN and domain_of(recipient_key) in set(confirmed_domains)


def why_unavailable(parties: Sequence[Partner], *, partnership_stands: bool) -> str:
    """Why these partners take no customers now; empty when they do (K25)."""
    if any(partner.is_suspended for partner in parties):
        return "suspended"
    if not all(partner.programme_agreement_version for partner in parties):
        return "agreement"
    return "" if partnership_stands else "partnership"


def broken_cloud_rule(
    cloud: CloudRegion, *, rights: str, capacity: str, on_behalf: bool = False, has_other_partner: bool = False
) -> str:
    """Which of the cloud's present rules the request breaks; empty for none (decisions §2)."""
    if rights == Invitation.Rights.NONE and not cloud.allows_no_rights:
        return "rights_required"
    if rights == Invitation.Rights.FULL and not cloud.allows_full_rights:
        return "full_not_allowed"
    if rights == Invitation.Rights.GRANULAR and not cloud.allows_granular_rights:
        return "granular_not_allowed"
    if breaks_indirect_model(cloud.indirect_model, capacity=capacity, on_behalf=on_behalf):
        return "indirect_not_allowed"
    return "single_partner" if has_other_partner and not cloud.allows_multi_partner else ""


def breaks_indirect_model(model: str, *, capacity: str, on_behalf: bool) -> bool:
    """Whether a request through a provider is refused, or was made by the side that may not make it (R-54)."""
    is_indirect = on_behalf or capacity != Capacity.DIRECT
    if model == IndirectModel.NONE:
        return is_indirect
    return model == IndirectModel.PROVIDER_INVITES and capacity == Capacity.RESELLER and not on_behalf
