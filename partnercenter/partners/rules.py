"""Whether a partner may serve a customer at all: sales region, cloud, standing. Pure but for dated market rows."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.clouds.markets import Regions, country_name, is_in_list, regions_of
from partnercenter.clouds.models import CloudRegion, MarketGroup
from partnercenter.partners.models import Partner

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise as Words


def check_market(partner: Partner, country: str, on: date) -> None:
    """Refuse a registered country outside the partner's own sales region (decisions §3, R-40).

    Codes `partner_no_group` (the partner's own country lies in no region any more), `market_no_group` (the customer's
    lies in none) and `market_other_group`.
    """
    check_region(partner, country, regions_of([country, partner.country], on))


def check_region(partner: Partner, country: str, regions: Regions) -> None:
    """`check_market` for countries whose sales regions were looked up already, for several partners at once."""
    own, found = region_of(partner, regions), regions.of(country)
    names = {"country": regions.name(country), "home": regions.name(partner.country)}
    if own is None:
        raise outside_region(UNPLACED, "partner_no_group", partner, names)
    if found is None:
        raise outside_region(UNSERVED, "market_no_group", partner, names, region=own.name)
    if found != own:
        raise outside_region(ELSEWHERE, "market_other_group", partner, names, region=own.name, other=found.name)


def region_of(partner: Partner, regions: Regions) -> MarketGroup | None:
    """The sales region that counts for a partner: it moves with its country, unless an operator chose another one."""
    if regions.has_lain_in(partner.country, partner.market_group_id):
        return regions.of(partner.country)
    return partner.market_group


UNPLACED = _(
    "%(partner)s is registered in %(home)s, which lies in no sales region at present, so it cannot take on customers. "
    "Ask the operator."
)
UNSERVED = _(
    "Nobody can sell in %(country)s: it lies in no sales region. %(partner)s is registered in %(home)s. Choose a "
    "customer that is registered in its sales region, %(region)s."
)
ELSEWHERE = _(
    "%(partner)s cannot sell in %(country)s. A partner may serve only organisations registered in its own sales "
    "region: %(partner)s is registered in %(home)s and sells in %(region)s, and %(country)s lies in %(other)s. Choose "
    "a customer that is registered in %(region)s."
)


def outside_region(
    words: "Words", code: str, partner: Partner, names: dict[str, str], **regions: str
) -> ValidationError:
    """The refusal of a market, with the names of the registered countries of both (decisions §3)."""
    return ValidationError(words, code=code, params={"partner": partner.legal_name} | names | regions)


def check_cloud_country(cloud: CloudRegion, country: str, on: date) -> None:
    """Refuse a registered country that the cloud does not serve (decisions §2, §3). Code `cloud_country`."""
    countries = cloud.country_list
    if countries is None or is_in_list(countries, country, on):
        return
    raise ValidationError(
        _(
            "%(cloud)s does not serve organisations registered in %(country)s. Its countries are those of the "
            "list %(list)s. Choose a customer that is registered there, or ask for a request in another cloud."
        ),
        code="cloud_country",
        params={"cloud": cloud.name, "country": country_name(country), "list": countries.name},
    )


def check_available(partner: Partner) -> None:
    """Refuse a partner that may not take on customers now: suspended, or without its partner agreement.

    Codes `partner_suspended`, `programme_agreement`.
    """
    if partner.is_suspended:
        raise ValidationError(
            _(
                "%(partner)s is suspended and cannot make requests. What exists can still be read. Ask the operator "
                "what has to be settled."
            ),
            code="partner_suspended",
            params={"partner": partner.legal_name},
        )
    if not partner.programme_agreement_version:
        raise ValidationError(
            _(
                "%(partner)s has no partner agreement on record, so it cannot make requests. Ask the operator to "
                "record it."
            ),
            code="programme_agreement",
            params={"partner": partner.legal_name},
        )
