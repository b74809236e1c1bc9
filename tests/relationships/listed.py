"""What the tests of the Customers list share: customers to list, and the names on a page."""

import re
from typing import Any

from customers.directory.models import Customer
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer
from partnercenter.partners.models import Partner
from tests import factories

PAGE = "/partner/customers/"


def tie(partner: Partner, name: str = "", **customer: Any) -> Customer:
    """A customer of the partner's, with its row."""
    named = {"name": name} if name else {}
    made = factories.CustomerFactory(cloud=partner.cloud, **named, **customer)
    factories.ResellerRelationshipFactory(partner=partner, customer=made)
    refresh_pair(partner, made)
    return made


def tie_many(partner: Partner, number: int, name: str = "Acme") -> None:
    """Many customers at once, all of one sort key: only the id tells them apart."""
    made = factories.CustomerFactory.create_batch(number, name=name, cloud=partner.cloud)
    since = factories.ago(days=9)
    PartnerCustomer.objects.bulk_create(
        PartnerCustomer(partner=partner, customer=customer, sort_key=customer.sort_key, since=since)
        for customer in made
    )


def names_on(page: str) -> list[str]:
    """The customers' names in the order of the rows, without markup."""
    cells = re.findall(r'<a class="name"[^>]*>(.*?)</a>', page)
    return [re.sub(r"<[^>]+>", "", cell) for cell in cells]


def text_of(response: Any) -> str:
    return response.content.decode()
