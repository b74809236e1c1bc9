"""Requests outlive neither the partnership that they go through nor the colleague who made them (decisions §4)."""

import pytest
from django.db import transaction

from customers.relationships.models import PartnerCustomer
from invitations.models import Invitation
from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import Capacity, Partner, PartnerMembership, PartnerRole, Partnership
from partnercenter.partners.signals import member_left, partner_suspended, partnership_ended
from tests import factories
from tests.invitations.asked import events

pytestmark = pytest.mark.django_db
PENDING = ("draft", "ready", "sent")
ENDED = ("accepted", "declined", "cancelled", "expired", "replaced")


@pytest.fixture
def by(db: None) -> User:
    return factories.UserFactory(operator=True)


@pytest.fixture
def pair(db: None) -> Partnership:
    return factories.PartnershipFactory()


def trait(status: str) -> dict[str, bool]:
    return {} if status == "ready" else {status: True}


def through(pair: Partnership, status: str = "sent", **facts: object) -> Invitation:
    """A reseller's request through the provider."""
    facts = {"partner": pair.reseller, "capacity": Capacity.RESELLER, "provider": pair.provider} | facts
    return factories.InvitationFactory(**facts, **trait(status))


def on_behalf(pair: Partnership, status: str = "sent", **facts: object) -> Invitation:
    """A provider's request for the reseller."""
    facts = {"partner": pair.provider, "capacity": Capacity.PROVIDER, "on_behalf_of": pair.reseller} | facts
    return factories.InvitationFactory(**facts, **trait(status))


def end(pair: Partnership, by: User) -> None:
    """The signal as the partners' room sends it."""
    with transaction.atomic():
        partnership_ended.send(sender=Partnership, partnership=pair, by=by)


def leave(membership: PartnerMembership, successor: PartnerMembership | None, by: User) -> None:
    with transaction.atomic():
        member_left.send(sender=PartnerMembership, membership=membership, successor=successor, by=by)


def told(kind: str) -> list[str]:
    return sorted(OutboundEmail.objects.filter(kind=kind).values_list("recipient", flat=True))


@pytest.mark.parametrize("made", [through, on_behalf])
@pytest.mark.parametrize("status", PENDING)
def test_what_waits_through_a_pair_that_ends_is_withdrawn_with_the_reason(
    pair: Partnership, by: User, made: object, status: str
) -> None:
    asked = made(pair, status)

    end(pair, by)

    asked.refresh_from_db()
    assert (asked.status, asked.end_reason, asked.ended_by) == ("cancelled", "partnership_ended", by)
    event = AuditEvent.objects.get(object_id=asked.public_id, action="invitation.cancelled")
    assert (event.details, event.actor_id) == ({"reason": "partnership_ended"}, by.public_id)
    assert event.partner_id == asked.partner.public_id


def test_what_has_ended_and_what_goes_another_way_stays(pair: Partnership, by: User) -> None:
    before = {through(pair, status): status for status in ENDED}
    elsewhere = factories.PartnershipFactory(reseller=pair.reseller)
    another = factories.PartnershipFactory(provider=pair.provider)
    for asked in (
        through(elsewhere),
        on_behalf(elsewhere),
        through(another),
        on_behalf(another),
        factories.InvitationFactory(partner=pair.reseller, sent=True),
        factories.InvitationFactory(partner=pair.provider, capacity=Capacity.PROVIDER, sent=True),
    ):
        before[asked] = "sent"

    end(pair, by)

    assert {asked: Invitation.objects.get(pk=asked.pk).status for asked in before} == before


def test_addressees_are_told_where_they_had_mail(pair: Partnership, by: User) -> None:
    mailed = through(pair, "sent")
    through(pair, "ready")
    through(pair, "draft")
    through(pair, "sent", unaddressed=True)

    end(pair, by)

    assert told("invitation.cancelled") == [mailed.recipient_email]


def test_each_owner_gets_one_mail_with_all_of_hers(pair: Partnership, by: User) -> None:
    owner = factories.PartnerMembershipFactory(partner=pair.reseller)
    hers = [through(pair, status, owner=owner) for status in PENDING]
    other = on_behalf(pair)

    end(pair, by)

    assert told("requests.withdrawn") == sorted([owner.user.email, other.owner.user.email])
    letter = render(OutboundEmail.objects.get(kind="requests.withdrawn", recipient=owner.user.email))
    assert letter.subject == "3 requests were withdrawn"
    assert f"between {pair.provider} and {pair.reseller} has ended" in letter.text
    assert all(asked.number in letter.text and asked.number in letter.html for asked in hers)
    assert other.number not in letter.text


def test_a_long_list_says_how_many_more(pair: Partnership, by: User) -> None:
    owner = factories.PartnerMembershipFactory(partner=pair.reseller)
    for _ in range(23):
        through(pair, "draft", owner=owner)

    end(pair, by)

    letter = render(OutboundEmail.objects.get(kind="requests.withdrawn"))
    assert "And 3 more" in letter.text


def test_many_requests_cost_no_more_statements_than_few(
    pair: Partnership, by: User, django_assert_max_num_queries: object
) -> None:
    owner = factories.PartnerMembershipFactory(partner=pair.reseller)
    for _ in range(60):
        through(pair, "sent", owner=owner, link=False)
    with django_assert_max_num_queries(16):
        end(pair, by)
    assert OutboundEmail.objects.filter(kind="invitation.cancelled").count() == 60


def test_a_second_end_withdraws_nothing_again(pair: Partnership, by: User) -> None:
    through(pair)
    end(pair, by)
    mails = OutboundEmail.objects.count()
    end(pair, by)
    assert OutboundEmail.objects.count() == mails


@pytest.mark.parametrize("status", PENDING)
def test_requests_of_who_leaves_pass_to_the_colleague(partner: Partner, by: User, status: str) -> None:
    leaving, colleague = factories.PartnerMembershipFactory.create_batch(2, partner=partner)
    asked = factories.InvitationFactory(partner=partner, owner=leaving, **trait(status))

    leave(leaving, colleague, by)

    asked.refresh_from_db()
    assert (asked.status, asked.owner) == (status, colleague)
    event = AuditEvent.objects.get(object_id=asked.public_id, action="invitation.handed_over")
    assert event.details == {"to": str(colleague.public_id)}
    assert not told("invitation.cancelled")


def test_the_colleague_gets_one_mail_that_lists_them(partner: Partner, by: User) -> None:
    leaving, colleague = factories.PartnerMembershipFactory.create_batch(2, partner=partner)
    hers = factories.InvitationFactory.create_batch(2, partner=partner, owner=leaving, sent=True)
    done = factories.InvitationFactory(partner=partner, owner=leaving, accepted=True)

    leave(leaving, colleague, by)

    assert told("requests.handed_over") == [colleague.user.email]
    letter = render(OutboundEmail.objects.get(kind="requests.handed_over"))
    assert letter.subject == "2 requests are yours now"
    assert f"{leaving.user} has left your company" in letter.text
    assert all(asked.number in letter.text for asked in hers)
    done.refresh_from_db()
    assert (done.number in letter.text, done.owner) == (False, leaving)


def test_without_a_colleague_they_are_withdrawn_and_the_global_admins_are_told(partner: Partner, by: User) -> None:
    leaving = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    boss = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    factories.PartnerMembershipFactory(partner=partner)
    asked = factories.InvitationFactory(partner=partner, owner=leaving, sent=True)

    leave(leaving, None, by)

    asked.refresh_from_db()
    assert (asked.status, asked.end_reason) == ("cancelled", "owner_left")
    assert told("invitation.cancelled") == [asked.recipient_email]
    assert told("requests.withdrawn") == [boss.user.email]
    letter = render(OutboundEmail.objects.get(kind="requests.withdrawn"))
    assert "no colleague was named to take over" in letter.text


def test_who_leaves_with_nothing_pending_causes_no_mail(partner: Partner, by: User) -> None:
    leaving, colleague = factories.PartnerMembershipFactory.create_batch(2, partner=partner)
    leave(leaving, colleague, by)
    assert not OutboundEmail.objects.exists()


def test_the_customers_of_who_leaves_pass_on_as_well(partner: Partner, by: User) -> None:
    leaving, colleague = factories.PartnerMembershipFactory.create_batch(2, partner=partner)
    factories.PartnerCustomerFactory(partner=partner, owner=leaving)
    leave(leaving, colleague, by)
    assert PartnerCustomer.objects.get().owner == colleague


def test_a_suspended_partners_requests_keep_their_status(partner: Partner, by: User) -> None:
    asked = {factories.InvitationFactory(partner=partner, **trait(status)): status for status in PENDING}
    with transaction.atomic():
        partner_suspended.send(sender=Partner, partner=partner, by=by)
    assert {each: Invitation.objects.get(pk=each.pk).status for each in asked} == asked
    assert all("invitation.cancelled" not in events(each) for each in asked)
