"""Agreement texts and their acceptances."""

import factory
from factory.django import DjangoModelFactory

from customers.agreements.models import AgreementAcceptance, AgreementText
from tests.factories.accounts import UserFactory
from tests.factories.clouds import cloud
from tests.factories.directory import CustomerFactory
from tests.factories.times import ago


class AgreementTextFactory(DjangoModelFactory):
    """A published text of a version that no migration has; trait `draft`."""

    class Meta:
        model = AgreementText

    class Params:
        draft = factory.Trait(status=AgreementText.Status.DRAFT, published_at=None, published_by="")

    cloud = factory.LazyFunction(cloud)
    version = factory.Sequence(lambda n: f"T-{n}")
    language = "en"
    title = "Customer agreement"
    body = "1. The text."
    status = AgreementText.Status.PUBLISHED
    published_at = factory.LazyFunction(lambda: ago(days=50))
    published_by = "Operator"


class AgreementAcceptanceFactory(DjangoModelFactory):
    """A customer's online acceptance of a text."""

    class Meta:
        model = AgreementAcceptance

    customer = factory.SubFactory(CustomerFactory)
    text = factory.SubFactory(AgreementTextFactory, cloud=factory.SelfAttribute("..customer.cloud"))
    sha256 = factory.LazyAttribute(lambda acceptance: acceptance.text.sha256)
    accepted_by = factory.SubFactory(UserFactory)
