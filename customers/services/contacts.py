"""Whom a customer turns to about what it bought: the support contact of each subscription (R-110)."""

from django.db.models import Exists, F, OuterRef, QuerySet

from customers.directory.models import Customer
from customers.relationships.models import ResellerRelationship
from customers.services.models import Subscription
from customers.services.queries import resellers_through
from partnercenter.partners.models import Partner


def contact_of(subscription: Subscription) -> Partner | None:
    """Whom the customer turns to: the partner that was named, else who sold it; nobody for what it bought itself."""
    return subscription.support_contact or subscription.sold_by


def contacts_for(subscription: Subscription) -> list[Partner]:
    """Who can be its support contact: who sold it, then the resellers that serve the customer through the seller."""
    seller = subscription.sold_by
    return [seller, *resellers_through(seller, subscription.customer)] if seller else []


def supported_of(customer: Customer) -> QuerySet[Subscription]:
    """What lives of what the customer bought, with seller and contact, by service: for its *Support contacts* page.

    `is_served`: the seller still has a relationship with the customer; without one it is no contact any more (R-81).
    """
    active = ResellerRelationship.objects.filter(customer=customer, partner=OuterRef("sold_by"), status="active")
    living = Subscription.objects.filter(customer=customer, status__in=Subscription.LIVE)
    rows = living.annotate(is_served=Exists(active)).select_related("sold_by", "support_contact", "reseller")
    return rows.order_by("service", "name_en", F("id"))
