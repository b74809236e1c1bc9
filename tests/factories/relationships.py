"""Relationships, and the rows that lists show."""

from typing import Any

import factory
from factory.django import DjangoModelFactory

from customers.relationships.models import AskedEnd, PartnerCustomer, Renegotiation, ResellerRelationship
from partnercenter.partners.models import Capacity
from tests.factories.accounts import UserFactory
from tests.factories.directory import CustomerFactory
from tests.factories.partners import PartnerFactory
from tests.factories.times import ago


class ResellerRelationshipFactory(DjangoModelFactory):
    """An active direct relationship; trait `ended`. For a reseller give capacity and provider."""

    class Meta:
        model = ResellerRelationship

    class Params:
        ended = factory.Trait(
            status=ResellerRelationship.Status.ENDED, ended_at=factory.LazyFunction(lambda: ago(days=1))
        )

    partner = factory.SubFactory(PartnerFactory)
    customer = factory.SubFactory(CustomerFactory, cloud=factory.SelfAttribute("..partner.cloud"))
    capacity = Capacity.DIRECT
    started_at = factory.LazyFunction(lambda: ago(days=90))
    started_by = factory.SubFactory(UserFactory)


class PartnerCustomerFactory(DjangoModelFactory):
    """The pair's row for lists; `relationship=True` also makes the relationship that it shows."""

    class Meta:
        model = PartnerCustomer
        skip_postgeneration_save = True

    partner = factory.SubFactory(PartnerFactory)
    customer = factory.SubFactory(CustomerFactory, cloud=factory.SelfAttribute("..partner.cloud"))
    sort_key = factory.LazyAttribute(lambda pair: pair.customer.sort_key)
    since = factory.LazyFunction(lambda: ago(days=90))

    @factory.post_generation
    def relationship(self: PartnerCustomer, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create and extracted:
            ResellerRelationshipFactory(partner=self.partner, customer=self.customer)


class RenegotiationFactory(DjangoModelFactory):
    """An operator's mark that a contract was renegotiated."""

    class Meta:
        model = Renegotiation

    partner = factory.SubFactory(PartnerFactory)
    customer = factory.SubFactory(CustomerFactory, cloud=factory.SelfAttribute("..partner.cloud"))
    renegotiated_on = factory.LazyFunction(lambda: ago(days=5).date())
    reason = "Case 4711"
    marked_by = factory.SubFactory(UserFactory, operator=True)


class AskedEndFactory(DjangoModelFactory):
    """A customer's wish that a relationship ends; traits `answered`, `escalated`, `withdrawn`."""

    class Meta:
        model = AskedEnd

    class Params:
        answered = factory.Trait(
            status=AskedEnd.Status.ANSWERED,
            answer="We propose half the price.",
            answered_at=factory.LazyFunction(lambda: ago(days=1)),
            answered_by=factory.SubFactory(UserFactory),
        )
        escalated = factory.Trait(
            status=AskedEnd.Status.ESCALATED, escalated_at=factory.LazyFunction(lambda: ago(hours=1))
        )
        withdrawn = factory.Trait(
            status=AskedEnd.Status.WITHDRAWN,
            closed_at=factory.LazyFunction(lambda: ago(hours=1)),
            closed_by=factory.SelfAttribute("asked_by"),
        )

    relationship = factory.SubFactory(ResellerRelationshipFactory)
    reason = "We buy directly now."
    asked_by = factory.SubFactory(UserFactory)
    answer_by = factory.LazyFunction(lambda: ago(days=-20))
