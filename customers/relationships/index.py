"""The one place that keeps `PartnerCustomer` right: what lists show, sort by and search in, out of the real rows."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ENDING_SOON, PartnerCustomer, ResellerRelationship
from partnercenter.canonical.names import search_document, search_text
from partnercenter.partners.models import Partner, PartnerMembership

State, Rights = PartnerCustomer.State, PartnerCustomer.Rights
# Rows count as near their end two days early, so that the filter, which looks at the very day, misses none of them.
NEARING = timedelta(days=ENDING_SOON + 2)


@dataclass(frozen=True)
class Standing:
    """Where a pair stands: state of the relationship and the rights held, with their times."""

    state: str
    since: datetime
    ended_at: datetime | None
    rights: str
    rights_until: datetime | None  # granular: their end; ended: the moment they ended; otherwise None
    nears_end: bool = False
    is_agreed: bool = False  # the customer has accepted some version of the agreement
    beside: Sequence[int] = ()  # keys of the providers through whom, or of the resellers that this provider serves


@transaction.atomic
def refresh_pair(
    partner: Partner, customer: Customer, *, owner: PartnerMembership | None = None
) -> PartnerCustomer | None:
    """Recompute the pair's row from its relationships and grants, in the caller's transaction.

    `owner` looks after the customer from the first row on, if that is one of the partner's own staff. Locks the
    customer's row, so that two refreshes never write over each other. Makes the row where there is none yet; None
    for a pair without any history, which gets no row. Of an older row the answer knows key and standing alone.
    """
    locked = Customer.objects.select_for_update(no_key=True).get(pk=customer.pk)
    return refresh_locked_pair(partner, locked, owner=owner)


def refresh_locked_pair(
    partner: Partner, customer: Customer, *, owner: PartnerMembership | None = None
) -> PartnerCustomer | None:
    """`refresh_pair` for a caller that holds the customer's lock and has read `customer` under it."""
    standing = read_standing(partner, customer)
    if standing is None:
        return None
    facts = asdict(standing) | searchable(customer, Value(str(partner.pk)))
    first_owner = owner if owner and owner.partner_id == partner.pk else None
    pair = PartnerCustomer(partner=partner, customer=customer, owner=first_owner, **facts)
    PartnerCustomer.objects.bulk_create(
        [pair], update_conflicts=True, unique_fields=["partner", "customer"], update_fields=list(facts)
    )
    return pair


def refresh_customer(customer: Customer) -> int:
    """After a change of name or domain: sort and search of the customer's rows with all its partners.

    Returns the number of rows.
    """
    pairs = PartnerCustomer.objects.filter(customer=customer)
    return pairs.update(**searchable(customer, Cast(F("partner_id"), TextField())))


def searchable(customer: Customer, partner_key: Combinable) -> dict[str, object]:
    """The columns that sort and find: name, domain and identifier, with the partner as a term of the index.

    The term `@<partner>` lets one GIN index answer "these letters, among my customers"; no bigram of a text can
    look like it, because `@` is folded away there.
    """
    texts = (customer.name, customer.primary_domain, str(customer.tenant_id))
    literal = Concat(Value(search_document(*texts) + " '@"), partner_key, Value("'"), output_field=TextField())
    return {
        "sort_key": customer.sort_key,
        "search_text": search_text(*texts),
        "search": Cast(literal, SearchVectorField()),
    }


def read_standing(partner: Partner, customer: Customer) -> Standing | None:
    """The pair's standing now; None where nothing ever tied the two. Two queries."""
    accepted = Exists(AgreementAcceptance.objects.filter(customer=OuterRef("customer")))
    both = Q(partner=partner) | Q(provider=partner)
    relationships = list(ResellerRelationship.objects.filter(both, customer=customer).annotate(is_agreed=accepted))
    grants = list(DelegatedAdminGrant.objects.filter(partner=partner, customer=customer).annotate(is_agreed=accepted))
    own = [row for row in relationships if row.partner_id == partner.pk]
    now = timezone.now()
    rows: list[Any] = [*relationships, *grants]
    standing = judge_standing(own, grants, now=now)
    if standing is None:
        return None
    return replace(
        standing,
        nears_end=is_near(standing, now),
        is_agreed=any(row.is_agreed for row in rows),
        beside=partners_beside(partner, relationships),
    )


def is_near(standing: Standing, now: datetime) -> bool:
    """Whether granular rights end soon, or so soon that the filter must know them."""
    until = standing.rights_until
    return standing.rights == Rights.GRANULAR and until is not None and until <= now + NEARING


def partners_beside(partner: Partner, relationships: Sequence[ResellerRelationship]) -> list[int]:
    """Keys of those that serve or served the customer with the partner: its providers, or its resellers (R-66)."""
    providers = {row.provider_id for row in relationships if row.partner_id == partner.pk and row.provider_id}
    resellers = {row.partner_id for row in relationships if row.provider_id == partner.pk}
    return sorted(providers | resellers)


def mark_nearing() -> int:
    """The rows whose rights come near their end, for the filter; the number of rows. Touches those alone."""
    due = PartnerCustomer.objects.filter(rights=Rights.GRANULAR, nears_end=False)
    return due.filter(rights_until__lte=timezone.now() + NEARING).update(nears_end=True)


def mark_agreed(customer: Customer) -> int:
    """After the customer accepted a version of the agreement: its rows with all its partners; their number."""
    return PartnerCustomer.objects.filter(customer=customer, is_agreed=False).update(is_agreed=True)


def judge_standing(
    relationships: Sequence[ResellerRelationship], grants: Sequence[DelegatedAdminGrant], *, now: datetime
) -> Standing | None:
    """The standing that these rows of one pair make at `now`."""
    starts = [row.started_at for row in relationships] + [row.starts_at for row in grants]
    if not starts:
        return None
    live = [row for row in relationships if row.status == ResellerRelationship.Status.ACTIVE]
    held = [grant for grant in grants if is_in_force(grant, now)]
    rights, rights_until = judge_rights(grants, held)
    if live:
        return Standing(State.ACTIVE, min(row.started_at for row in live), None, rights, rights_until)
    if held:
        return Standing(State.ADMIN_ONLY, min(row.starts_at for row in held), None, rights, rights_until)
    ends = [end for row in relationships if (end := row.ended_at)]
    ends += [end for grant in grants if (end := grant.ended_at or grant.ends_at)]
    return Standing(State.ENDED, min(starts), max(ends), rights, rights_until)


def judge_rights(
    grants: Sequence[DelegatedAdminGrant], held: Sequence[DelegatedAdminGrant]
) -> tuple[str, datetime | None]:
    """The rights that a list shows: full before granular; ended only where some were held once."""
    if any(grant.kind == DelegatedAdminGrant.Kind.FULL for grant in held):
        return Rights.FULL, None
    if held:
        return Rights.GRANULAR, max(grant.ends_at for grant in held if grant.ends_at)
    if grants:
        return Rights.ENDED, max(end for grant in grants if (end := grant.ended_at or grant.ends_at))
    return Rights.NONE, None


def is_in_force(grant: DelegatedAdminGrant, now: datetime) -> bool:
    """Active and not past its end; the job that marks expired grants may be late."""
    if grant.status != DelegatedAdminGrant.Status.ACTIVE:
        return False
    return grant.ends_at is None or grant.ends_at > now
