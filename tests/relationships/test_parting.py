"""A provider and a reseller part: the customers that both serve are told, and nothing of them changes."""

import pytest

from customers.directory.models import CustomerRole
from customers.relationships.models import ResellerRelationship
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.actions import end_partnership
from tests import factories

pytestmark = pytest.mark.django_db
KIND = "partnership.ended_customer"


@pytest.fixture
def pair():
    return factories.PartnershipFactory()


@pytest.fixture
def operator():
    return factories.UserFactory(operator=True)


def served_through(pair, **traits):
    """A global admin of a customer that the reseller serves through the provider."""
    facts = {"partner": pair.reseller, "capacity": "reseller", "provider": pair.provider}
    relationship = factories.ResellerRelationshipFactory(**facts, **traits)
    return factories.CustomerMembershipFactory(customer=relationship.customer)


def told() -> list[str]:
    return sorted(OutboundEmail.objects.filter(kind=KIND).values_list("recipient", flat=True))


def test_global_admins_of_shared_customers_are_told_and_nobody_else(pair, operator):
    admin = served_through(pair)
    factories.CustomerMembershipFactory(customer=admin.customer, role=CustomerRole.BILLING_ADMIN)
    served_through(pair, ended=True)
    served_through(factories.PartnershipFactory(reseller=pair.reseller))
    own = factories.ResellerRelationshipFactory(partner=pair.provider, capacity="provider").customer
    factories.CustomerMembershipFactory(customer=own)
    before = list(ResellerRelationship.objects.order_by("pk").values())
    end_partnership(partnership=pair, by=operator)
    assert told() == [admin.user.email]
    assert list(ResellerRelationship.objects.order_by("pk").values()) == before
    event = AuditEvent.objects.get(action="partnership.ended_told")
    assert (event.customer_id, event.partner_id) == (admin.customer.public_id, pair.reseller.public_id)


def test_the_mail_says_who_parted_and_that_everything_stays(pair, operator):
    served_through(pair)
    end_partnership(partnership=pair, reason="Between us", by=operator)
    letter = render(OutboundEmail.objects.get(kind=KIND))
    assert letter.subject == f"{pair.reseller} no longer sells through {pair.provider}"
    assert "subscriptions stay as they are" in letter.text
    assert "http://public.localhost:8000/customer/partners/" in letter.text
    assert "Between us" not in letter.text + letter.html


def test_who_answers_for_several_customers_is_told_once(pair, operator):
    first = served_through(pair)
    second = served_through(pair)
    factories.CustomerMembershipFactory(customer=second.customer, user=first.user)
    end_partnership(partnership=pair, by=operator)
    assert told() == sorted([first.user.email, second.user.email])
    assert AuditEvent.objects.filter(action="partnership.ended_told").count() == 2


def test_many_customers_take_no_more_statements_than_a_few(pair, operator, django_assert_max_num_queries):
    for _each in range(12):
        served_through(pair)
    with django_assert_max_num_queries(40):
        end_partnership(partnership=pair, by=operator)
    assert len(told()) == 12
