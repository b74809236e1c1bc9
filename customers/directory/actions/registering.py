"""An organisation registers itself (decisions §5)."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from customers.directory import rules
from customers.directory.actions.events import log
from customers.directory.actions.team import join
from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.directory.ownership import as_owner
from partnercenter.accounts.models import User
from partnercenter.clouds.models import CloudRegion
from partnercenter.clouds.zones import zone_of
from partnercenter.domains.actions import register_domain
from partnercenter.domains.queries import holder_of
from partnercenter.partners.queries import partner_owning


@dataclass(frozen=True, kw_only=True)
class Registration:
    """What somebody says of their organisation; `domain` is the verified mailbox's, empty for free mail."""

    name: str
    country: str
    address: str
    contact_name: str
    contact_email: str
    domain: str
    language: str


def register_customer(*, cloud: CloudRegion, registration: Registration, by: User) -> CustomerMembership:
    """Register an organisation with `by` as its global admin. Its domain is unconfirmed until proved.

    Registering the same again without a domain gives the first result. Raises `ValidationError` (`cloud_closed`,
    `domain_of_customer`, `domain_of_partner`, name codes).
    """
    try:
        return register_once(cloud=cloud, registration=registration, by=by)
    except IntegrityError:  # two people of one domain at the same moment: the second is told so
        rules.check_domain_free(holder_of(cloud, registration.domain))
        raise


@transaction.atomic
def register_once(*, cloud: CloudRegion, registration: Registration, by: User) -> CustomerMembership:
    rules.check_company_name(registration.name)
    rules.check_open_to_new(CloudRegion.objects.get(pk=cloud.pk))
    earlier = registered_before(cloud, registration, by)
    if earlier:
        return earlier
    if registration.domain:
        rules.check_no_partner(partner_owning(cloud, registration.domain), registration.domain)
        rules.check_domain_free(holder_of(cloud, registration.domain))
    customer = keep_customer(cloud, registration)
    if registration.domain:
        register_domain(organisation=as_owner(customer), domain=registration.domain, by=by)
    log("customer.registered", customer, by=by, has_domain=bool(registration.domain))
    return join(customer, user=by, role=CustomerRole.GLOBAL_ADMIN, by=by)


def registered_before(cloud: CloudRegion, registration: Registration, by: User) -> CustomerMembership | None:
    """What the same form made when it was sent before (double click, back): without a domain no index holds it."""
    if registration.domain:
        return None
    User.objects.select_for_update(no_key=True).only("pk").get(pk=by.pk)
    own = CustomerMembership.objects.filter(user=by, left_at=None, role=CustomerRole.GLOBAL_ADMIN)
    same = {"customer__cloud": cloud, "customer__name": registration.name, "customer__country": registration.country}
    return own.filter(**same, customer__is_self_registered=True).select_related("customer").first()


def keep_customer(cloud: CloudRegion, registration: Registration) -> Customer:
    return Customer.objects.create(
        cloud=cloud,
        name=registration.name,
        primary_domain=registration.domain,
        country=registration.country,
        address=registration.address,
        contact_name=registration.contact_name,
        contact_email=registration.contact_email,
        language=registration.language,
        time_zone=zone_of(registration.country),
        is_self_registered=True,
    )
