"""Rows for tests, each whole and lawful: what a factory makes passes every constraint of the database.

Clouds, markets and the first agreements come from migrations and are looked up, never made. Times lie a little in
the past, so that "now" is always after them.

A file per room; everything is imported from here.
"""

from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.agreements import (
    AgreementAcceptanceFactory,
    AgreementTextFactory,
    AttestationFactory,
    AttestedContactFactory,
)
from tests.factories.clouds import TenantDomainFactory, cloud, group_of_country, market_group
from tests.factories.directory import CustomerFactory, CustomerMembershipFactory, domain_above
from tests.factories.domains import DomainClaimFactory
from tests.factories.grants import AccessAssignmentFactory, DelegatedAdminGrantFactory, SecurityGroupFactory
from tests.factories.invitations import InvitationFactory, InvitationLinkFactory, live_link, token_of
from tests.factories.partners import PartnerFactory, PartnerMembershipFactory
from tests.factories.partnerships import PartnershipFactory, PartnershipRequestFactory, partnership_token
from tests.factories.relationships import (
    AskedEndFactory,
    PartnerCustomerFactory,
    RenegotiationFactory,
    ResellerRelationshipFactory,
)
from tests.factories.services import (
    AttachmentFactory,
    DirectoryUserFactory,
    HealthNoticeFactory,
    HealthUpdateFactory,
    LicenseFactory,
    OfferFactory,
    ServiceRequestFactory,
    ServiceRequestMessageFactory,
    SubscriptionFactory,
)
from tests.factories.teams import TeamInvitationFactory
from tests.factories.times import ago, midnight_in
from tests.factories.webhooks import WebhookDeliveryFactory, WebhookEndpointFactory

__all__ = [
    "PASSWORD",
    "AccessAssignmentFactory",
    "AgreementAcceptanceFactory",
    "AgreementTextFactory",
    "AskedEndFactory",
    "AttachmentFactory",
    "AttestationFactory",
    "AttestedContactFactory",
    "CustomerFactory",
    "CustomerMembershipFactory",
    "DelegatedAdminGrantFactory",
    "DirectoryUserFactory",
    "DomainClaimFactory",
    "HealthNoticeFactory",
    "HealthUpdateFactory",
    "InvitationFactory",
    "InvitationLinkFactory",
    "LicenseFactory",
    "OfferFactory",
    "PartnerCustomerFactory",
    "PartnerFactory",
    "PartnerMembershipFactory",
    "PartnershipFactory",
    "PartnershipRequestFactory",
    "RenegotiationFactory",
    "ResellerRelationshipFactory",
    "SecurityGroupFactory",
    "ServiceRequestFactory",
    "ServiceRequestMessageFactory",
    "SubscriptionFactory",
    "TeamInvitationFactory",
    "TenantDomainFactory",
    "UserFactory",
    "WebhookDeliveryFactory",
    "WebhookEndpointFactory",
    "ago",
    "cloud",
    "domain_above",
    "group_of_country",
    "live_link",
    "market_group",
    "midnight_in",
    "partnership_token",
    "token_of",
]
