"""One story of consequences (S3): rights are taken back, what was sold is suspended and cancelled, the relationship
ends. Each step in its order, told to both sides, traced in the log of both."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import Customer, CustomerMembership
from customers.grants.needs import Need
from customers.grants.rights import may_use
from customers.relationships.actions import end_rights, leave_customer
from customers.relationships.duty import duty_of
from customers.relationships.index import refresh_pair
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from customers.services.actions import cancel_subscription, resume_subscription, suspend_subscription
from customers.services.models import Subscription
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import Partner, PartnerMembership
from tests import factories
from tests.conftest import PersonaClient
from tests.services.conftest import agree

pytestmark = pytest.mark.django_db


@pytest.fixture
def related(partner: Partner, customer: Customer) -> ResellerRelationship:
    """A relationship with full rights; a licence and a software purchase sold under it, one of somebody else beside."""
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    for name, kind in (("Harbour Mail", "licence"), ("Harbour CAD", "software")):
        factories.SubscriptionFactory(customer=customer, sold=partner, name=name, kind=kind)
    factories.SubscriptionFactory(customer=customer, sold=factories.PartnerFactory(), name="From others")
    agree(customer)
    refresh_pair(partner, customer)
    return made


def told_since(seen: int) -> set[tuple[str, str]]:
    """Kinds of mail and their addressees since a number of mails."""
    return set(OutboundEmail.objects.order_by("pk")[seen:].values_list("kind", "recipient"))


def blocked_by(relationship: ResellerRelationship, by: PartnerMembership) -> str:
    with pytest.raises(ValidationError) as refused:
        leave_customer(relationship=relationship, by=by)
    return str(refused.value.messages[0])


def test_from_rights_to_the_end_each_step_follows_its_order_tells_both_sides_and_is_traced(
    related: ResellerRelationship,
    partner_client: PersonaClient,
    customer_client: PersonaClient,
    customer_membership: CustomerMembership,
) -> None:
    partner, customer = related.partner, related.customer
    agent: PartnerMembership = partner_client.membership
    mail, cad = (Subscription.objects.get(name_en=name) for name in ("Harbour Mail", "Harbour CAD"))

    # 1. The customer takes the rights back: access is gone at once, relationship, sales and duty stay.
    end_rights(grant=partner.grants.get(), side="customer", by=customer_membership.user)
    assert not may_use(agent, customer, Need.SEE_SERVICES)
    assert {to for _kind, to in told_since(0)} == {agent.user.email, customer_membership.user.email}
    assert duty_of(partner, customer).is_owed
    record = partner_client.get(f"/partner/customers/{customer.public_id}/").content.decode()
    assert "Until the contract is renegotiated you still owe" in record

    # 2. Without rights it still cannot end before what it sold: both are named.
    assert all(name in blocked_by(related, agent) for name in ("These 2 items", "Harbour CAD", "Harbour Mail"))

    # 3. Suspending is enough for a licence, not for software; neither deed needs rights.
    suspend_subscription(subscription=mail, by=agent)
    assert "This item has to end first: Harbour CAD." in blocked_by(related, agent)
    cancel_subscription(subscription=cad, by=agent)

    # 4. The end, with both sides told; afterwards nothing can be resumed.
    ends_and_tells(related, agent, customer_membership.user.email)
    mail.refresh_from_db()
    with pytest.raises(ValidationError):
        resume_subscription(subscription=mail, by=agent)

    # 5. What stays: the suspended one, the duty while it lives, others' sales, the pair's own history.
    assert (mail.status, duty_of(partner, customer).is_owed) == ("suspended", True)
    assert Subscription.objects.get(name_en="From others").status == "active"
    assert PartnerCustomer.objects.get(partner=partner).state == "ended"
    is_shown_as_ended(customer, partner_client)

    # 6. The trace, in order, in one log that both sides read.
    is_traced(partner, customer, partner_client, customer_client)


def ends_and_tells(relationship: ResellerRelationship, agent: PartnerMembership, customers_address: str) -> None:
    seen = OutboundEmail.objects.count()
    leave_customer(relationship=relationship, reason="We close this branch.", by=agent)
    assert told_since(seen) == {
        ("relationship.ended_partner", agent.user.email),
        ("relationship.ended_customer", customers_address),
    }


def is_shown_as_ended(customer: Customer, client: PersonaClient) -> None:
    """Found among those that ended, with what was sold, and without a word that it goes on."""
    assert customer.name in client.get("/partner/customers/?relationship=ended").content.decode()
    sold, rights = (
        client.get(f"/partner/customers/{customer.public_id}/{tab}/").content.decode()
        for tab in ("subscriptions", "grants")
    )
    assert ("None, the relationship has ended" in sold, "The relationship goes on." in rights) == (True, False)


def is_traced(
    partner: Partner, customer: Customer, partner_client: PersonaClient, customer_client: PersonaClient
) -> None:
    wanted = ["grant.ended", "subscription.suspended", "subscription.cancelled"]
    pair = AuditEvent.objects.filter(partner_id=partner.public_id, customer_id=customer.public_id).order_by("id")
    actions = [event.action for event in pair if event.action in {*wanted, "relationship.ended"}]
    assert actions == [*wanted, "relationship.ended"]
    for client, path in ((partner_client, "/partner/activity/"), (customer_client, "/customer/activity/")):
        page = client.get(path).content.decode()
        assert "ended the admin rights" in page
        assert "suspended" in page
        assert "ended the relationship with" in page
