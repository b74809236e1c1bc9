"""The demo's sign-ins as text, for the terminal and the README."""

from collections.abc import Iterator

from django.conf import settings

from customers.directory.models import CustomerRole
from partnercenter.audit.operators import OperatorRole
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.clouds.models import CloudRegion
from partnercenter.demo.customers import CUSTOMERS
from partnercenter.demo.domains import DISPUTING, JOINING
from partnercenter.demo.operators import OTHERS, SECOND_FACTOR, WITH_SECOND_FACTOR
from partnercenter.demo.partners import PARTNERS
from partnercenter.demo.shapes import CustomerFacts, PartnerFacts, Person
from partnercenter.demo.stage import PASSWORD
from partnercenter.partners.models import PartnerRole

Line = tuple[str, str, str]


def print_sign_ins() -> Iterator[str]:
    """The lines that `seed_demo --print-sign-ins` prints."""
    yield f"Demo sign-ins (the password of all of them is {PASSWORD}):"
    yield ""
    yield f"Operators, {main_address('admin:index')}"
    yield from columns(operator_lines())
    yield f"    The authenticator's secret of {WITH_SECOND_FACTOR} is {SECOND_FACTOR}"
    yield ""
    yield f"Partners, {settings.BASE_URL}/"
    yield from columns(partner_lines())
    for cloud in CloudRegion.objects.all():
        yield ""
        yield f"Customers of {cloud.name_en}, {acceptance_address(cloud, 'account_login')}"
        yield from columns(customer_lines(cloud.code))


def operator_lines() -> Iterator[Line]:
    yield "operator@operator.example", OperatorRole.ADMIN.value, "all clouds"
    for address, _name, role, clouds in OTHERS:
        more = ", with a second factor" if address == WITH_SECOND_FACTOR else ""
        yield address, role.value, f"{', '.join(clouds) or 'all clouds'}{more}"


def partner_lines() -> Iterator[Line]:
    for partner in PARTNERS:
        for person in partner.staff:
            yield person.address(partner.domain), partner_roles(person), f"{partner.name} ({kind_of(partner)})"


def partner_roles(person: Person) -> str:
    return ", ".join(
        role.replace("_", " ") for role in map(str, (person.role, *person.more_roles)) if PartnerRole(role)
    )


def kind_of(partner: PartnerFacts) -> str:
    kinds = " + ".join(partner.kinds)
    return f"{partner.cloud}, {kinds}, suspended" if partner.is_suspended else f"{partner.cloud}, {kinds}"


def customer_lines(cloud: str) -> Iterator[Line]:
    for customer in CUSTOMERS:
        if customer.cloud == cloud:
            for person in customer.staff:
                yield person.address(customer.domain), CustomerRole(person.role).value.replace("_", " "), customer.name
            yield from outsiders(customer)


def outsiders(customer: CustomerFacts) -> Iterator[Line]:
    """People with a mailbox in the customer's domain who are not its members."""
    for domain, mailbox, *_more in (*JOINING, *DISPUTING):
        if domain == customer.domain:
            yield f"{mailbox}@{domain}", "no member yet", customer.name


def columns(lines: Iterator[Line]) -> Iterator[str]:
    """The lines with their columns under one another; the last one may be of any width."""
    rows = list(lines)
    widths = [max(len(row[place]) for row in rows) for place in (0, 1)]
    for first, second, third in rows:
        yield f"    {first:<{widths[0]}}  {second:<{widths[1]}}  {third}"
