"""How many customers a list has: in words on a page, exactly for a file."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from customers.relationships.listing import Narrowing, labelled, narrowed
from customers.relationships.models import PartnerCustomer
from partnercenter.pages.keyset import KeysetPage
from partnercenter.partners.models import Partner

COUNT_LIMIT = 1000  # counting goes no further on a page: "more than 1,000" says enough
LONG = 5000  # rows from which a file takes so long that its progress is shown


@dataclass(frozen=True)
class Count:
    """A number of rows, or more than `COUNT_LIMIT` of them."""

    number: int
    is_capped: bool = False

    @property
    def words(self) -> str:
        """The number as people write it: 1,000."""
        return f"{self.number:,}"


def count_customers(partner: Partner, narrowing: Narrowing, page: KeysetPage[PartnerCustomer]) -> Count:
    """How many rows match; without a query where the page holds them all, and never past `COUNT_LIMIT`."""
    if not page.next_cursor and not page.previous_cursor:
        return Count(len(page.rows))
    found = slimmest(partner, narrowing)[: COUNT_LIMIT + 1].count()
    return Count(min(found, COUNT_LIMIT), is_capped=found > COUNT_LIMIT)


def count_all(partner: Partner, narrowing: Narrowing) -> int:
    """How many rows match, however many: for a file alone, which reads them all anyway."""
    return slimmest(partner, narrowing).count()


def is_long(partner: Partner, narrowing: Narrowing) -> bool:
    """Whether more than `LONG` rows match."""
    return slimmest(partner, narrowing)[: LONG + 1].count() > LONG


def slimmest(partner: Partner, narrowing: Narrowing) -> QuerySet[Any]:
    """The rows in no order, by the index that finds them."""
    is_by_label = bool(narrowing.labels) and not narrowing.is_searching
    rows: QuerySet[Any] = labelled(partner, narrowing) if is_by_label else narrowed(partner, narrowing)
    return rows.order_by()
