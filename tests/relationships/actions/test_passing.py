"""The customers that somebody looked after pass to a colleague, or to nobody."""

import pytest

from customers.relationships.actions import pass_customers_on
from customers.relationships.models import PartnerCustomer
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("is_named", [True, False], ids=["to a colleague", "to nobody"])
def test_the_customers_of_who_leaves_pass_on(partner: Partner, is_named: bool) -> None:
    leaving, colleague, third = factories.PartnerMembershipFactory.create_batch(3, partner=partner)
    hers = factories.PartnerCustomerFactory.create_batch(2, partner=partner, owner=leaving)
    others = factories.PartnerCustomerFactory(partner=partner, owner=third)
    successor = colleague if is_named else None

    pass_customers_on(membership=leaving, successor=successor, by=factories.UserFactory(operator=True))

    owners = dict(PartnerCustomer.objects.values_list("pk", "owner"))
    assert [owners[pair.pk] for pair in hers] == [successor.pk if successor else None] * 2
    assert owners[others.pk] == third.pk
    event = AuditEvent.objects.get(action="customers.passed_on")
    assert event.details == {"customers": 2, "to": str(colleague.public_id) if is_named else None}


def test_who_looked_after_nobody_leaves_no_event(partner: Partner) -> None:
    leaving = factories.PartnerMembershipFactory(partner=partner)
    pass_customers_on(membership=leaving, successor=None, by=factories.UserFactory(operator=True))
    assert not AuditEvent.objects.exists()
