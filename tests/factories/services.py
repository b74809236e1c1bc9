"""What customers bought."""

import factory
from factory.django import DjangoModelFactory

from customers.services.models import Subscription
from tests.factories.directory import CustomerFactory


class SubscriptionFactory(DjangoModelFactory):
    """A subscription that the customer bought directly; give `channel="partner", sold_by=` for a partner's."""

    class Meta:
        model = Subscription

    customer = factory.SubFactory(CustomerFactory)
    service = "Microsoft 365"
    name = "Microsoft 365 Business Standard"
    seats = 25
    channel = Subscription.Channel.DIRECT
