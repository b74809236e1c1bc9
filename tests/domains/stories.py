"""Organisations with their admins, and the records that prove what they claim."""

from customers.directory.models import Customer
from customers.directory.ownership import as_owner
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.models import DomainClaim
from partnercenter.domains.owners import Organisation
from partnercenter.domains.proof import record_name, record_value
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners import ownership
from partnercenter.partners.models import Partner, PartnerRole
from tests import factories
from tests.domains.name_server import Zone


def organisation(**facts) -> tuple[Organisation, Customer]:
    """A customer with one global administrator, `admin@<its name in small letters>.example`."""
    customer = factories.CustomerFactory(**facts)
    user = factories.UserFactory(email=f"admin@{customer.name.split()[0].lower()}.example")
    factories.CustomerMembershipFactory(customer=customer, user=user)
    return as_owner(customer), customer


def partner_organisation(**facts) -> tuple[Organisation, Partner]:
    """A partner with one global admin, `boss@partner.example`."""
    partner = factories.PartnerFactory(**facts)
    boss = factories.UserFactory(email="boss@partner.example")
    factories.PartnerMembershipFactory(partner=partner, user=boss, roles=[PartnerRole.GLOBAL_ADMIN])
    return ownership.as_owner(partner), partner


def publish(zone: Zone, row: TenantDomain | DomainClaim) -> None:
    """Put the record that the page asks for into DNS."""
    zone.texts[record_name(row.domain)] = [record_value(row.challenge)]


def mails(kind: str) -> list[str]:
    """Who was told."""
    return sorted(OutboundEmail.objects.filter(kind=kind).values_list("recipient", flat=True))
