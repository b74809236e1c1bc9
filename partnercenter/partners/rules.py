"""Whether a partner may serve a customer at all: sales region, cloud, standing. Pure but for dated market rows."""

from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from partnercenter.clouds.markets import country_name, group_of, is_in_list
from partnercenter.clouds.models import CloudRegion, MarketGroup
from partnercenter.partners.models import Partner


def check_market(partner: Partner, country: str, on: date) -> None:
    """Refuse a registered country outside the partner's own sales region (decisions §3, R-40).

    Codes `market_no_group` (the country lies in no region) and `market_other_group`.
    """
    check_region(partner, country, group_of(country, on))


def check_region(partner: Partner, country: str, group: MarketGroup | None) -> None:
    """`check_market` for a country whose sales region was looked up already, for several partners at once."""
    if group is None:
        raise ValidationError(
            _(
                "Nobody can sell in %(country)s: it lies in no sales region. Choose a customer that is "
                "registered in %(region)s, the sales region of %(partner)s."
            ),
            code="market_no_group",
            params=market_words(partner, country),
        )
    if group.pk != partner.market_group_id:
        raise ValidationError(
            _(
                "%(partner)s cannot sell in %(country)s. A partner may serve only organisations registered in its "
                "own sales region: that of %(partner)s is %(region)s, and %(country)s lies in %(other)s. Choose a "
                "customer that is registered in %(region)s."
            ),
            code="market_other_group",
            params=market_words(partner, country) | {"other": group.name},
        )


def market_words(partner: Partner, country: str) -> dict[str, str]:
    """The names that the refusals of a market are made of."""
    return {
        "partner": partner.legal_name,
        "country": country_name(country),
        "region": partner.market_group.name,
    }


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
