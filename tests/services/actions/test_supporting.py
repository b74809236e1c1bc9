"""Service requests: where they go, who writes in them, who hands them on, who closes them, and who is told."""

from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.services.actions import (
    close_service_request,
    forward_service_request,
    raise_service_request,
    write_message,
)
from customers.services.actions.supporting import Matter
from customers.services.models import ServiceRequest
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.services.conftest import relate

pytestmark = pytest.mark.django_db


def bring_up(customer, by, through=None) -> ServiceRequest:
    matter = Matter(severity="A", subject="Mail stands still", text="Since nine.", through=through)
    return raise_service_request(customer=customer, matter=matter, request_key=uuid4(), by=by)


def told(kind: str) -> set[str]:
    return set(OutboundEmail.objects.filter(kind=f"service_request.{kind}").values_list("recipient", flat=True))


@pytest.fixture
def operator():
    """An operator of all clouds; one of China alone, and an auditor, who hear nothing of it."""
    factories.UserFactory(operator=True, operated_clouds=["china"])
    factories.UserFactory(operator_role="auditor")
    return factories.UserFactory(operator=True, email="operator@operator.example")


@pytest.fixture
def chain(customer):
    """A reseller's person and its provider's, both related to the customer: (reseller, provider)."""
    tied = factories.PartnershipFactory()
    relate(tied.provider, customer, "provider")
    relate(tied.reseller, customer, "reseller", tied.provider)
    return tuple(factories.PartnerMembershipFactory(partner=each) for each in (tied.reseller, tied.provider))


def test_without_rights_it_goes_to_the_operator_marked_so(related, partner_membership, operator) -> None:
    raised = bring_up(related, partner_membership)
    assert (raised.desk, raised.provider, raised.without_rights) == ("operator", None, True)
    assert (raised.respond_by - raised.raised_at).total_seconds() == 2 * 3600
    assert raised.messages.get().text == "Since nine."
    assert told("received") == {operator.email}
    details = AuditEvent.objects.get(action="servicerequest.raised").details
    assert details == {"severity": "A", "desk": "operator", "without_rights": True}


def test_with_rights_it_goes_to_the_operator_unmarked(related, partner_membership) -> None:
    factories.DelegatedAdminGrantFactory(partner=partner_membership.partner, customer=related)
    raised = bring_up(related, partner_membership)
    assert raised.without_rights is False
    used = AuditEvent.objects.get(action="grant.used")
    assert used.details["need"] == "raise_service_requests"
    assert used.details["about"] == str(raised.public_id)


def test_granular_rights_that_reach_only_colleagues_leave_it_marked(related, partner_membership) -> None:
    partner = partner_membership.partner
    grant = factories.DelegatedAdminGrantFactory(partner=partner, customer=related, granular=True)
    colleague = factories.PartnerMembershipFactory(partner=partner)
    group = factories.SecurityGroupFactory(partner=partner, members=[colleague])
    factories.AccessAssignmentFactory(grant=grant, group=group)
    assert bring_up(related, partner_membership).without_rights is True
    assert bring_up(related, colleague).without_rights is False


def test_rights_that_ended_or_ran_out_count_no_more(related, partner_membership) -> None:
    partner = partner_membership.partner
    factories.DelegatedAdminGrantFactory(partner=partner, customer=related, terminated=True)
    factories.DelegatedAdminGrantFactory(
        partner=partner, customer=related, granular=True, ends_at=factories.ago(minutes=1)
    )
    assert bring_up(related, partner_membership).without_rights is True


def test_a_resellers_goes_to_its_provider_first_without_the_mark(customer, chain, operator) -> None:
    reseller, provider = chain
    raised = bring_up(customer, reseller, through=provider.partner)
    assert (raised.desk, raised.provider, raised.without_rights) == ("provider", provider.partner, False)
    assert told("received") == {provider.user.email}


def test_a_reseller_cannot_go_past_its_provider(customer, chain) -> None:
    with pytest.raises(ValidationError) as refusal:
        bring_up(customer, chain[0])
    assert refusal.value.code == "way_not_open"


def test_what_one_sold_is_enough_to_raise_one_and_nothing_at_all_is_not(customer, partner_membership) -> None:
    with pytest.raises(ValidationError) as refusal:
        bring_up(customer, partner_membership)
    assert refusal.value.code == "not_related"
    factories.SubscriptionFactory(customer=customer, sold=partner_membership.partner, status="suspended")
    assert bring_up(customer, partner_membership).without_rights is True


@pytest.mark.parametrize("role", [PartnerRole.SALES_AGENT, PartnerRole.GLOBAL_ADMIN, PartnerRole.VIEWER])
def test_other_roles_raise_and_write_nothing(related, partner, role) -> None:
    person = factories.PartnerMembershipFactory(partner=partner, roles=[role])
    with pytest.raises(PermissionDenied):
        bring_up(related, person)
    raised = factories.ServiceRequestFactory(partner=partner, customer=related)
    with pytest.raises(PermissionDenied):
        write_message(service_request=raised, text="Hello", by=person)


def test_the_same_form_sent_twice_raises_one(related, partner_membership) -> None:
    key, matter = uuid4(), Matter("C", "Question", "How?")
    made = {
        raise_service_request(customer=related, matter=matter, request_key=key, by=partner_membership).pk
        for _ in range(2)
    }
    assert len(made) == 1


def test_a_desks_answer_is_the_first_response_and_reaches_who_raised_it(related, partner_membership, operator) -> None:
    raised = bring_up(related, partner_membership)
    write_message(service_request=raised, text="We look into it.", by=operator)
    raised.refresh_from_db()
    first = raised.answered_at
    assert (raised.status, first is not None) == ("answered", True)
    assert told("message") == {partner_membership.user.email}
    write_message(service_request=raised, text="Thank you, still slow.", by=partner_membership)
    raised.refresh_from_db()
    assert (raised.status, raised.answered_at) == ("open", first)
    assert told("message") == {partner_membership.user.email, operator.email}


def test_a_provider_hands_a_resellers_on_once_and_the_mark_stays_off(customer, chain, operator) -> None:
    reseller, provider = chain
    raised = bring_up(customer, reseller, through=provider.partner)
    forwarded = forward_service_request(service_request=raised, by=provider)
    assert (forwarded.desk, forwarded.provider, forwarded.without_rights) == ("operator", provider.partner, False)
    assert told("received") == {provider.user.email, operator.email}
    with pytest.raises(ValidationError) as refusal:
        forward_service_request(service_request=raised, by=provider)
    assert refusal.value.code == "not_at_this_desk"


def test_a_reseller_forwards_nothing_itself(customer, chain) -> None:
    raised = bring_up(customer, chain[0], through=chain[1].partner)
    with pytest.raises(PermissionDenied):
        forward_service_request(service_request=raised, by=chain[0])


def test_the_customers_admins_write_and_its_users_do_not(related, partner_membership, customer_membership) -> None:
    raised = bring_up(related, partner_membership)
    write_message(service_request=raised, text="It is room 3.", by=customer_membership)
    assert raised.messages.last().side == "customer"
    plain = factories.CustomerMembershipFactory(customer=related, role="user")
    with pytest.raises(PermissionDenied):
        write_message(service_request=raised, text="Me too.", by=plain)


def test_strangers_write_nowhere(related, partner_membership, customer_membership) -> None:
    raised = bring_up(related, partner_membership)
    strangers = [
        factories.PartnerMembershipFactory(),
        factories.CustomerMembershipFactory(),
        factories.UserFactory(),
    ]
    for stranger in strangers:
        with pytest.raises(PermissionDenied):
            write_message(service_request=raised, text="Hello", by=stranger)
        with pytest.raises(PermissionDenied):
            close_service_request(service_request=raised, by=stranger)


def test_closing_ends_it_and_tells_the_other_side(related, partner_membership, operator) -> None:
    raised = bring_up(related, partner_membership)
    closed = close_service_request(service_request=raised, by=operator)
    assert (closed.status, closed.closed_by) == ("closed", operator)
    assert told("closed") == {partner_membership.user.email}
    for deed in (close_service_request, lambda **given: write_message(text="More", **given)):
        with pytest.raises(ValidationError) as refusal:
            deed(service_request=raised, by=partner_membership)
        assert refusal.value.code == "service_request_closed"


def test_a_suspended_partner_writes_nothing(related, partner, partner_membership) -> None:
    raised = bring_up(related, partner_membership)
    partner.status, partner.suspended_at = "suspended", factories.ago(hours=1)
    partner.suspended_by = factories.UserFactory(operator=True)
    partner.save()
    partner_membership.refresh_from_db()
    raised.refresh_from_db()
    for deed in (
        lambda: bring_up(related, partner_membership),
        lambda: write_message(service_request=raised, text="x", by=partner_membership),
    ):
        with pytest.raises(ValidationError) as refusal:
            deed()
        assert refusal.value.code == "partner_suspended"
