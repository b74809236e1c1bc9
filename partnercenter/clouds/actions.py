"""Changing the lists of countries: rows for a day, never a change of what was in force (decisions §3)."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from partnercenter.audit.log import record
from partnercenter.audit.subjects import subject_of
from partnercenter.clouds.markets import countries_in, country_rows, today
from partnercenter.clouds.models import Market, MarketGroup
from partnercenter.clouds.rules import check_not_past
from partnercenter.pages.times import say_day

if TYPE_CHECKING:  # people are a room beside this one
    from partnercenter.accounts.models import User

Kind = MarketGroup.Kind
BY_HAND = "Entered by an operator"


@dataclass(frozen=True, kw_only=True)
class ListChange:
    """The countries that a group holds from a day on."""

    countries: frozenset[str]
    starts_on: date


@transaction.atomic
def change_list(*, group: MarketGroup, change: ListChange, by: "User") -> list[Market]:
    """Write a dated row for every country that enters or leaves; answers the rows, none where nothing changes.

    Raises `ValidationError` (`past`; `settled` for a country whose place was decided for that day already).
    """
    check_not_past(change.starts_on, today())
    MarketGroup.objects.select_for_update().get(pk=group.pk)
    rows = rows_of_change(group, change)
    for row in rows:
        row.save()
    if rows:
        log_change(group, rows, by=by)
    return rows


def rows_of_change(group: MarketGroup, change: ListChange) -> list[Market]:
    """The rows that a change needs, not saved yet: for each country that enters or leaves, one for each of its names.

    Raises `ValidationError` (`settled`).
    """
    held = countries_in(group, change.starts_on)
    moving = [(country, True) for country in sorted(change.countries - held)]
    moving += [(country, False) for country in sorted(held - change.countries)]
    return [
        take_place_of_planned(place(known, group, change.starts_on, enters=enters))
        for country, enters in moving
        for known in country_rows(country)
    ]


def place(known: Market, group: MarketGroup, day: date, *, enters: bool) -> Market:
    """The row that puts a country, as an earlier row knows it, into a group or out of it."""
    is_region = group.kind == Kind.SALES_REGION
    return Market(
        iso2=known.iso2,
        name_en=known.name_en,
        name_ja=known.name_ja,
        currency=known.currency if is_region else "",
        kind=group.kind,
        group=group if enters or not is_region else None,
        leaves=not enters and not is_region,
        valid_from=day,
        source=BY_HAND,
    )


def take_place_of_planned(row: Market) -> Market:
    """The row in the place of one that is planned for the same day; what began today or before is settled."""
    same = Market.objects.filter(iso2=row.iso2, name_en=row.name_en, kind=row.kind, valid_from=row.valid_from)
    if row.kind == Kind.CLOUD_LIST:
        same = same.filter(group_id=row.group.pk if row.group else None)
    planned = same.first()
    if planned and planned.valid_from <= today():
        raise ValidationError(
            _("The place of %(country)s on %(day)s is settled already. Choose a later day."),
            code="settled",
            params={"country": row.name, "day": say_day(row.valid_from)},
        )
    if planned:
        row.pk, row._state.adding = planned.pk, False
    return row


def last_planned_day(group: MarketGroup) -> date | None:
    """The day of the last change still to come of a cloud's list, or of the sales regions, which are one map."""
    coming = Market.objects.filter(kind=group.kind, valid_from__gt=today()).order_by("-valid_from")
    if group.kind == Kind.CLOUD_LIST:
        coming = coming.filter(group=group)
    return coming.values_list("valid_from", flat=True).first()


def log_change(group: MarketGroup, rows: list[Market], *, by: "User") -> None:
    """The operator's event, with the codes of the countries."""
    entering = {row.iso2 for row in rows if row.group_id == group.pk and not row.leaves}
    leaving = {row.iso2 for row in rows} - entering
    details = {"starts_on": rows[0].valid_from.isoformat(), "entering": sorted(entering), "leaving": sorted(leaving)}
    record("marketgroup.list_changed", about=subject_of(group), by=by, side="operator", details=details)
