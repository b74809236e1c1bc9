"""Mails about domains: to whoever administers the organisation, and to whoever claims."""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import acceptance_address
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation, admins_of, domains_page, find_owner
from partnercenter.outbox.letters import NOTICE, letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.outbox.renderers import Letter, renders

Row = TenantDomain | DomainClaim


def tell_confirmed(row: TenantDomain) -> None:
    """Queue the good news to the organisation's admins."""
    tell_owner("domain.confirmed", row, find_owner(row.owner_kind, row.owner_id))


def tell_unconfirmed(row: TenantDomain) -> None:
    """Queue what the operator took back, and why."""
    tell_owner("domain.unconfirmed", row, find_owner(row.owner_kind, row.owner_id))


def tell_disputed(claim: DomainClaim) -> None:
    """Queue a mail to the holder's admins and one to the claimant."""
    tell_owner("domain.disputed", claim, find_owner(claim.holder_kind, claim.holder_id))
    tell_claimant("domain_claim.disputed", claim)


def tell_granted(claim: DomainClaim) -> None:
    """Queue a mail to the claimant: the domain is theirs."""
    tell_claimant("domain_claim.granted", claim)


def tell_rejected(claim: DomainClaim) -> None:
    """Queue mails to the claimant and to the holder, whose domain it stays."""
    tell_claimant("domain_claim.rejected", claim)
    tell_owner("domain.kept", claim, find_owner(claim.holder_kind, claim.holder_id))


def tell_lost(claim: DomainClaim, loser: Organisation) -> None:
    """Queue a mail to the admins of the organisation that the domain no longer belongs to."""
    tell_owner("domain.lost", claim, loser)


def tell_owner(kind: str, row: Row, organisation: Organisation | None) -> None:
    if organisation:
        queue_notices(kind, row, organisation, admins_of(organisation))


def tell_claimant(kind: str, claim: DomainClaim) -> None:
    """To the person, and to the admins of the organisation that claims."""
    organisation = find_owner(claim.claimant_kind, claim.claimant_id)
    people = {claim.claimed_by, *(admins_of(organisation) if organisation else ())}
    queue_notices(kind, claim, organisation, sorted(people, key=lambda user: user.pk))


def queue_notices(kind: str, row: Row, organisation: Organisation | None, people: Iterable[User]) -> None:
    own_page = domains_page(organisation) if organisation else None
    address = own_page or acceptance_address(row.cloud, "domain_claim", public_id=row.public_id)
    said = {"domain": row.domain, "reason": row.reason, "address": address}
    named = {f"{organisation.kind}_id": organisation.public_id} if organisation else {}
    for user in people:
        language = user.locale or (organisation.language if organisation else "en")
        queue_email(
            kind,
            to=Recipient(user.email, user.display_name, language),
            about=row,
            dedupe_key=f"{kind}:{row.public_id}:{row.challenge.hex}:{user.public_id}",
            payload=said | {"is_person": organisation is None, "is_partner": "partner_id" in named},
            concerns=Concerns(row.cloud.code, **named),
        )


Said = dict[str, Any]


def confirmed(said: Said) -> tuple[str, str]:
    words = (
        _("The customers that you ask see it as verified.")
        if said["is_partner"]
        else _("Your global administrators can now answer requests that are addressed to this domain.")
    )
    return _("%(domain)s is confirmed"), words


def unconfirmed(said: Said) -> tuple[str, str]:
    return _("%(domain)s is no longer confirmed"), _(
        "The operator took the confirmation back. A DNS record can prove the domain again: its new value is on "
        "the page Domains."
    )


def disputed(said: Said) -> tuple[str, str]:
    return _("Somebody else claims %(domain)s"), _(
        "Nothing has changed yet, and the operator decides. If the domain is yours but unconfirmed, prove it now with "
        "a DNS record."
    )


def claim_disputed(said: Said) -> tuple[str, str]:
    return _("Your claim to %(domain)s is with the operator"), _(
        "Another organisation holds the domain. The operator hears both sides and decides; you get an e-mail then."
    )


def granted(said: Said) -> tuple[str, str]:
    words = (
        _("Register your organisation now: the domain is confirmed for it at once.")
        if said["is_person"]
        else _("The domain is confirmed for your organisation.")
    )
    return _("%(domain)s is yours"), words


def rejected(said: Said) -> tuple[str, str]:
    return _("Your claim to %(domain)s was rejected"), _("The domain stays with the organisation that holds it.")


def kept(said: Said) -> tuple[str, str]:
    return _("%(domain)s stays with you"), _("The operator rejected the claim to it. You need not do anything.")


def lost(said: Said) -> tuple[str, str]:
    return _("%(domain)s now belongs to another organisation"), _(
        "It was proved for that organisation by a DNS record, or the operator decided so. Requests to addresses in it "
        "are no longer yours to answer. If that is wrong, ask the operator."
    )


OCCASIONS: dict[str, Callable[[Said], tuple[str, str]]] = {
    "domain.confirmed": confirmed,
    "domain.unconfirmed": unconfirmed,
    "domain.disputed": disputed,
    "domain.kept": kept,
    "domain.lost": lost,
    "domain_claim.disputed": claim_disputed,
    "domain_claim.granted": granted,
    "domain_claim.rejected": rejected,
}


def notice(email: OutboundEmail) -> Letter:
    """The letter of any of these kinds."""
    said = email.payload
    with override(email.language):
        subject, words = OCCASIONS[email.kind](said)
        context = {
            "subject": subject % {"domain": said["domain"]},
            "words": words,
            "rows": [(_("Reason"), said["reason"])] if said["reason"] else [],
            "address": said["address"],
            "button": _("Open Partner Center"),
        }
    return letter_of(NOTICE, context, email.language)


for kind in OCCASIONS:
    renders(kind)(notice)
