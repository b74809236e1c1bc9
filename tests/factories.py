"""Rows for tests, each whole and lawful: what a factory makes passes every constraint of the database.

Clouds, markets and the first agreements come from migrations and are looked up, never made. Times lie a little in
the past, so that "now" is always after them.
"""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import factory
from allauth.account.models import EmailAddress
from django.utils import timezone
from factory.django import DjangoModelFactory

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from customers.services.models import Subscription
from invitations.models import Invitation, InvitationLink
from partnercenter.accounts.models import User
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import CloudRegion, MarketGroup, TenantDomain
from partnercenter.links import tokens
from partnercenter.partners.models import Capacity, Partner, PartnerMembership, PartnerRole, Partnership

PASSWORD = "kaede-und-Ahorn-42"


def ago(**span: float) -> datetime:
    """A moment before now: `ago(days=3)`."""
    return timezone.now() - timedelta(**span)


def cloud(code: str = "public") -> CloudRegion:
    """One of the four clouds, as the migrations load it."""
    return CloudRegion.objects.get(code=code)


def market_group(code: str = "JP") -> MarketGroup:
    """A sales region, as the migrations load it."""
    return MarketGroup.objects.get(code=code, kind=MarketGroup.Kind.SALES_REGION)


def group_of_country(country: str) -> MarketGroup:
    """The sales region that a country lies in."""
    return MarketGroup.objects.filter(kind="sales_region", markets__iso2=country).distinct().get()


class UserFactory(DjangoModelFactory):
    """A person with a verified address; `unverified=True` for one without, `operator=True` for an operator."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    class Params:
        operator = factory.Trait(is_staff=True, is_superuser=True)

    email = factory.Sequence(lambda n: f"person{n}@people.example")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def unverified(self: User, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create:
            EmailAddress.objects.create(user=self, email=self.email, verified=not extracted, primary=True)


class PartnerFactory(DjangoModelFactory):
    """A direct bill partner in Japan and the public cloud; traits `provider`, `reseller`, `suspended`."""

    class Meta:
        model = Partner

    class Params:
        provider = factory.Trait(is_direct=False, is_provider=True)
        reseller = factory.Trait(is_direct=False, is_reseller=True)
        suspended = factory.Trait(
            status=Partner.Status.SUSPENDED,
            suspended_at=factory.LazyFunction(lambda: ago(days=1)),
            suspended_by=factory.SubFactory(UserFactory, operator=True),
        )

    cloud = factory.LazyFunction(cloud)
    legal_name = factory.Sequence(lambda n: f"Partner {n} K.K.")
    country = "JP"
    market_group = factory.LazyAttribute(lambda partner: group_of_country(partner.country))
    address = "0-0-0 Nakanoshima, Osaka"
    time_zone = "Asia/Tokyo"
    partner_number = factory.Sequence(lambda n: f"{4000000 + n}")
    is_direct = True
    programme_agreement_version = "2026-01"
    programme_agreement_accepted_on = factory.LazyFunction(lambda: ago(days=300).date())


class PartnerMembershipFactory(DjangoModelFactory):
    """A colleague at a partner; an admin agent unless `roles` says otherwise."""

    class Meta:
        model = PartnerMembership

    partner = factory.SubFactory(PartnerFactory)
    user = factory.SubFactory(UserFactory)
    roles = factory.LazyFunction(lambda: [PartnerRole.ADMIN_AGENT])


class PartnershipFactory(DjangoModelFactory):
    """A partnership in force between a provider and a reseller."""

    class Meta:
        model = Partnership

    provider = factory.SubFactory(PartnerFactory, provider=True)
    reseller = factory.SubFactory(PartnerFactory, reseller=True)
    status = Partnership.Status.ACTIVE
    started_at = factory.LazyFunction(lambda: ago(days=200))


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


class TenantDomainFactory(DjangoModelFactory):
    """A confirmed domain; give `owner=` a Partner or a Customer. Trait `unconfirmed`."""

    class Meta:
        model = TenantDomain

    class Params:
        owner = None
        unconfirmed = factory.Trait(confirmed_at=None, confirmed_by="")

    cloud = factory.LazyAttribute(lambda domain: domain.owner.cloud)
    domain = factory.LazyAttribute(lambda domain: getattr(domain.owner, "primary_domain", "") or "partner.example")
    owner_kind = factory.LazyAttribute(lambda domain: "partner" if isinstance(domain.owner, Partner) else "customer")
    owner_id = factory.LazyAttribute(lambda domain: domain.owner.public_id)
    confirmed_at = factory.LazyFunction(lambda: ago(days=100))
    confirmed_by = "DNS record"


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


class DelegatedAdminGrantFactory(DjangoModelFactory):
    """Full rights in force; traits `granular` and `terminated`."""

    class Meta:
        model = DelegatedAdminGrant

    class Params:
        granular = factory.Trait(
            kind=DelegatedAdminGrant.Kind.GRANULAR,
            name=factory.Sequence(lambda n: f"GRANT-{n}"),
            roles=["global_reader", "service_support_administrator"],
            ends_at=factory.LazyFunction(lambda: ago(days=-100)),
        )
        terminated = factory.Trait(
            status=DelegatedAdminGrant.Status.TERMINATED,
            ended_at=factory.LazyFunction(lambda: ago(days=1)),
            ended_side=DelegatedAdminGrant.EndedSide.CUSTOMER,
        )

    partner = factory.SubFactory(PartnerFactory)
    customer = factory.SubFactory(CustomerFactory, cloud=factory.SelfAttribute("..partner.cloud"))
    kind = DelegatedAdminGrant.Kind.FULL
    starts_at = factory.LazyFunction(lambda: ago(days=90))
    granted_by = factory.SubFactory(UserFactory)


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


class SubscriptionFactory(DjangoModelFactory):
    """A subscription that the customer bought directly; give `channel="partner", sold_by=` for a partner's."""

    class Meta:
        model = Subscription

    customer = factory.SubFactory(CustomerFactory)
    service = "Microsoft 365"
    name = "Microsoft 365 Business Standard"
    seats = 25
    channel = Subscription.Channel.DIRECT


class InvitationLinkFactory(DjangoModelFactory):
    """A link row; its token is `token_of(link)`."""

    class Meta:
        model = InvitationLink

    class Params:
        minted = factory.LazyAttribute(
            lambda link: tokens.mint(
                link.invitation.cloud.link_prefix, "invitation", link.invitation.public_id, link.generation
            )
        )

    generation = 1
    token_hash = factory.SelfAttribute("minted.token_hash")
    key_id = factory.SelfAttribute("minted.kid")
    nonce = factory.SelfAttribute("minted.nonce")


class InvitationFactory(DjangoModelFactory):
    """An addressed request for full rights with a live link, `ready`.

    Traits: `draft` `sent` `accepted` `declined` `cancelled` `expired` `replaced` (status), `no_rights`
    `granular` (rights), `unaddressed` `reusable` (addressee). `live_link(invitation)` and
    `token_of(link)` give its link.
    """

    class Meta:
        model = Invitation
        skip_postgeneration_save = True

    class Params:
        draft = factory.Trait(status=Invitation.Status.DRAFT, ready_at=None, expires_at=None)
        sent = factory.Trait(status=Invitation.Status.SENT, sent_at=factory.LazyAttribute(lambda asked: asked.ready_at))
        ended = factory.Trait(
            sent_at=factory.LazyAttribute(lambda asked: asked.ready_at),
            ended_at=factory.LazyFunction(lambda: ago(hours=1)),
        )
        accepted = factory.Trait(ended=True, status=Invitation.Status.ACCEPTED)
        declined = factory.Trait(ended=True, status=Invitation.Status.DECLINED)
        cancelled = factory.Trait(ended=True, status=Invitation.Status.CANCELLED)
        replaced = factory.Trait(ended=True, status=Invitation.Status.REPLACED)
        expired = factory.Trait(
            ended=True,
            status=Invitation.Status.EXPIRED,
            expires_at=factory.LazyFunction(lambda: ago(hours=1)),
        )
        no_rights = factory.Trait(rights=Invitation.Rights.NONE)
        granular = factory.Trait(
            rights=Invitation.Rights.GRANULAR,
            roles=["global_reader", "service_support_administrator"],
            days=365,
            grant_name=factory.Sequence(lambda n: f"ASKED-{n}"),
        )
        unaddressed = factory.Trait(recipient_email="", recipient_name="")
        reusable = factory.Trait(unaddressed=True, is_reusable=True)

    partner = factory.SubFactory(PartnerFactory)
    cloud = factory.SelfAttribute("partner.cloud")
    owner = factory.SubFactory(PartnerMembershipFactory, partner=factory.SelfAttribute("..partner"))
    created_by = factory.SelfAttribute("owner.user")
    number = factory.Sequence(lambda n: f"R-2026-{900000 + n}")
    request_key = factory.LazyFunction(uuid.uuid4)
    capacity = Capacity.DIRECT
    rights = Invitation.Rights.FULL
    rights_holder = factory.LazyAttribute(lambda asked: asked.partner if asked.rights != "none" else None)
    recipient_email = factory.Sequence(lambda n: f"k.sato{n}@minato{n}.example")
    recipient_key = factory.LazyAttribute(
        lambda asked: email_key(asked.recipient_email) if asked.recipient_email else ""
    )
    recipient_name = "Kenichi Sato"
    customer_name = "Minato Seiki"
    subject = "We ask to become your reseller"
    body = "Hello,\n\nRead the request:\n{link}\n\nMisaki Tanaka"
    status = Invitation.Status.READY
    ready_at = factory.LazyFunction(lambda: ago(days=2))
    expires_at = factory.LazyFunction(lambda: midnight_in(28))

    @factory.post_generation
    def link(self: Invitation, create: bool, extracted: bool | None, **kwargs: Any) -> None:
        if create and extracted is not False and self.status != Invitation.Status.DRAFT:
            InvitationLinkFactory(invitation=self)


def midnight_in(days: int) -> datetime:
    """A UTC midnight that lies `days` days ahead."""
    return datetime.combine(timezone.now().date() + timedelta(days=days), datetime.min.time(), UTC)


def live_link(invitation: Invitation) -> InvitationLink:
    """The one link of a request that has not been replaced."""
    return invitation.links.get(replaced_at=None)


def token_of(link: InvitationLink) -> str:
    """The token of a link row, made again as the mail and *Copy* do."""
    asked = link.invitation
    return tokens.remake(
        asked.cloud.link_prefix, "invitation", asked.public_id, link.generation, link.key_id, link.nonce
    )
