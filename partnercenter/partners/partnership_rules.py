"""Who may have a partnership, and what may be done with a request for one (R-62, R-63, R-43, decisions §4, §7)."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.canonical.emails import check_recipient_local, domain_of
from partnercenter.clouds.hosts import portal_domains
from partnercenter.clouds.markets import Regions, regions_of, today
from partnercenter.clouds.models import IndirectModel
from partnercenter.partners.models import Partner, PartnershipRequest
from partnercenter.partners.models.requests import LONGEST_LIFE, SHORTEST_LIFE
from partnercenter.partners.rules import check_available, region_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words

Status = PartnershipRequest.Status
PAIR_WORDS: dict[str, "Words"] = {
    "same": _("A partner cannot have a partnership with itself."),
    "no_provider": _("%(provider)s is not an indirect provider."),
    "no_reseller": _("%(reseller)s is not an indirect reseller."),
    "other_cloud": _("Provider and reseller have to be in the same cloud and sales region."),
    "no_indirect_model": _("%(cloud)s has no indirect model, so there are no partnerships."),
    "other_region": _("Provider and reseller have to be in the same cloud and sales region."),
    "provider_away": _("%(provider)s is suspended or has no partner agreement on record. Settle that first."),
    "reseller_away": _("%(reseller)s is suspended or has no partner agreement on record. Settle that first."),
    "in_force": _("%(provider)s and %(reseller)s have a partnership in force already."),
}


def pair_problem(provider: Partner, reseller: Partner, regions: Regions) -> str:
    """The code of the first thing that keeps two partners from working together; empty where nothing does.

    `regions` knows both registered countries today. In force already is not asked here: that takes a query.
    """
    problems = {
        "same": provider.pk == reseller.pk,
        "no_provider": not provider.is_provider,
        "other_cloud": provider.cloud_id != reseller.cloud_id,
        "no_reseller": not reseller.is_reseller,
        "no_indirect_model": provider.cloud.indirect_model == IndirectModel.NONE,
        "other_region": is_elsewhere(provider, reseller, regions),
        "provider_away": not is_available(provider),
        "reseller_away": not is_available(reseller),
    }
    return next((code for code, is_so in problems.items() if is_so), "")


def is_elsewhere(provider: Partner, reseller: Partner, regions: Regions) -> bool:
    """Whether the two sell in different regions, or one of them in none (R-43)."""
    theirs = region_of(provider, regions)
    return theirs is None or theirs != region_of(reseller, regions)


def is_available(partner: Partner) -> bool:
    """Whether the partner may enter into anything new: active, its programme agreement on record (R-63)."""
    return not partner.is_suspended and bool(partner.programme_agreement_version)


def regions_of_pair(provider: Partner, reseller: Partner) -> Regions:
    """Where the registered countries of both lie today."""
    return regions_of([provider.country, reseller.country], today())


def check_pair(provider: Partner, reseller: Partner, *, in_force: bool) -> None:
    """The two may have a partnership, and have none yet. Codes: the keys of `PAIR_WORDS`."""
    code = pair_problem(provider, reseller, regions_of_pair(provider, reseller)) or ("in_force" if in_force else "")
    if code:
        names = {"provider": provider.legal_name, "reseller": reseller.legal_name, "cloud": provider.cloud.name}
        raise ValidationError(PAIR_WORDS[code], code=code, params=names)


def check_may_ask(partner: Partner) -> None:
    """An active indirect provider in a cloud with the indirect model may ask.

    Codes `no_provider`, `no_indirect_model`, `partner_suspended`, `programme_agreement`.
    """
    names = {"provider": partner.legal_name, "cloud": partner.cloud.name}
    if not partner.is_provider:
        raise ValidationError(PAIR_WORDS["no_provider"], code="no_provider", params=names)
    if partner.cloud.indirect_model == IndirectModel.NONE:
        raise ValidationError(PAIR_WORDS["no_indirect_model"], code="no_indirect_model", params=names)
    check_available(partner)


def check_life(life_days: int) -> None:
    """A link lives 1 to 90 days (decisions §4). Code `life_days`."""
    if not SHORTEST_LIFE <= life_days <= LONGEST_LIFE:
        raise ValidationError(
            _("Enter a number of days from %(least)d to %(most)d."),
            code="life_days",
            params={"least": SHORTEST_LIFE, "most": LONGEST_LIFE},
        )


def check_recipient(email: str, *, own_domains: Iterable[str]) -> None:
    """Nobody of the provider's own, and nobody of the portal's. Codes `own_domain`, `portal_domain` …"""
    check_recipient_local(email, portal_domains=portal_domains())
    domain = domain_of(email)
    if any(f".{domain}".endswith(f".{own}") for own in own_domains):
        raise ValidationError(
            _("This address belongs to your own company. Enter an address of the indirect reseller."),
            code="own_domain",
        )


def check_not_ended(request: PartnershipRequest) -> None:
    """The request has not come to its end. Code `ended`."""
    if request.status in PartnershipRequest.TERMINAL:
        raise ValidationError(
            _("This request has ended (%(status)s) and cannot be changed. Make a new one to ask again."),
            code="ended",
            params={"status": request.get_status_display()},
        )


def check_open(request: PartnershipRequest, now: datetime) -> None:
    """The request still waits for an answer. Codes `ended`, `expired`."""
    check_not_ended(request)
    if request.expires_at <= now:
        raise ValidationError(
            _("The link of this request has expired. Make a new request to ask again."), code="expired"
        )


def check_addressed(request: PartnershipRequest) -> None:
    """A mail needs somebody to go to. Code `no_recipient`."""
    if not request.is_addressed:
        raise ValidationError(
            _(
                "This request has no recipient, so the portal cannot send it. Copy the text or open it in your mail "
                "app."
            ),
            code="no_recipient",
        )


def why_dead(*, status: str, is_past: bool, is_replaced: bool) -> str:
    """Why a link of ours lives no more: used, cancelled, expired, replaced; empty while it lives."""
    dead = {Status.ACCEPTED: "used", Status.DECLINED: "used", Status.CANCELLED: "cancelled", Status.EXPIRED: "expired"}
    if status in dead:
        return dead[Status(status)]
    if is_replaced:
        return "replaced"
    return "expired" if is_past else ""
