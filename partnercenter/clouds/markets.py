"""Where a country lies on a day: its sales region, and the lists of countries that clouds limit themselves to (§3).

Rows are dated; the newest one that is valid on the day counts. Everything here is about a registered country, as a
two-letter code; never about an address or an IP.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from partnercenter.canonical.names import sort_key
from partnercenter.clouds.models import Market, MarketGroup
from partnercenter.pages.sentences import listed

SALES_REGION, CLOUD_LIST = MarketGroup.Kind.SALES_REGION, MarketGroup.Kind.CLOUD_LIST


def group_of(country: str, on: date) -> MarketGroup | None:
    """The sales region of `country` on a day; None where it lies in none (R-40), or no row knows it."""
    newest = rows_of(country, on).select_related("group").first()
    return newest.group if newest else None


def rows_of(country: str, on: date) -> QuerySet[Market]:
    """The rows of a country's sales region that are valid on a day, the one that counts first."""
    rows = Market.objects.filter(iso2=country, kind=SALES_REGION, valid_from__lte=on)
    return rows.order_by("-valid_from", "-id")


def is_in_list(group: MarketGroup, country: str, on: date) -> bool:
    """Whether a cloud's list holds `country` on a day. A later row without a list takes the country out again."""
    rows = Market.objects.filter(iso2=country, kind=CLOUD_LIST, valid_from__lte=on)
    in_or_out = rows.filter(Q(group=group) | Q(group=None))
    newest = in_or_out.order_by("-valid_from", F("group").asc(nulls_last=True)).first()
    return newest is not None and newest.group_id == group.pk


def country_name(iso2: str) -> str:
    """The name of a country in the reader's language; its code where no row knows it."""
    return country_names([iso2]).get(iso2, iso2)


def country_names(codes: Iterable[str] | None = None) -> dict[str, str]:
    """Names by code, in the reader's language: of `codes`, or of every country that has a row."""
    rows = Market.objects.filter(kind=SALES_REGION)
    rows = rows if codes is None else rows.filter(iso2__in=list(codes))
    return joined_names(newest_names(rows.order_by("valid_from", "id")))


def country_choices() -> list[tuple[str, str]]:
    """Every country as (code, name), in the order of the reader's language: the choices of a form."""
    return sorted(country_names().items(), key=lambda pair: sort_key(pair[1]))


def newest_names(rows: Iterable[Market]) -> dict[str, dict[str, str]]:
    """By code the names that it stands under (BQ stands under three), each in its newest wording."""
    names: dict[str, dict[str, str]] = {}
    for row in rows:
        names.setdefault(row.iso2, {})[row.name_en] = row.name
    return names


def joined_names(names: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """One line for each code: a form's choice cannot hold the same code three times."""
    return {iso2: listed(dict.fromkeys(found.values())) for iso2, found in names.items()}


def today() -> date:
    """The day by which a market is judged: UTC, the same for everybody."""
    return timezone.now().date()
