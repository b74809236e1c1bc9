"""In which capacities a partner that has several serves the customers of a page: dual partners see both (R-6A)."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.partners.models import Capacity, Partner


def is_dual(partner: Partner) -> bool:
    """Whether the partner sells directly and through providers, so that a customer may be either's."""
    return partner.is_direct and partner.is_reseller


def name_capacities(partner: Partner, rows: Iterable[PartnerCustomer]) -> dict[int, list[str]]:
    """The capacities in force by the row's key, in words; one query for a page, none for a partner with one."""
    if not is_dual(partner):
        return {}
    keys = {row.customer_id: row.pk for row in rows}
    active = ResellerRelationship.objects.filter(partner=partner, customer__in=keys, status="active")
    found: dict[int, list[str]] = {}
    for relationship in active.select_related("provider").order_by("capacity", "started_at", "pk"):
        found.setdefault(keys[relationship.customer_id], []).extend(words_of(relationship))
    return found


def words_of(relationship: ResellerRelationship) -> Iterator[str]:
    """`Direct`, or `Reseller through Akatsuki`."""
    if relationship.capacity == Capacity.DIRECT:
        yield pgettext("capacity", "Direct")
    elif relationship.provider:
        yield _("Reseller through %(provider)s") % {"provider": relationship.provider.legal_name}
