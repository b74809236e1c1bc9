"""Agreement texts and their acceptances."""

from typing import Any

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from customers.agreements.models import AgreementAcceptance, AgreementText, AttestedContact
from customers.agreements.receipts import sealed
from tests.factories.accounts import UserFactory
from tests.factories.clouds import cloud
from tests.factories.directory import CustomerFactory
from tests.factories.partners import PartnerFactory
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
    """A customer's online acceptance of a text, with its receipt."""

    class Meta:
        model = AgreementAcceptance

    customer = factory.SubFactory(CustomerFactory)
    text = factory.SubFactory(AgreementTextFactory, cloud=factory.SelfAttribute("..customer.cloud"))
    accepted_by = factory.SubFactory(UserFactory)

    @classmethod
    def _create(cls, model_class: type[AgreementAcceptance], *args: Any, **facts: Any) -> AgreementAcceptance:
        at = facts.pop("accepted_at", None) or timezone.now()
        acceptance = sealed(model_class(*args, **facts), at)
        acceptance.save(force_insert=True)
        return acceptance


class AttestedContactFactory(DjangoModelFactory):
    """Whom a partner names."""

    class Meta:
        model = AttestedContact

    salt = b"0123456789abcdef"
    first_name, last_name = "Haruka", "Nishi"
    email = factory.Sequence(lambda n: f"h.nishi{n}@contacts.example")
    phone = "03-0000-0000"


class AttestationFactory(AgreementAcceptanceFactory):
    """What a partner attests: give `partner`, `customer` and, if it matters, `contact`."""

    class Params:
        contact = factory.SubFactory(AttestedContactFactory)

    method = AgreementAcceptance.Method.ATTESTED
    accepted_by = None
    partner = factory.SubFactory(PartnerFactory)
    attested_by = factory.SubFactory(UserFactory)
    attested_on = factory.LazyFunction(lambda: ago(days=3).date())
    contact_id = factory.SelfAttribute("contact.pk")
    contact_digest = factory.LazyAttribute(lambda row: row.contact.digest())
