"""Where a country lies on a day: its sales region, and the lists of countries that clouds limit themselves to (§3).

Rows are dated; the newest one that is valid on the day counts. Everything here is about a registered country, as a
two-letter code; never about an address or an IP.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from partnercenter.canonical.names import sort_key
from partnercenter.clouds.models import Market, MarketGroup
from partnercenter.pages.sentences import listed

SALES_REGION, CLOUD_LIST = MarketGroup.Kind.SALES_REGION, MarketGroup.Kind.CLOUD_LIST


@dataclass(frozen=True)
class Regions:
    """The sales regions of some countries on a day, the keys of those that each has ever lain in, and their names."""

    now: Mapping[str, MarketGroup | None]
    ever: Mapping[str, frozenset[int]]
    names: Mapping[str, str]

    def of(self, country: str) -> MarketGroup | None:
        """The region of a country; None where it lies in none, or nobody asked for it."""
        return self.now.get(country)

    def name(self, country: str) -> str:
        """What a country is called in the reader's language; its code where no row knows it."""
        return self.names.get(country, country)

    def has_lain_in(self, country: str, group_id: int) -> bool:
        """Whether a country has ever lain in a group: who stands in it stands there with the country."""
        return group_id in self.ever.get(country, ())


def regions_of(countries: Iterable[str], on: date) -> Regions:
    """Where countries lie on a day: one query, however many they are."""
    rows = Market.objects.filter(iso2__in=set(countries), kind=SALES_REGION, valid_from__lte=on)
    found = list(rows.select_related("group").order_by("valid_from", "id"))
    ever: defaultdict[str, set[int]] = defaultdict(set)
    for row in found:
        if row.group_id:
            ever[row.iso2].add(row.group_id)
    now = {row.iso2: row.group for row in found}
    names = joined_names(newest_names(found))
    return Regions(now, {country: frozenset(groups) for country, groups in ever.items()}, names)


def group_of(country: str, on: date) -> MarketGroup | None:
    """The sales region of `country` on a day; None where it lies in none (R-40), or no row knows it."""
    newest = rows_of(country, on).select_related("group").first()
    return newest.group if newest else None


def rows_of(country: str, on: date) -> QuerySet[Market]:
    """The rows of a country's sales region that are valid on a day, the one that counts first."""
    rows = Market.objects.filter(iso2=country, kind=SALES_REGION, valid_from__lte=on)
    return rows.order_by("-valid_from", "-id")


def is_in_list(group: MarketGroup, country: str, on: date) -> bool:
    """Whether a cloud's list holds `country` on a day: it has entered, and not left since."""
    newest = rows_of_list(group, on).filter(iso2=country).order_by("-valid_from", "-id").first()
    return newest is not None and not newest.leaves


def countries_in_list(group: MarketGroup, on: date) -> set[str]:
    """The countries that a cloud's list holds on a day."""
    leaves = dict(rows_of_list(group, on).order_by("valid_from", "id").values_list("iso2", "leaves"))
    return {country for country, has_left in leaves.items() if not has_left}


def countries_in(group: MarketGroup, on: date) -> set[str]:
    """The countries of a sales region or of a cloud's list on a day."""
    if not group.pk:
        return set()
    if group.kind == CLOUD_LIST:
        return countries_in_list(group, on)
    rows = Market.objects.filter(kind=SALES_REGION, valid_from__lte=on).order_by("valid_from", "id")
    newest = dict(rows.values_list("iso2", "group"))
    return {country for country, found in newest.items() if found == group.pk}


def country_rows(country: str) -> list[Market]:
    """One row for each name that a country stands under (BQ has three), the newest."""
    rows = Market.objects.filter(iso2=country, kind=SALES_REGION).order_by("valid_from", "id")
    return list({row.name_en: row for row in rows}.values())


def rows_of_list(group: MarketGroup, on: date) -> QuerySet[Market]:
    """What has happened to a cloud's list until a day."""
    return Market.objects.filter(group=group, kind=CLOUD_LIST, valid_from__lte=on)


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
