"""Narrowing the list of requests to one customer of the partner."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from customers.directory.models import Customer
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.models import Acceptance, Invitation
from partnercenter.partners.models import Partner


def read_uuid(text: str) -> UUID | None:
    """The id in a query string; None for anything else."""
    try:
        return UUID(text)
    except ValueError:
        return None


def known_customer(partner: Partner, public_id: UUID | None) -> Customer | None:
    """A customer that the partner has on its list; None for strangers, whether they exist or not."""
    if public_id is None:
        return None
    pair = PartnerCustomer.objects.filter(partner=partner, customer__public_id=public_id)
    found = pair.select_related("customer").first()
    return found.customer if found else None


def standing_with(partner: Partner, public_id: UUID | None) -> ResellerRelationship | None:
    """The relationship of the partner with this customer that is active, the first one made; None for strangers."""
    if public_id is None:
        return None
    active = ResellerRelationship.objects.filter(partner=partner, customer__public_id=public_id, status="active")
    return active.select_related("customer", "provider").order_by("started_at", "pk").first()


def of_customer(requests: QuerySet[Invitation], customer: Customer) -> QuerySet[Invitation]:
    """Those requests that name the customer, or that it has answered."""
    answered = Acceptance.objects.filter(invitation=OuterRef("pk"), customer=customer)
    return requests.filter(Q(customer=customer) | Exists(answered))
