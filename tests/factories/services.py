"""What is sold and supported: offers, subscriptions, service requests."""

import factory
from factory.django import DjangoModelFactory

from customers.services.models import DirectoryUser, License, Offer, ServiceRequest, ServiceRequestMessage, Subscription
from tests.factories.clouds import cloud
from tests.factories.directory import CustomerFactory
from tests.factories.partners import PartnerFactory
from tests.factories.times import ago


class OfferFactory(DjangoModelFactory):
    """An offer of the public cloud for every market, of a service that no migration has."""

    class Meta:
        model = Offer

    cloud = factory.LazyFunction(cloud)
    service = "Harbour Mail"
    name_en = factory.Sequence(lambda n: f"Harbour Mail Plan {n}")
    name_ja = ""


class SubscriptionFactory(DjangoModelFactory):
    """A subscription that the customer bought directly; give `channel="partner", sold_by=` for a partner's.

    `sold=` is the same in one word: `SubscriptionFactory(sold=partner)`.
    """

    class Meta:
        model = Subscription

    class Params:
        sold = None

    customer = factory.SubFactory(CustomerFactory)
    service = "Microsoft 365"
    name = "Microsoft 365 Business Standard"
    seats = 25
    channel = factory.LazyAttribute(lambda each: "partner" if each.sold else Subscription.Channel.DIRECT)
    sold_by = factory.SelfAttribute("sold")
    status = Subscription.Status.ACTIVE
    suspended_at = factory.LazyAttribute(lambda each: ago(days=5) if each.status == "suspended" else None)
    cancelled_at = factory.LazyAttribute(lambda each: ago(days=5) if each.status == "cancelled" else None)


class ServiceRequestFactory(DjangoModelFactory):
    """An open service request at the operator's desk, with its first message; give `provider=` for a reseller's."""

    class Meta:
        model = ServiceRequest
        skip_postgeneration_save = True

    class Params:
        closed = factory.Trait(
            status=ServiceRequest.Status.CLOSED,
            closed_at=factory.LazyFunction(lambda: ago(hours=1)),
            closed_by=factory.SelfAttribute("raised_by"),
        )

    number = factory.Sequence(lambda n: f"S-2026-{900000 + n}")
    partner = factory.SubFactory(PartnerFactory)
    customer = factory.SubFactory(CustomerFactory, cloud=factory.SelfAttribute("..partner.cloud"))
    severity = ServiceRequest.Severity.B
    subject = "Mail arrives late"
    desk = factory.LazyAttribute(lambda asked: "provider" if asked.provider else "operator")
    provider = None
    raised_at = factory.LazyFunction(lambda: ago(hours=3))
    raised_by = factory.SubFactory("tests.factories.accounts.UserFactory")
    respond_by = factory.LazyFunction(lambda: ago(hours=-1))

    first = factory.RelatedFactory(
        "tests.factories.services.ServiceRequestMessageFactory",
        factory_related_name="service_request",
        written_by=factory.SelfAttribute("..raised_by"),
    )


class ServiceRequestMessageFactory(DjangoModelFactory):
    """A message of the partner's."""

    class Meta:
        model = ServiceRequestMessage

    service_request = factory.SubFactory(ServiceRequestFactory)
    side = ServiceRequestMessage.Side.PARTNER
    written_by = factory.SelfAttribute("service_request.raised_by")
    written_at = factory.LazyFunction(lambda: ago(hours=3))
    text = "Since this morning mail takes an hour."


class DirectoryUserFactory(DjangoModelFactory):
    """Somebody of a customer's directory who can sign in there; trait `blocked`."""

    class Meta:
        model = DirectoryUser

    class Params:
        blocked = factory.Trait(blocked_at=factory.LazyFunction(lambda: ago(days=1)))

    customer = factory.SubFactory(CustomerFactory)
    display_name = factory.Sequence(lambda n: f"Person {n}")
    user_name = factory.LazyAttributeSequence(lambda user, n: f"person{n}@{user.customer.primary_domain}")


class LicenseFactory(DjangoModelFactory):
    """A person's seat; both of one customer."""

    class Meta:
        model = License

    subscription = factory.SubFactory(SubscriptionFactory)
    user = factory.SubFactory(DirectoryUserFactory, customer=factory.SelfAttribute("..subscription.customer"))
