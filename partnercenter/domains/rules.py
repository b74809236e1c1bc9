"""What may be claimed, checked and changed of domains (decisions §5). Pure: rows and moments in, refusals out."""

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.canonical.domains import is_free_mail
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.models import MOVES, DomainClaim

PAUSE = timedelta(seconds=10)  # between two look-ups for one organisation
MOST_PENDING = 20
LONGEST_REASON = 300  # characters, as the column has


def check_ownable(domain: str) -> None:
    """Refuse a domain where everybody can have a mailbox. Code `free_mail`."""
    if is_free_mail(domain):
        raise ValidationError(
            _("%(domain)s hands out mailboxes to the public, so it says nothing about an organisation."),
            code="free_mail",
            params={"domain": domain},
        )


def check_room(pending: int) -> None:
    """Refuse one more claim than an organisation may have open at once. Code `too_many_claims`."""
    if pending >= MOST_PENDING:
        raise ValidationError(
            _("%(count)d domains wait for their record already. Prove or remove some of them first."),
            code="too_many_claims",
            params={"count": pending},
        )


def check_pause(last_checked: datetime | None, now: datetime) -> None:
    """Refuse to ask DNS again at once: a record takes minutes to be seen. Code `checked_just_now`."""
    if last_checked and now - last_checked < PAUSE:
        raise ValidationError(
            _("DNS was asked a moment ago. Wait at least %(seconds)d seconds, then check again."),
            code="checked_just_now",
            params={"seconds": PAUSE.seconds},
        )


def check_move(claim: DomainClaim, status: str) -> None:
    """Refuse a move that the table of claims does not have. Code `claim_decided`."""
    if status not in MOVES[claim.status]:
        raise ValidationError(
            _("The claim to %(domain)s is %(state)s, so this is not possible any more."),
            code="claim_decided",
            params={"domain": claim.domain, "state": claim.get_status_display()},
        )


def check_reason(reason: str) -> str:
    """An operator says why, in at most 300 characters. Codes `no_reason`, `reason_too_long`."""
    if not reason.strip():
        raise ValidationError(_("Say why; the reason is kept with the domain."), code="no_reason")
    if len(reason.strip()) > LONGEST_REASON:
        raise ValidationError(_("Give the reason in at most 300 characters."), code="reason_too_long")
    return reason.strip()


def check_removable(domain: TenantDomain) -> None:
    """Only an unconfirmed domain is removed by its owner; a confirmed one is the operator's matter. Code
    `domain_confirmed`."""
    if domain.is_confirmed:
        raise ValidationError(
            _("%(domain)s is confirmed. Ask the operator to take it away from the organisation."),
            code="domain_confirmed",
            params={"domain": domain.domain},
        )


def check_may_be_primary(domain: TenantDomain) -> None:
    """Only a confirmed domain stands for the organisation beside its name. Code `domain_unconfirmed`."""
    if not domain.is_confirmed:
        raise ValidationError(
            _("%(domain)s is unconfirmed. Prove it first, then make it the primary domain."),
            code="domain_unconfirmed",
            params={"domain": domain.domain},
        )


def check_disputable(holder: TenantDomain | None, *, is_member: bool) -> None:
    """A dispute needs somebody else who holds the domain. Codes `nobody_holds_it`, `own_organisation`."""
    if holder is None:
        raise ValidationError(
            _("Nobody has registered this domain: register your organisation."), code="nobody_holds_it"
        )
    if is_member:
        raise ValidationError(_("The domain belongs to your own organisation."), code="own_organisation")


def check_unconfirmable(domain: TenantDomain) -> None:
    """There must be a confirmation to take back. Code `domain_unconfirmed`."""
    if not domain.is_confirmed:
        raise ValidationError(
            _("%(domain)s is not confirmed."), code="domain_unconfirmed", params={"domain": domain.domain}
        )
