"""What happens to what was sold when something happens to a relationship, in the transaction in which it happens."""

from typing import Any

from django.dispatch import receiver

from customers.relationships.models import ResellerRelationship
from customers.relationships.signals import relationship_ended
from customers.services.actions.contacts import drop_support_contact


@receiver(relationship_ended, dispatch_uid="services.drop_support_contact")
def drop_contact(*, relationship: ResellerRelationship, **kwargs: Any) -> None:
    """A reseller whose relationship ended is no support contact any more (R-81)."""
    if relationship.provider:
        reseller, customer = relationship.partner, relationship.customer
        drop_support_contact(reseller=reseller, seller=relationship.provider, customer=customer)
