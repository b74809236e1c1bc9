"""What is sold and supported: offers, subscriptions, service requests."""

import hashlib

import factory
from factory.django import DjangoModelFactory

from customers.services.models import (
    Attachment,
    DirectoryUser,
    HealthNotice,
    HealthUpdate,
    License,
    Offer,
    ServiceRequest,
    ServiceRequestMessage,
    Subscription,
)
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
        name = "Microsoft 365 Business Standard"

    customer = factory.SubFactory(CustomerFactory)
    service = "Microsoft 365"
    name_en = factory.SelfAttribute("name")
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


class AttachmentFactory(DjangoModelFactory):
    """A line of text as a file of a message."""

    class Meta:
        model = Attachment

    message = factory.SubFactory(ServiceRequestMessageFactory)
    name = factory.LazyAttributeSequence(lambda file, n: f"{file.message.service_request.number}-{n}.txt")
    kind = Attachment.Kind.TEXT
    content = b"one line\n"
    size = factory.LazyAttribute(lambda file: len(file.content))
    sha256 = factory.LazyAttribute(lambda file: hashlib.sha256(file.content).hexdigest())


class HealthNoticeFactory(DjangoModelFactory):
    """A degradation of Microsoft 365 in the public cloud since three hours; trait `restored`."""

    class Meta:
        model = HealthNotice

    class Params:
        restored = factory.Trait(state=HealthNotice.State.RESTORED, ends_at=factory.LazyFunction(lambda: ago(hours=1)))

    cloud = factory.LazyFunction(cloud)
    service = "Microsoft 365"
    state = HealthNotice.State.DEGRADATION
    title_en = "Mail arrives late"
    title_ja = "メールの配信が遅れています"
    text_en = "Some mail takes an hour."
    text_ja = "一部のメールの配信に1時間ほどかかっています。"
    starts_at = factory.LazyFunction(lambda: ago(hours=3))


class HealthUpdateFactory(DjangoModelFactory):
    """What became known since."""

    class Meta:
        model = HealthUpdate

    notice = factory.SubFactory(HealthNoticeFactory)
    text_en = "The cause is found."
    text_ja = "原因が判明しました。"
