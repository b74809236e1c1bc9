"""Grants: which are in force, which names they hold, and what pages ask about them."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce, Now
from django.utils.translation import gettext

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from partnercenter.partners.models import Partner

ACTIVE = DelegatedAdminGrant.Status.ACTIVE
SHOWN_FOR = timedelta(days=365)  # ended rights leave the lists after a year; the rows stay as evidence (R-10C)


def database_now() -> datetime:
    """The database's clock, which decides every end (D2, D35), as `Now()` in a statement reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement_timestamp()")
        moment: datetime = cursor.fetchone()[0]
    return moment


def in_force() -> QuerySet[DelegatedAdminGrant]:
    """Grants that have an effect now, by the database's clock: active, not past their end, the partner not suspended.

    The job that marks what has expired may be late; a suspended partner's grants have no effect (decisions §6).
    """
    unended = Q(ends_at=None) | Q(ends_at__gt=Now())
    return DelegatedAdminGrant.objects.filter(unended, status=ACTIVE, partner__status=Partner.Status.ACTIVE)


def grants_of(partner: Partner, customer: Customer) -> QuerySet[DelegatedAdminGrant]:
    """Everything that a partner holds or held at a customer."""
    return DelegatedAdminGrant.objects.filter(partner=partner, customer=customer)


def holds_full_rights(partner: Partner, customer: Customer) -> bool:
    """Whether a full grant of this pair stands (one for each pair)."""
    return grants_of(partner, customer).filter(kind=DelegatedAdminGrant.Kind.FULL, status=ACTIVE).exists()


def names_that_stay(ended: DelegatedAdminGrant) -> list[str]:
    """What the pair's other rights in force are called; full rights have no name."""
    others = (
        grants_of(ended.partner, ended.customer).filter(status=ACTIVE).exclude(pk=ended.pk).order_by("-kind", "name")
    )
    return [each.name or gettext("Full rights") for each in others]


def is_name_taken(partner: Partner, name: str) -> bool:
    """Whether a grant in force has this name; names of requests are the requests' to know (decisions §6)."""
    return DelegatedAdminGrant.objects.filter(partner=partner, name=name, status=ACTIVE).exists()


def shown(grants: QuerySet[DelegatedAdminGrant]) -> QuerySet[DelegatedAdminGrant]:
    """Those that lists still show: active ones, and ended ones for a year."""
    return grants.filter(Q(ended_at=None) | Q(ended_at__gt=Now() - SHOWN_FOR))


def last_ended(partner: Partner, customer: Customer) -> DelegatedAdminGrant | None:
    """The rights of the pair that ended last, also where the job has not marked them yet; None where none did."""
    over = ~Q(status=ACTIVE) | Q(ends_at__lte=Now())
    return grants_of(partner, customer).filter(over).order_by(Coalesce("ended_at", "ends_at").desc()).first()
