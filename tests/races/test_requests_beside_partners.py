"""Requests beside what ends or stops them (domain §8.4), one order at a time: each waits where it has to.

Who comes first holds its locks in an open transaction until the other one is seen waiting for them; so the order is
the test's and not the scheduler's.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, connections, transaction

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions import end_relationship
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions import cancel, create
from invitations.actions.accept import accept
from invitations.actions.answering import Stopped
from invitations.actions.consenting import Consent
from invitations.models import Acceptance, Invitation
from invitations.rules.obstacles import Dead, NotAnAdmin, PartnerUnavailable, WrongMarket
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.actions import end_partnership, member_leaves, suspend_partner
from partnercenter.partners.models import Capacity
from tests import factories
from tests.invitations.acceptance_steps import agree, case_for, decision_for, full_consent
from tests.invitations.asked import key, terms

pytestmark = [pytest.mark.race, pytest.mark.django_db]
WAITS = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()"


def then(first: Callable[[], object], second: Callable[[], object]) -> tuple[Any, Any]:
    """Both results (or exceptions), where `second` starts while `first` has done its work and not committed it."""
    done, go = threading.Event(), threading.Event()
    results: list[Any] = [None, None]

    def lead() -> None:
        try:
            with transaction.atomic():
                try:
                    results[0] = first()
                finally:
                    done.set()
                go.wait(20)
        except Exception as error:
            results[0] = error
        finally:
            connections.close_all()

    def follow() -> None:
        done.wait(20)
        try:
            results[1] = second()
        except Exception as error:
            results[1] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=job) for job in (lead, follow)]
    for thread in threads:
        thread.start()
    wait_until_blocked(threads[1], done)
    go.set()
    for thread in threads:
        thread.join(timeout=20)
    return results[0], results[1]


def wait_until_blocked(follower: threading.Thread, done: threading.Event) -> None:
    """Until the second one waits for a lock, or is through without waiting."""
    done.wait(20)
    deadline = time.monotonic() + 2.5  # before the lock's own limit of 3 seconds
    with connection.cursor() as cursor:
        while follower.is_alive() and time.monotonic() < deadline:
            cursor.execute(WAITS)
            if cursor.fetchone()[0]:
                return
            time.sleep(0.01)


@contextmanager
def nothing_written(invitation: Invitation) -> Iterator[None]:
    yield
    assert not Acceptance.objects.filter(invitation=invitation).exists()
    assert not ResellerRelationship.objects.filter(partner=invitation.partner).exists()
    assert not DelegatedAdminGrant.objects.filter(partner=invitation.partner).exists()


def reader(invitation: Invitation) -> tuple[Any, Callable[[], Acceptance]]:
    """A customer's admin who has read everything, and the pressing of *Accept*."""
    member = factories.CustomerMembershipFactory()
    agree(member.customer, member.user)
    decision = decision_for(invitation, member.user, member.customer)
    case, consent = case_for(invitation, member.user, member.customer), full_consent(decision)
    return member, lambda: accept(case=case, customer=member.customer, consent=consent, by=member.user)


def indirect() -> tuple[Any, Invitation]:
    """A partnership, and a request through it that waits."""
    pair = factories.PartnershipFactory()
    asked = factories.InvitationFactory(
        partner=pair.reseller, capacity=Capacity.RESELLER, provider=pair.provider, sent=True, unaddressed=True
    )
    return pair, asked


def status_of(invitation: Invitation) -> str:
    return Invitation.objects.get(pk=invitation.pk).status


def test_two_customers_press_at_the_limit_of_one_link():
    asked = factories.InvitationFactory(sent=True, reusable=True, use_limit=1)
    _, mine = reader(asked)
    _, theirs = reader(asked)
    first, second = then(mine, theirs)
    assert isinstance(first, Acceptance)
    assert second.obstacle == Dead("limit")
    assert Acceptance.objects.filter(invitation=asked).count() == 1
    assert ResellerRelationship.objects.filter(partner=asked.partner).count() == 1
    assert status_of(asked) == "accepted"


def test_two_customers_below_the_limit_are_both_taken():
    asked = factories.InvitationFactory(sent=True, reusable=True, use_limit=2)
    _, mine = reader(asked)
    _, theirs = reader(asked)
    first, second = then(mine, theirs)
    assert {type(first), type(second)} == {Acceptance}
    assert first.receipt != second.receipt
    assert status_of(asked) == "accepted"


@pytest.mark.parametrize("kind", ["reusable", "unaddressed"])
def test_the_same_person_presses_twice_and_gets_one_receipt(kind):
    asked = factories.InvitationFactory(sent=True, **{kind: True})
    _, press = reader(asked)
    first, second = then(press, press)
    assert first == second
    assert Acceptance.objects.count() == ResellerRelationship.objects.count() == 1
    assert OutboundEmail.objects.filter(kind="invitation.accepted_customer").count() == 1


def test_a_colleague_presses_after_another_for_the_same_customer():
    asked = factories.InvitationFactory(sent=True, reusable=True)
    member, mine = reader(asked)
    colleague = factories.CustomerMembershipFactory(customer=member.customer).user
    decision = decision_for(asked, colleague, member.customer)
    case, consent = case_for(asked, colleague, member.customer), full_consent(decision)
    hers = partial(accept, case=case, customer=member.customer, consent=consent, by=colleague)
    first, second = then(mine, hers)
    assert isinstance(first, Acceptance)
    assert isinstance(second, Stopped)
    assert Acceptance.objects.count() == ResellerRelationship.objects.count() == 1


def test_the_partner_withdraws_while_a_customer_accepts():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    _, press = reader(asked)
    with nothing_written(asked):
        _, second = then(partial(cancel, invitation=asked, by=asked.owner), press)
        assert second.obstacle == Dead("cancelled")


def test_a_customer_accepts_while_the_partner_withdraws():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    _, press = reader(asked)
    first, second = then(press, partial(cancel, invitation=asked, by=asked.owner))
    assert isinstance(first, Acceptance)
    assert second.code == "ended"
    assert status_of(asked) == "accepted"


def test_the_partnership_ends_while_a_customer_accepts():
    pair, asked = indirect()
    _, press = reader(asked)
    operator = factories.UserFactory(operator=True)
    with nothing_written(asked):
        _, second = then(partial(end_partnership, partnership=pair, by=operator), press)
        assert second.obstacle == Dead("cancelled")
    assert Invitation.objects.get(pk=asked.pk).end_reason == "partnership_ended"


def test_a_customer_accepts_while_the_partnership_ends():
    pair, asked = indirect()
    _, press = reader(asked)
    operator = factories.UserFactory(operator=True)
    first, second = then(press, partial(end_partnership, partnership=pair, by=operator))
    assert isinstance(first, Acceptance)
    assert second.status == "ended"
    assert status_of(asked) == "accepted"
    assert ResellerRelationship.objects.filter(status="active").count() == 2


def test_a_request_made_while_the_partnership_ends_is_refused():
    pair = factories.PartnershipFactory()
    by = factories.PartnerMembershipFactory(partner=pair.reseller)
    made = partial(create, terms=terms(capacity="reseller", provider=pair.provider), request_key=key(), by=by)
    operator = factories.UserFactory(operator=True)
    _, second = then(partial(end_partnership, partnership=pair, by=operator), made)
    assert isinstance(second, ValidationError)
    assert not Invitation.objects.exists()


def test_the_partnership_ends_while_a_request_is_made_and_takes_it_along():
    pair = factories.PartnershipFactory()
    by = factories.PartnerMembershipFactory(partner=pair.reseller)
    made = partial(create, terms=terms(capacity="reseller", provider=pair.provider), request_key=key(), by=by)
    operator = factories.UserFactory(operator=True)
    first, second = then(made, partial(end_partnership, partnership=pair, by=operator))
    assert second.status == "ended"
    assert status_of(first) == "cancelled"


def test_the_partner_is_suspended_while_a_customer_accepts():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    _, press = reader(asked)
    operator = factories.UserFactory(operator=True)
    with nothing_written(asked):
        _, second = then(partial(suspend_partner, partner=asked.partner, by=operator), press)
        assert second.obstacle == PartnerUnavailable("suspended")
    assert status_of(asked) == "sent"


def test_a_customer_accepts_while_the_partner_is_suspended():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    member, press = reader(asked)
    operator = factories.UserFactory(operator=True)
    first, second = then(press, partial(suspend_partner, partner=asked.partner, by=operator))
    assert isinstance(first, Acceptance)
    assert second.is_suspended
    told = OutboundEmail.objects.filter(kind="partner.suspended_customer").values_list("recipient", flat=True)
    assert list(told) == [member.user.email]  # the customer of a moment ago is told as well


def test_the_country_is_changed_while_a_customer_accepts():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    member, press = reader(asked)

    def move() -> None:
        type(member.customer).objects.filter(pk=member.customer.pk).update(country="US")

    with nothing_written(asked):
        _, second = then(move, press)
        assert isinstance(second.obstacle, WrongMarket)


def test_the_role_is_taken_away_while_its_holder_accepts():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    member, press = reader(asked)

    def demote() -> None:
        type(member).objects.filter(pk=member.pk).update(role="user")

    with nothing_written(asked):
        _, second = then(demote, press)
        assert isinstance(second.obstacle, NotAnAdmin)


def team(invitation: Invitation) -> tuple[Any, Callable[[], object]]:
    """A colleague, and the leaving of the request's owner in her favour."""
    colleague = factories.PartnerMembershipFactory(partner=invitation.partner)
    operator = factories.UserFactory(operator=True)
    return colleague, partial(member_leaves, membership=invitation.owner, successor=colleague, by=operator)


def test_the_owner_leaves_while_a_customer_accepts():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    _, press = reader(asked)
    colleague, leave = team(asked)
    _, second = then(leave, press)
    assert isinstance(second, Acceptance)
    assert PartnerCustomer.objects.get().owner == colleague


def test_a_customer_accepts_while_the_owner_leaves():
    asked = factories.InvitationFactory(sent=True, unaddressed=True)
    _, press = reader(asked)
    colleague, leave = team(asked)
    first, second = then(press, leave)
    assert isinstance(first, Acceptance)
    assert second.left_at is not None
    assert PartnerCustomer.objects.get().owner == colleague


def test_a_request_made_while_its_maker_leaves_is_refused():
    by = factories.PartnerMembershipFactory()
    operator = factories.UserFactory(operator=True)
    leave = partial(member_leaves, membership=by, successor=None, by=operator)
    stale = type(by).objects.select_related("partner__cloud", "user").get(pk=by.pk)
    _, second = then(leave, partial(create, terms=terms(), request_key=key(), by=stale))
    assert isinstance(second, PermissionDenied)
    assert not Invitation.objects.exists()


def test_a_relationship_is_ended_once_however_many_press():
    tie = factories.ResellerRelationshipFactory()
    operator = factories.UserFactory(operator=True)
    end = partial(end_relationship, relationship=tie, side="operator", by=operator)
    first, second = then(end, end)
    assert first.status == "ended"
    assert second.code == "relationship_not_active"


def test_the_relationship_ends_while_the_customer_accepts_rights_beside_it():
    """Both stand one after the other: what the customer accepts last is what is in force."""
    tie = factories.ResellerRelationshipFactory()
    member = factories.CustomerMembershipFactory(customer=tie.customer)
    agree(member.customer, member.user)
    asked = factories.InvitationFactory(partner=tie.partner, sent=True, unaddressed=True)
    decision = decision_for(asked, member.user, member.customer)
    case, consent = case_for(asked, member.user, member.customer), full_consent(decision)
    end = partial(end_relationship, relationship=tie, side="customer", by=member.user)
    press = partial(accept, case=case, customer=member.customer, consent=consent, by=member.user)
    _, second = then(end, press)
    assert type(second).__name__ == "TermsChanged"  # a relationship would begin now, which was not shown
    again = decision_for(asked, member.user, member.customer)
    accept(
        case=case_for(asked, member.user, member.customer),
        customer=member.customer,
        consent=Consent(full_consent(again).shown, agrees=True, allows_full_rights=True),
        by=member.user,
    )
    assert ResellerRelationship.objects.filter(status="active").count() == 1
