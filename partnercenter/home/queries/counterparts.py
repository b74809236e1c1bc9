"""The partners that a customer's log can speak of."""

from django.db.models import Q, QuerySet

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from partnercenter.partners.models import Partner

MOST = 200


def partners_in_log(customer: Customer) -> QuerySet[Partner]:
    """Those that have or had a relationship or rights here, by name."""
    tied = [
        model.objects.filter(customer=customer).values("partner")
        for model in (ResellerRelationship, DelegatedAdminGrant)
    ]
    return Partner.objects.filter(Q(pk__in=tied[0]) | Q(pk__in=tied[1])).order_by("sort_key", "pk")[:MOST]
