"""What a customer's home reads: who may do what here, what waits for an answer, which agreement stands."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from allauth.account.models import EmailAddress
from django.db.models import Q, QuerySet
from django.utils import timezone

from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import current_text, is_same_version
from customers.directory.models import Customer, CustomerMembership, CustomerRole, JoinRequest
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.index import is_in_force
from customers.relationships.models import ResellerRelationship
from invitations.models import RECIPIENT_DOMAIN, Invitation
from partnercenter.accounts.models import User
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.pages.times import INSTANT
from partnercenter.partners.models import Partner

MOST_WAITING = 10
MOST_PARTNERS = 100
DECIDING = (CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN)


@dataclass
class PartnerWithAccess:
    """One partner as the customer sees it: in which capacities it sells, and the rights it holds."""

    partner: Partner
    relationships: list[ResellerRelationship] = field(default_factory=list)
    grants: list[DelegatedAdminGrant] = field(default_factory=list)

    @property
    def full(self) -> DelegatedAdminGrant | None:
        """Full rights, if it holds them."""
        return next((grant for grant in self.grants if grant.kind == DelegatedAdminGrant.Kind.FULL), None)

    @property
    def last_used_at(self) -> datetime | None:
        """When it last used any of its rights."""
        return max((grant.last_used_at for grant in self.grants if grant.last_used_at), default=None)

    @property
    def granular(self) -> list[DelegatedAdminGrant]:
        """Granular rights, the next end first."""
        held = [grant for grant in self.grants if grant.ends_at]
        return sorted(held, key=lambda grant: (grant.ends_at, grant.pk))

    @property
    def next_moment(self) -> datetime | None:
        """The last moment of the granular rights that end first: its date is their last day."""
        ends = next((grant.ends_at for grant in self.granular if grant.ends_at), None)
        return ends - INSTANT if ends else None


def partners_with_access(customer: Customer) -> list[PartnerWithAccess]:
    """Everybody who may sell to the customer or holds rights here, those with rights first."""
    found: dict[int, PartnerWithAccess] = {}
    for row in customer.relationships.filter(status="active").select_related("partner")[:MOST_PARTNERS]:
        found.setdefault(row.partner_id, PartnerWithAccess(row.partner)).relationships.append(row)
    now = timezone.now()
    for grant in customer.grants.filter(status="active").select_related("partner")[:MOST_PARTNERS]:
        if is_in_force(grant, now):
            found.setdefault(grant.partner_id, PartnerWithAccess(grant.partner)).grants.append(grant)
    return sorted(found.values(), key=lambda entry: (not entry.grants, entry.partner.sort_key, entry.partner.pk))


def waiting_for(user: User, *, customers: Iterable[Customer], cloud: CloudRegion) -> list[Invitation]:
    """Open requests of this cloud to the person's verified addresses, or to a confirmed domain of `customers`."""
    own = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    for_them = Q(recipient_key__in=[email_key(address) for address in own])
    domains = confirmed_domains(customers, cloud)
    asked = open_requests(cloud)
    if domains:
        for_them |= Q(pk__in=asked.alias(domain=RECIPIENT_DOMAIN).filter(domain__in=domains).values("pk"))
    return list(asked.filter(for_them).select_related("partner").order_by("expires_at", "id")[:MOST_WAITING])


def open_requests(cloud: CloudRegion) -> QuerySet[Invitation]:
    """Requests that can be answered today."""
    return Invitation.objects.filter(cloud=cloud, status__in=Invitation.OPEN, expires_at__gt=timezone.now())


def confirmed_domains(customers: Iterable[Customer], cloud: CloudRegion) -> list[str]:
    """The domains that are these customers' own beyond doubt."""
    owners = [customer.public_id for customer in customers]
    rows = TenantDomain.objects.filter(cloud=cloud, owner_kind="customer", owner_id__in=owners)
    return list(rows.filter(confirmed_at__isnull=False).values_list("domain", flat=True)) if owners else []


def answered_for(membership: CustomerMembership) -> list[Customer]:
    """The organisation, if the person may answer requests for it."""
    return [membership.customer] if membership.role in DECIDING else []


def join_requests_to(membership: CustomerMembership) -> list[JoinRequest]:
    """People who ask to be let in; for global admins alone."""
    if membership.role != CustomerRole.GLOBAL_ADMIN:
        return []
    waiting = membership.customer.join_requests.filter(status=JoinRequest.Status.OPEN)
    return list(waiting.select_related("user").order_by("id")[:MOST_WAITING])


@dataclass(frozen=True)
class AgreementState:
    """The version in force for a customer, and what it has accepted."""

    text: AgreementText | None
    accepted: AgreementAcceptance | None  # of the version in force
    newest: AgreementAcceptance | None  # of any version
    may_accept: bool = False  # this person, online

    @property
    def waits(self) -> bool:
        """Whether a newer version than the accepted one waits for this person."""
        return self.may_accept and self.newest is not None and self.text is not None and self.accepted is None


def agreement_state(membership: CustomerMembership, language: str) -> AgreementState:
    """Where the customer stands with its agreement, and whether this person can do something about it."""
    customer = membership.customer
    text = current_text(cloud=customer.cloud, country=customer.country, language=language)
    accepted = list(customer.agreement_acceptances.select_related("text").order_by("-accepted_at", "-pk"))
    same = (row for row in accepted if text and is_same_version(row.text, text))
    may_accept = membership.role in DECIDING and customer.cloud.online_agreement
    return AgreementState(text, next(same, None), next(iter(accepted), None), may_accept)
