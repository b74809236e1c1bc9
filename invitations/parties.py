"""Which partners a request is about: who sells, through whom, and who would hold the rights (decisions §4, §5)."""

from dataclasses import dataclass

from invitations.models import Invitation
from partnercenter.partners.models import Capacity, Partner


@dataclass(frozen=True)
class Side:
    """One relationship that an acceptance makes."""

    partner: Partner
    capacity: str
    provider: Partner | None = None


def reseller_of(invitation: Invitation) -> Partner:
    """The partner that would serve the customer: the one the request was made for, else the asking one."""
    return invitation.on_behalf_of or invitation.partner


def provider_of(invitation: Invitation) -> Partner | None:
    """The provider behind the reseller; the asking partner where it asks on a reseller's behalf."""
    return invitation.partner if invitation.on_behalf_of else invitation.provider


def relationships_asked(invitation: Invitation) -> tuple[Side, ...]:
    """The relationships that an acceptance makes, the reseller's first; none for rights alone."""
    if not invitation.with_relationship:
        return ()
    provider = provider_of(invitation)
    if provider is None:
        return (Side(invitation.partner, invitation.capacity),)
    reseller = Side(reseller_of(invitation), Capacity.RESELLER, provider)
    return reseller, Side(provider, Capacity.PROVIDER)


def rights_holder(invitation: Invitation) -> Partner:
    """Who gets the rights: whom the request says, else the reseller, else the asking partner."""
    if invitation.rights_holder_id == invitation.partner_id:  # the one that is at hand: no query for the same row
        return invitation.partner
    if invitation.rights_holder_id == invitation.on_behalf_of_id:
        return reseller_of(invitation)
    return invitation.rights_holder or reseller_of(invitation)


def partnership_of(invitation: Invitation) -> tuple[Partner, Partner] | None:
    """Provider and reseller of an indirect request; None for a direct one."""
    provider = provider_of(invitation)
    return (provider, reseller_of(invitation)) if provider else None


def all_partners(invitation: Invitation) -> list[Partner]:
    """Every partner that the request names, once each, the asking one first."""
    named = (invitation.partner, invitation.on_behalf_of, invitation.provider, rights_holder(invitation))
    return list({partner.pk: partner for partner in named if partner}.values())
