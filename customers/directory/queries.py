"""What registration and the organisation's own pages read of people and domains."""

from allauth.account.models import EmailAddress
from django.db.models import QuerySet

from customers.directory.models import Customer, CustomerMembership, JoinRequest
from partnercenter.accounts.models import User
from partnercenter.canonical.domains import is_free_mail
from partnercenter.canonical.emails import domain_of
from partnercenter.clouds.models import CloudRegion, TenantDomain
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.queries import partner_owning

MOST_PEOPLE = 200


def has_verified_email(user: User) -> bool:
    """Whether the login address, whose domain the organisation gets, is proved to be the person's."""
    return EmailAddress.objects.filter(user=user, email__iexact=user.email, verified=True).exists()


def own_domain(user: User) -> str:
    """The domain that a person's organisation would have; empty for a free-mail address."""
    domain = domain_of(user.email_key)
    return "" if is_free_mail(domain) else domain


def domain_to_register(user: User, cloud: CloudRegion) -> str:
    """The domain that an organisation of this person would start with in this cloud.

    Empty where it is a partner's and the cloud lets partners be customers: the domain stays the partner's.
    """
    domain = own_domain(user)
    is_partners = cloud.allows_partner_to_partner and domain and partner_owning(cloud, domain)
    return "" if is_partners else domain


def belongs_to(user: User, holder: TenantDomain) -> bool:
    """Whether the person is on the staff of the organisation that holds the domain."""
    if holder.owner_kind == TenantDomain.Owner.PARTNER:
        return PartnerMembership.objects.filter(user=user, left_at=None, partner__public_id=holder.owner_id).exists()
    present = CustomerMembership.objects.filter(user=user, left_at=None)
    return present.filter(customer__public_id=holder.owner_id).exists()


def open_join_requests(customer: Customer) -> QuerySet[JoinRequest]:
    """People who wait for an answer, the longest first."""
    waiting = JoinRequest.objects.filter(customer=customer, status=JoinRequest.Status.OPEN)
    return waiting.select_related("user").order_by("asked_at", "pk")[:MOST_PEOPLE]
