"""Organisations of customers and their people."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from tests.factories.accounts import UserFactory
from tests.factories.clouds import cloud


class CustomerFactory(DjangoModelFactory):
    """An organisation in Japan and the public cloud, with a domain of its own."""

    class Meta:
        model = Customer

    cloud = factory.LazyFunction(cloud)
    name = factory.Sequence(lambda n: f"Customer {n} Ltd")
    primary_domain = factory.Sequence(lambda n: f"customer{n}.example")
    country = "JP"
    address = "1-2-3 Sakuragaoka, Tokyo"
    contact_name = "Kenichi Sato"
    contact_email = factory.LazyAttribute(lambda customer: f"contact@{customer.primary_domain}")
    time_zone = "Asia/Tokyo"


class CustomerMembershipFactory(DjangoModelFactory):
    """A global administrator of a customer unless `role` says otherwise; the address lies in its domain."""

    class Meta:
        model = CustomerMembership

    customer = factory.SubFactory(CustomerFactory)
    user = factory.SubFactory(
        UserFactory, email=factory.LazyAttributeSequence(lambda user, n: f"admin{n}@{domain_above(user)}")
    )
    role = CustomerRole.GLOBAL_ADMIN


def domain_above(user: Any) -> str:
    """The domain of the customer that a membership's user is being made for."""
    return user.factory_parent.customer.primary_domain
