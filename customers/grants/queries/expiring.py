"""The tiles of the *Expiring* page: how many rights end when. Each is a filter of the list below them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.db.models import QuerySet
from django.db.models.functions import Now

from customers.grants.models import DelegatedAdminGrant
from customers.grants.queries.listing import Box, lately_expired, of_granular
from partnercenter.partners.models import Partner

COUNT_LIMIT = 1000  # counting goes no further: "more than 1,000" says enough


class Tile(StrEnum):
    """Ends within so many days, later, or has expired within a year."""

    DAYS_30 = "30"
    DAYS_7 = "7"
    DAYS_1 = "1"
    LATER = "later"
    EXPIRED = "expired"


WITHIN = {Tile.DAYS_30: 30, Tile.DAYS_7: 7, Tile.DAYS_1: 1}
PARTS = (Tile.DAYS_30, Tile.LATER, Tile.EXPIRED)  # together they are all; 7 and 1 lie within 30


@dataclass(frozen=True)
class Counted:
    """A tile with its number, capped, and its share of all; None where a capped number leaves it unknown."""

    tile: Tile
    number: int
    percent: int | None

    @property
    def is_capped(self) -> bool:
        return self.number > COUNT_LIMIT

    @property
    def words(self) -> str:
        """The number as people write it: 1,000."""
        return f"{min(self.number, COUNT_LIMIT):,}"


def rows_of(partner: Partner, tile: Tile) -> QuerySet[DelegatedAdminGrant]:
    """The rights that a tile counts. An end is the midnight after the last day, so a day's rights end a day later."""
    if tile is Tile.EXPIRED:
        return lately_expired(partner)
    if tile is Tile.LATER:
        return of_granular(partner).filter(ends_at__gt=Now() + timedelta(days=WITHIN[Tile.DAYS_30] + 1))
    return of_granular(partner).filter(ends_at__lte=Now() + timedelta(days=WITHIN[tile] + 1))


def box_of(tile: Tile) -> Box:
    """Whose order the list of a tile has."""
    return Box.ENDED if tile is Tile.EXPIRED else Box.IN_FORCE


def count_tiles(partner: Partner) -> list[Counted]:
    """All tiles; a query each, none of which counts past the limit."""
    numbers = {tile: rows_of(partner, tile).order_by()[: COUNT_LIMIT + 1].count() for tile in Tile}
    return [Counted(tile, number, percent_of(number, numbers)) for tile, number in numbers.items()]


def percent_of(number: int, numbers: Mapping[Tile, int]) -> int | None:
    """The share of all granular rights, those in force and those lately expired; 0 of none."""
    parts = [numbers[tile] for tile in PARTS]
    if any(part > COUNT_LIMIT for part in parts):
        return None
    return round(100 * number / sum(parts)) if sum(parts) else 0
