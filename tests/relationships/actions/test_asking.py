"""A customer asks for the end of a relationship: every way that it can take, with who is told and what is logged."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from customers.directory.models import Customer, CustomerMembership, CustomerRole
from customers.relationships.actions import (
    answer_asked_end,
    ask_to_end,
    end_as_asked,
    end_relationship,
    leave_as_it_is,
    leave_customer,
    withdraw_asked_end,
)
from customers.relationships.actions.life import close_due, remind_due
from customers.relationships.index import refresh_pair
from customers.relationships.models import AskedEnd, AskedEndNotice, ResellerRelationship
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import NothingToSend, render
from partnercenter.partners.models import Capacity, Partner, PartnerMembership, PartnerRole
from tests import factories

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@pytest.fixture
def direct(partner: Partner, customer: Customer) -> ResellerRelationship:
    made = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return made


@pytest.fixture
def asked(
    direct: ResellerRelationship, customer_membership: CustomerMembership, partner_membership: PartnerMembership
) -> AskedEnd:
    """The customer's wish, whose own mails and event are out of the way."""
    made = ask_to_end(relationship=direct, reason="We buy directly now.", by=customer_membership)
    OutboundEmail.objects.all().delete()
    return made


@pytest.fixture
def operator(db: None) -> User:
    return factories.UserFactory(email="operator@operator.example", operator=True)


def sell(relationship: ResellerRelationship, **facts: object) -> object:
    return factories.SubscriptionFactory(customer=relationship.customer, sold=relationship.partner, **facts)


def told() -> dict[str, str]:
    """Kind of mail and to whom; each letter can be written."""
    mails = {mail.kind.removeprefix("relationship."): mail.recipient for mail in OutboundEmail.objects.all()}
    for mail in OutboundEmail.objects.all():
        letter = render(mail)
        assert "%(" not in letter.subject + letter.text
    return mails


def last_event() -> tuple[str, str]:
    event = AuditEvent.objects.filter(action__startswith="relationship.").order_by("-id")[0]
    assert "directly" not in str(event.details)
    return event.action, event.side


def test_asking_ends_nothing_tells_both_sides_and_gives_thirty_days_of_the_customer(
    direct: ResellerRelationship, customer_membership: CustomerMembership, partner_membership: PartnerMembership
) -> None:
    made = ask_to_end(relationship=direct, reason="We buy directly now.", by=customer_membership)

    direct.refresh_from_db()
    assert (direct.status, made.status, made.asked_by) == ("active", "asked", customer_membership.user)
    made.refresh_from_db()
    assert timedelta(days=30) <= made.answer_by - made.asked_at <= timedelta(days=31)
    assert (made.answer_by.hour, made.answer_by.minute) == (15, 0)  # midnight in Tokyo
    assert told() == {
        "end_asked_partner": partner_membership.user.email,
        "end_asked_customer": customer_membership.user.email,
    }
    assert "We buy directly now." in render(OutboundEmail.objects.get(kind="relationship.end_asked_partner")).text
    assert last_event() == ("relationship.end_asked", "customer")


def test_only_a_global_administrator_of_the_customer_asks_and_withdraws(
    direct: ResellerRelationship, asked: AskedEnd
) -> None:
    make = factories.CustomerMembershipFactory
    others = [make(customer=direct.customer, role=role) for role in (CustomerRole.BILLING_ADMIN, CustomerRole.USER)]
    for by in (*others, make()):
        with pytest.raises(PermissionDenied):
            ask_to_end(relationship=direct, by=by)
        with pytest.raises(PermissionDenied):
            withdraw_asked_end(asked=asked, by=by)


def test_it_is_asked_once_at_a_time_and_of_what_stands(
    direct: ResellerRelationship, asked: AskedEnd, customer_membership: CustomerMembership
) -> None:
    with pytest.raises(ValidationError) as twice:
        ask_to_end(relationship=direct, by=customer_membership)
    over = factories.ResellerRelationshipFactory(customer=direct.customer, ended=True)
    with pytest.raises(ValidationError) as late:
        ask_to_end(relationship=over, by=customer_membership)
    assert (twice.value.code, late.value.code) == ("asked_already", "relationship_not_active")


def test_withdrawing_leaves_everything_and_lets_the_customer_ask_again(
    direct: ResellerRelationship,
    asked: AskedEnd,
    customer_membership: CustomerMembership,
    partner_membership: PartnerMembership,
) -> None:
    gone = withdraw_asked_end(asked=asked, by=customer_membership)

    assert (gone.status, gone.closed_by) == ("withdrawn", customer_membership.user)
    assert told() == {"end_withdrawn_partner": partner_membership.user.email}
    assert last_event() == ("relationship.end_withdrawn", "customer")
    assert ask_to_end(relationship=direct, by=customer_membership).status == "asked"


def test_an_answer_tells_the_customer_why_and_stops_the_end_by_itself(
    direct: ResellerRelationship,
    asked: AskedEnd,
    partner_membership: PartnerMembership,
    customer_membership: CustomerMembership,
    operator: User,
) -> None:
    answer_asked_end(asked=asked, answer="We propose to halve the price.", by=partner_membership)

    assert told() == {"end_answered_customer": customer_membership.user.email}
    assert "halve the price" in render(OutboundEmail.objects.get()).text
    assert last_event() == ("relationship.end_answered", "partner")
    assert close_due(asked.answer_by) == 1
    asked.refresh_from_db()
    direct.refresh_from_db()
    assert (asked.status, direct.status) == ("escalated", "active")


def test_an_answer_needs_words_a_role_and_an_open_question(
    asked: AskedEnd, partner_membership: PartnerMembership, other_partner_client: object
) -> None:
    sales = factories.PartnerMembershipFactory(partner=partner_membership.partner, roles=[PartnerRole.SALES_AGENT])
    for by in (sales, other_partner_client.membership):
        with pytest.raises(PermissionDenied):
            answer_asked_end(asked=asked, answer="No.", by=by)
    with pytest.raises(ValidationError) as silent:
        answer_asked_end(asked=asked, answer="  ", by=partner_membership)
    answer_asked_end(asked=asked, answer="No.", by=partner_membership)
    with pytest.raises(ValidationError) as twice:
        answer_asked_end(asked=asked, answer="Still no.", by=partner_membership)
    assert (silent.value.code, twice.value.code) == ("answer_missing", "asked_moved_on")


def test_a_partner_that_ends_the_relationship_fulfils_the_wish(
    direct: ResellerRelationship, asked: AskedEnd, partner_membership: PartnerMembership
) -> None:
    leave_customer(relationship=direct, by=partner_membership)

    asked.refresh_from_db()
    assert (asked.status, asked.closed_by) == ("ended", partner_membership.user)
    assert set(told()) == {"ended_partner", "ended_customer"}


def test_silence_ends_it_by_itself_where_nothing_sold_is_active(
    direct: ResellerRelationship, asked: AskedEnd, operator: User
) -> None:
    sell(direct, status="suspended")
    assert close_due(asked.answer_by - HOUR) == 0
    assert close_due(asked.answer_by) == 1
    assert close_due(asked.answer_by + HOUR) == 0

    direct.refresh_from_db()
    asked.refresh_from_db()
    assert (direct.status, direct.ended_side, direct.ended_by) == ("ended", "system", None)
    assert (asked.status, asked.closed_by) == ("ended", None)
    assert set(told()) == {"ended_partner", "ended_customer"}
    assert last_event() == ("relationship.ended", "system")


def test_silence_about_something_active_brings_it_before_the_operators_of_the_cloud(
    direct: ResellerRelationship,
    asked: AskedEnd,
    operator: User,
    partner_membership: PartnerMembership,
    customer_membership: CustomerMembership,
) -> None:
    factories.UserFactory(operator=True, operated_clouds=["china"])
    factories.UserFactory(operator_role="auditor")
    sell(direct)

    assert (close_due(asked.answer_by), close_due(asked.answer_by)) == (1, 0)

    asked.refresh_from_db()
    direct.refresh_from_db()
    assert (asked.status, direct.status) == ("escalated", "active")
    assert told() == {
        "end_escalated_partner": partner_membership.user.email,
        "end_escalated_customer": customer_membership.user.email,
        "end_escalated_operator": operator.email,
    }
    assert last_event() == ("relationship.end_escalated", "system")


@pytest.fixture
def escalated(direct: ResellerRelationship, asked: AskedEnd) -> AskedEnd:
    """What the operators have to decide, the mails about it out of the way."""
    sell(direct)
    close_due(asked.answer_by)
    OutboundEmail.objects.all().delete()
    return asked


def test_the_operator_ends_it_with_a_reason_and_leaves_what_was_sold(
    direct: ResellerRelationship, escalated: AskedEnd, operator: User
) -> None:
    ended = end_as_asked(asked=escalated, reason="Case 4711", by=operator)

    direct.refresh_from_db()
    assert (ended.status, ended.decision, ended.closed_by) == ("ended", "Case 4711", operator)
    assert (direct.status, direct.ended_side, direct.end_reason) == ("ended", "operator", "Case 4711")
    assert direct.partner.sold_subscriptions.get().status == "active"
    assert set(told()) == {"ended_partner", "ended_customer"}
    assert all(
        "asked for its end. The operator has decided so." in render(mail).text for mail in OutboundEmail.objects.all()
    )
    assert last_event() == ("relationship.ended", "operator")
    assert AuditEvent.objects.get(action="relationship.ended").details["wished"]


def test_the_operator_leaves_it_as_it_is_and_both_sides_read_why(
    direct: ResellerRelationship, escalated: AskedEnd, operator: User
) -> None:
    left = leave_as_it_is(asked=escalated, reason="The contract runs until May.", by=operator)

    direct.refresh_from_db()
    assert (left.status, direct.status) == ("refused", "active")
    assert set(told()) == {"end_refused_partner", "end_refused_customer"}
    assert all("runs until May" in render(mail).text for mail in OutboundEmail.objects.all())
    assert last_event() == ("relationship.end_refused", "operator")


def test_operators_decide_only_what_lies_with_them_and_give_a_reason(
    asked: AskedEnd, operator: User, partner_membership: PartnerMembership
) -> None:
    for decide in (end_as_asked, leave_as_it_is):
        with pytest.raises(ValidationError) as early:
            decide(asked=asked, reason="Case 4711", by=operator)
        with pytest.raises(ValidationError) as mute:
            decide(asked=asked, reason=" ", by=operator)
        with pytest.raises(PermissionDenied):
            decide(asked=asked, reason="Case 4711", by=partner_membership.user)
        assert (early.value.code, mute.value.code) == ("not_escalated", "reason_missing")


def days_before(asked: AskedEnd, days: int) -> datetime:
    """The moment at which the day begins that lies so many days before the last one."""
    return asked.answer_by - timedelta(days=days + 1)


def test_the_partner_is_reminded_seven_days_and_one_day_ahead_exactly_once_each(
    asked: AskedEnd, partner_membership: PartnerMembership
) -> None:
    sent = []
    for hours in range(-30, 24 * 8 + 2, 6):  # from before the seventh day to after the end, the job twice each time
        now = days_before(asked, 7) + timedelta(hours=hours)
        sent += [now] * (remind_due(now) + remind_due(now))

    assert sent == [days_before(asked, 7), days_before(asked, 1)]
    assert sorted(AskedEndNotice.objects.values_list("kind", flat=True)) == ["days_1", "days_7"]
    assert {mail.recipient for mail in OutboundEmail.objects.all()} == {partner_membership.user.email}
    assert OutboundEmail.objects.filter(kind="relationship.end_reminded_partner").count() == 2


def test_a_job_that_was_away_sends_the_most_urgent_reminder_alone(asked: AskedEnd) -> None:
    assert remind_due(days_before(asked, 1) + HOUR) == 1
    assert remind_due(days_before(asked, 1) + 2 * HOUR) == 0
    assert AskedEndNotice.objects.get().kind == "days_1"


def test_nobody_is_reminded_of_what_is_answered_and_a_late_reminder_is_dropped(
    asked: AskedEnd, partner_membership: PartnerMembership
) -> None:
    remind_due(days_before(asked, 7))
    answer_asked_end(asked=asked, answer="No.", by=partner_membership)
    assert remind_due(days_before(asked, 1)) == 0
    with pytest.raises(NothingToSend):
        render(OutboundEmail.objects.get(kind="relationship.end_reminded_partner"))


def test_a_reseller_may_end_what_the_customer_asks_it_to_end_and_its_provider_is_told(
    customer: Customer, customer_membership: CustomerMembership
) -> None:
    provider, reseller = factories.PartnerFactory(provider=True), factories.PartnerFactory(reseller=True)
    make = factories.ResellerRelationshipFactory
    above = make(partner=provider, customer=customer, capacity=Capacity.PROVIDER)
    below = make(partner=reseller, customer=customer, capacity=Capacity.RESELLER, provider=provider)
    agent, boss = (factories.PartnerMembershipFactory(partner=each) for each in (reseller, provider))
    ask_to_end(relationship=below, by=customer_membership)
    OutboundEmail.objects.all().delete()

    leave_customer(relationship=below, by=agent)

    above.refresh_from_db()
    below.refresh_from_db()
    assert (above.status, below.status) == ("active", "ended")
    assert told() == {
        "ended_partner": agent.user.email,
        "ended_customer": customer_membership.user.email,
        "ended_provider": boss.user.email,
    }


def test_an_end_that_comes_from_above_fulfils_the_wish_too(
    customer: Customer, customer_membership: CustomerMembership
) -> None:
    provider, reseller = factories.PartnerFactory(provider=True), factories.PartnerFactory(reseller=True)
    make = factories.ResellerRelationshipFactory
    above = make(partner=provider, customer=customer, capacity=Capacity.PROVIDER)
    below = make(partner=reseller, customer=customer, capacity=Capacity.RESELLER, provider=provider)
    waiting = ask_to_end(relationship=below, by=customer_membership)

    end_relationship(relationship=above, side="partner", by=factories.PartnerMembershipFactory(partner=provider).user)

    waiting.refresh_from_db()
    assert waiting.status == "ended"
