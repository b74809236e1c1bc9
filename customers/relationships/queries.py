"""What the pages of a partner's customers read."""

from dataclasses import dataclass, replace

from django.db import connection
from django.db.models import QuerySet, Value
from django.db.models.functions import Concat

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.duty import Duty, duty_by
from customers.relationships.models import PartnerCustomer, PartnerCustomerQuerySet, ResellerRelationship
from partnercenter.canonical.names import bigrams, search_query, search_words
from partnercenter.clouds.markets import country_name
from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import Partner

PAGE_SIZE = 50
BY_NAME = ("sort_key", "id")
# A share of rows. Two neighbouring digits of an identifier stand in an eighth of them, and are no common words.
COMMON_FROM = 0.2
COMMON_PAIRS = """
    SELECT count(*) FROM pg_stats, unnest(most_common_elems::text::text[], most_common_elem_freqs) AS seen(pair, share)
    WHERE schemaname = current_schema() AND tablename = %s AND attname = 'search' AND pair = ANY(%s) AND share >= %s
"""
COUNT_LIMIT = 1000  # counting goes no further: "more than 1,000" says enough


@dataclass(frozen=True)
class Narrowing:
    """Search words and filters of the list; empty ones narrow nothing."""

    typed: str = ""
    state: str = ""
    rights: str = ""
    provider: Partner | None = None  # of a reseller: the customers that it serves through this provider
    reseller: Partner | None = None  # of a provider: the customers that this reseller serves through it

    @property
    def is_searching(self) -> bool:
        """Whether the typed text can find anything: two letters beside each other at least (§8)."""
        return bool(search_query(self.typed))

    @property
    def is_too_short(self) -> bool:
        """Whether something was typed that cannot be searched."""
        return bool(self.typed) and not self.is_searching

    @property
    def is_on(self) -> bool:
        """Whether anything is left out of the list."""
        return bool(self.is_searching or self.state or self.rights or self.provider or self.reseller)


@dataclass(frozen=True)
class Count:
    """A number of rows, or more than `COUNT_LIMIT` of them."""

    number: int
    is_capped: bool = False

    @property
    def words(self) -> str:
        """The number as people write it: 1,000."""
        return f"{self.number:,}"


@dataclass(frozen=True)
class Record:
    """All that a partner sees of one customer today."""

    pair: PartnerCustomer
    country: str
    agreement: AgreementAcceptance | None
    relationships: list[ResellerRelationship]
    grants: list[DelegatedAdminGrant]
    duty: Duty

    @property
    def held(self) -> list[DelegatedAdminGrant]:
        """The grants in force."""
        return [grant for grant in self.grants if grant.status == DelegatedAdminGrant.Status.ACTIVE]

    @property
    def last_end(self) -> ResellerRelationship | None:
        """The relationship that ended last, where any has."""
        ended = [each for each in self.relationships if each.ended_at]
        return max(ended, key=lambda each: (each.ended_at, each.pk), default=None)

    @property
    def ended_by_customer(self) -> DelegatedAdminGrant | None:
        """The rights that the customer took back last, where none are held: the duty of support remains (K31)."""
        if self.held or not self.grants:
            return None
        last = max(self.grants, key=lambda grant: grant.ended_at or grant.starts_at)
        return last if last.ended_side == DelegatedAdminGrant.EndedSide.CUSTOMER else None


def narrowed(partner: Partner, narrowing: Narrowing) -> PartnerCustomerQuerySet:
    """The partner's rows that search and filters leave."""
    rows = PartnerCustomer.objects.of(partner)
    if narrowing.is_searching:
        rows = PartnerCustomer.objects.matching(partner, narrowing.typed)
    if narrowing.state:
        rows = rows.filter(state=narrowing.state)
    if narrowing.rights:
        rows = rows.filter(rights=narrowing.rights)
    if narrowing.provider:
        rows = rows.filter(customer__in=served_by(partner, through=narrowing.provider))
    if narrowing.reseller:
        rows = rows.filter(customer__in=served_by(narrowing.reseller, through=partner))
    return rows


def served_by(reseller: Partner, *, through: Partner) -> QuerySet:
    """The customers that a reseller has or had through a provider (R-66)."""
    made = ResellerRelationship.objects.filter(partner=reseller, provider=through)
    return made.values("customer")


def page_of_customers(partner: Partner, narrowing: Narrowing, cursor: str) -> KeysetPage[PartnerCustomer]:
    """One page by name, as fast at the end as at the beginning; junk in `cursor` gives the first one."""
    found = narrowed(partner, narrowing)
    if not narrowing.is_searching:
        return paginate(found.listed(), order=BY_NAME, size=PAGE_SIZE, cursor=cursor)
    page = page_found(found.only(*BY_NAME), narrowing.typed, cursor)
    whole = PartnerCustomer.objects.of(partner).listed().in_bulk([row.pk for row in page.rows])
    return replace(page, rows=[whole[row.pk] for row in page.rows if row.pk in whole])


def page_found(found: PartnerCustomerQuerySet, typed: str, cursor: str) -> KeysetPage[PartnerCustomer]:
    """One page of slim search results: what a row shows is read for the page alone.

    Left to itself PostgreSQL walks the index of names and tests each row, which is slow for names that all stand
    far down. So the found rows are sorted, unless they are a good part of all: then the walk ends soon.
    """
    if is_common(typed):
        return paginate(found, order=BY_NAME, size=PAGE_SIZE, cursor=cursor)
    sorted_apart = found.annotate(name_key=Concat("sort_key", Value("")))
    return paginate(sorted_apart, order=("name_key", "id"), size=PAGE_SIZE, cursor=cursor)


def is_common(typed: str) -> bool:
    """Whether even the rarest pair of letters stands in a good part of all rows, by the database's own statistics."""
    pairs = list(dict.fromkeys(pair for word in search_words(typed) for pair in bigrams(word)))
    with connection.cursor() as cursor:
        cursor.execute(COMMON_PAIRS, [PartnerCustomer._meta.db_table, pairs, COMMON_FROM])
        (common,) = cursor.fetchone()
    return bool(common == len(pairs))


def count_customers(partner: Partner, narrowing: Narrowing, page: KeysetPage[PartnerCustomer]) -> Count:
    """How many rows match; without a query where the page holds them all, and never past `COUNT_LIMIT`."""
    if not page.next_cursor and not page.previous_cursor:
        return Count(len(page.rows))
    found = narrowed(partner, narrowing).order_by()[: COUNT_LIMIT + 1].count()
    return Count(min(found, COUNT_LIMIT), is_capped=found > COUNT_LIMIT)


def read_record(pair: PartnerCustomer) -> Record:
    """The record behind a row of `listed()`: this pair's rows alone, never those of the customer's other partners."""
    both = {"partner_id": pair.partner_id, "customer_id": pair.customer_id}
    accepted = AgreementAcceptance.objects.filter(customer_id=pair.customer_id).select_related("text")
    relationships = list(ResellerRelationship.objects.filter(**both).select_related("provider", "partner"))
    return Record(
        pair=pair,
        country=country_name(pair.customer.country),
        agreement=accepted.order_by("-accepted_at", "-id").first(),
        relationships=relationships,
        grants=list(DelegatedAdminGrant.objects.filter(**both)),
        duty=duty_by(relationships, **both),
    )


def capacities_at(partner: Partner, customer: Customer) -> set[str]:
    """The capacities in which the partner serves the customer now."""
    active = ResellerRelationship.objects.filter(partner=partner, customer=customer, status="active")
    return set(active.values_list("capacity", flat=True))
