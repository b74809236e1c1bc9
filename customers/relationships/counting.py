"""How many customers a list has: in words on a page, exactly for a file."""

from dataclasses import dataclass

from customers.relationships.listing import Narrowing, count_narrowed, narrowed
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
    found = count_narrowed(partner, narrowing, COUNT_LIMIT + 1)
    return Count(min(found, COUNT_LIMIT), is_capped=found > COUNT_LIMIT)


def count_all(partner: Partner, narrowing: Narrowing) -> int:
    """How many rows match, however many: for a file alone, which reads them all anyway."""
    return narrowed(partner, narrowing).count()


def is_long(partner: Partner, narrowing: Narrowing) -> bool:
    """Whether more than `LONG` rows match."""
    return count_narrowed(partner, narrowing, LONG + 1) > LONG
