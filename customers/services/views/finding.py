"""How the views find what they are about: in the actor's own rows, so that a stranger gets 404."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404

from customers.relationships.models import PartnerCustomer
from customers.services.models import Attachment, ServiceRequest, Subscription
from customers.services.queries import Standing, standing_of
from partnercenter.partners.guards import PartnerRequest
from partnercenter.partners.models import Partner


def find_pair(request: PartnerRequest, customer_id: UUID) -> PartnerCustomer:
    """The partner's own customer."""
    own = PartnerCustomer.objects.of(request.membership.partner).defer("search", "search_text")
    return get_object_or_404(own.select_related("customer__cloud__country_list"), customer__public_id=customer_id)


def find_standing(request: PartnerRequest, customer_id: UUID) -> Standing:
    """How the partner and the person stand with the customer."""
    membership = request.membership
    return standing_of(membership.partner, find_pair(request, customer_id).customer, by=membership)


def find_sold(request: PartnerRequest, customer_id: UUID, subscription_id: UUID) -> Subscription:
    """A subscription that the partner itself sold to its customer."""
    own = Subscription.objects.filter(sold_by=request.membership.partner, customer__public_id=customer_id)
    return get_object_or_404(own.select_related("customer__cloud", "offer"), public_id=subscription_id)


def requests_open_to(partner: Partner) -> QuerySet[ServiceRequest]:
    """Those that the partner raised, and those that its resellers raised to it."""
    theirs = ServiceRequest.objects.filter(Q(partner=partner) | Q(provider=partner))
    return theirs.select_related("customer__cloud", "partner", "provider", "raised_by")


def files_of() -> Prefetch:
    """The files of a thread's messages, without their contents."""
    return Prefetch("attachments", Attachment.objects.defer("content"))
