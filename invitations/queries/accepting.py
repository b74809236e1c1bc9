"""What the customer's side reads of a request: the opened link, the person, and who stands behind it."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import BooleanField, Case, Q, QuerySet, When
from django.db.models.functions import Now

from customers.directory.models import Customer, CustomerMembership, CustomerRole, JoinRequest
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import ResellerRelationship
from invitations.models import Acceptance, Invitation, InvitationLink
from partnercenter.accounts.addresses import verified_keys
from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.domains.queries import with_above
from partnercenter.links.carrier import OpenedLink
from partnercenter.partners.models import Partner, PartnerMembership, Partnership

# Without the other partners of indirect requests and without a known customer: they are read when asked for, see
# `actions.locking`.
READ_WITH = ("invitation__partner", "invitation__cloud", "invitation__owner__user")


def links() -> QuerySet[InvitationLink]:
    """Links with their request, and `is_past`: whether its last day is over by the database's clock (D2)."""
    past = Case(When(invitation__expires_at__lte=Now(), then=True), default=False, output_field=BooleanField())
    return InvitationLink.objects.select_related(*READ_WITH).annotate(is_past=past)


def find_link(token_hash: bytes, cloud: CloudRegion) -> InvitationLink | None:
    """The link with this hash in this cloud: one query on the unique index, hit or miss."""
    return links().filter(token_hash=token_hash, invitation__cloud=cloud).first()


def find_opened(opened: OpenedLink, cloud: CloudRegion) -> InvitationLink | None:
    """The link that the browser carries, in this cloud."""
    chosen = Q(invitation__public_id=opened.subject, generation=opened.generation)
    return links().filter(chosen, invitation__cloud=cloud).first()


def find_for_addressee(public_id: UUID, *, user: User, cloud: CloudRegion) -> InvitationLink | None:
    """The living link of an open request that is addressed to this person or to an organisation of theirs."""
    customers = list(answering_customers(user, cloud))
    for_them = Q(invitation__recipient_key__in=verified_keys(user)) | Q(invitation__customer__in=customers)
    for domain in set().union(*confirmed_domains(customers, cloud).values()):
        for_them |= Q(invitation__recipient_key__endswith=f"@{domain}")
    chosen = Q(invitation__public_id=public_id, invitation__status__in=Invitation.OPEN, replaced_at=None)
    return links().filter(chosen, for_them, invitation__cloud=cloud).first()


def answering_customers(user: User, cloud: CloudRegion) -> QuerySet[Customer]:
    """The customers of this cloud for which the person may answer at least some requests."""
    roles = [CustomerRole.GLOBAL_ADMIN, CustomerRole.BILLING_ADMIN]
    held = memberships_in(user, cloud).filter(role__in=roles)
    return Customer.objects.filter(pk__in=held.values("customer"))


def memberships_in(user: User, cloud: CloudRegion) -> QuerySet[CustomerMembership]:
    """The person's present memberships of customers in this cloud."""
    present = user.customer_memberships.filter(left_at=None, customer__cloud=cloud)
    return present.select_related("customer").order_by("customer__sort_key", "pk")


def membership_elsewhere(user: User, cloud: CloudRegion) -> CustomerMembership | None:
    """One of the person's memberships in another cloud (K20)."""
    present = CustomerMembership.objects.filter(user=user, left_at=None).exclude(customer__cloud=cloud)
    return present.select_related("customer__cloud").first()


def confirmed_domains(customers: Iterable[Customer], cloud: CloudRegion) -> dict[UUID, set[str]]:
    """The confirmed domains of each customer, by its public id. Only these speak for an organisation."""
    ids = [customer.public_id for customer in customers]
    rows = TenantDomain.objects.filter(cloud=cloud, owner_kind="customer", owner_id__in=ids)
    found: dict[UUID, set[str]] = {public_id: set() for public_id in ids}
    for owner_id, domain in rows.filter(confirmed_at__isnull=False).values_list("owner_id", "domain"):
        found[owner_id].add(domain)
    return found


def domain_owner(domain: str, cloud: CloudRegion) -> TenantDomain | None:
    """Who holds the domain in this cloud."""
    return TenantDomain.objects.filter(cloud=cloud, domain=domain).first() if domain else None


def has_open_join_request(user: User, customer_id: UUID) -> bool:
    """Whether the person has asked already to be let in."""
    asked = JoinRequest.objects.filter(user=user, customer__public_id=customer_id)
    return asked.filter(status=JoinRequest.Status.OPEN).exists()


def is_partners_organisation(customer: Customer) -> bool:
    """Whether this customer is a partner's own organisation: one of its domains, or the one shown beside its name, is
    a partner's or lies below one (S2, R-61)."""
    rows = TenantDomain.objects.filter(cloud=customer.cloud_id)
    own = Q(owner_kind=TenantDomain.Owner.CUSTOMER, owner_id=customer.public_id)
    shown = set(with_above(customer.primary_domain))
    partners = Q(owner_kind=TenantDomain.Owner.PARTNER, domain__in=shown)
    found = rows.filter(own | partners).values_list("owner_kind", "domain")
    if any(kind == TenantDomain.Owner.PARTNER for kind, _domain in found):
        return True
    others = {name for _kind, domain in found for name in with_above(domain)} - shown
    return bool(others) and rows.filter(owner_kind=TenantDomain.Owner.PARTNER, domain__in=others).exists()


def works_for(user: User, partners: Sequence[Partner]) -> bool:
    """Whether the person is on the staff of one of the partners."""
    return PartnerMembership.objects.filter(user=user, left_at=None, partner__in=partners).exists()


def partnership_stands(provider: Partner, reseller: Partner) -> bool:
    """Whether provider and reseller work together now."""
    pairs = Partnership.objects.filter(provider=provider, reseller=reseller)
    return pairs.filter(status=Partnership.Status.ACTIVE).exists()


def has_other_partner(customer: Customer, partners: Sequence[Partner]) -> bool:
    """Whether a partner other than these has an active relationship with the customer."""
    active = ResellerRelationship.objects.filter(customer=customer, status="active")
    return active.exclude(partner__in=partners).exists()


def active_relationship(
    *, partner: Partner, customer: Customer, capacity: str, provider: Partner | None
) -> ResellerRelationship | None:
    """The active relationship of exactly this combination."""
    rows = ResellerRelationship.objects.filter(partner=partner, customer=customer, status="active")
    return rows.filter(capacity=capacity, provider=provider).first()


def holds_full_rights(partner: Partner, customer: Customer) -> bool:
    """Whether the partner has an active full grant here."""
    grants = DelegatedAdminGrant.objects.filter(partner=partner, customer=customer)
    return grants.filter(kind="full", status="active").exists()


def is_accepted_for(invitation: Invitation, customer: Customer) -> bool:
    """Whether this request is accepted for this customer."""
    return invitation.acceptances.filter(customer=customer, outcome=Acceptance.Outcome.ACCEPTED).exists()


def answer_of(invitation: Invitation, user: User) -> Acceptance | None:
    """The newest answer to the request that this person, or an organisation of theirs, has given."""
    mine = Q(decided_by=user) | Q(customer__memberships__user=user, customer__memberships__left_at=None)
    return invitation.acceptances.filter(mine).order_by("-pk").first()


def answers_open_to(user: User) -> QuerySet[Acceptance]:
    """The answers whose receipts this person may read: own ones, and those of own organisations."""
    mine = Q(decided_by=user) | Q(customer__memberships__user=user, customer__memberships__left_at=None)
    related = ("invitation__partner", "invitation__cloud", "customer", "decided_by", "grant", "relationship")
    return Acceptance.objects.filter(mine).select_related(*related).distinct()
