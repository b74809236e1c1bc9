"""Who acts on partners' affairs: a colleague of a partner, an operator, or a job; and the locks they wait for."""

from typing import Any

from partnercenter.accounts.models import User
from partnercenter.audit.log import Recorded, record
from partnercenter.audit.models import AuditEvent
from partnercenter.pages.busy import wait_at_most
from partnercenter.partners.models import Partner, PartnerMembership, Partnership, PartnershipRequest

Actor = PartnerMembership | User | None  # None is a job


def user_of(by: Actor) -> User | None:
    """The person behind the actor."""
    return by.user if isinstance(by, PartnerMembership) else by


def side_of(by: Actor) -> str:
    """On which side of the portal the actor stands; an addressee without a membership stands on the partners'."""
    if by is None:
        return AuditEvent.Side.SYSTEM
    is_operator = isinstance(by, User) and by.is_staff
    return AuditEvent.Side.OPERATOR if is_operator else AuditEvent.Side.PARTNER


def log(action: str, about: Recorded, by: Actor, *, partner: Partner, **details: Any) -> None:
    """An event under the cloud of `partner`, the one whose log it belongs to."""
    record(
        action,
        about=about,
        by=user_of(by),
        side=side_of(by),
        cloud_code=partner.cloud.code,
        partner_id=partner.public_id,
        details=details,
    )


def lock_partnership(partnership: Partnership) -> Partnership:
    """The partnership, locked and read afresh. Call inside a transaction."""
    wait_at_most()
    locked = Partnership.objects.select_for_update(of=("self",))
    return locked.select_related("provider__cloud", "reseller__cloud").get(pk=partnership.pk)


def lock_request(request: PartnershipRequest) -> PartnershipRequest:
    """The request, locked and read afresh. Call inside a transaction."""
    wait_at_most()
    locked = PartnershipRequest.objects.select_for_update(of=("self",))
    return locked.select_related("cloud", "provider__cloud", "owner__user").get(pk=request.pk)


def lock_partners(*partners: Partner) -> dict[int, Partner]:
    """Those partners by key, locked against suspension and other changes until the transaction ends."""
    wait_at_most()
    locked = Partner.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=[each.pk for each in partners])
    return {each.pk: each for each in locked.select_related("cloud", "market_group").order_by("pk")}
