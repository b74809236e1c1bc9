"""Open requests: who used the link and when, the limit, and what withdrawing leaves as it is."""

from collections.abc import Callable

import pytest
from django.utils.html import strip_tags

from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions import cancel
from invitations.actions.accept import accept
from invitations.actions.answering import Stopped
from invitations.actions.decline import decline
from invitations.models import Acceptance, Invitation
from invitations.rules.obstacles import Dead
from partnercenter.partners.models import PartnerMembership
from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in
from tests.factories import live_link, token_of
from tests.invitations.acceptance_steps import case_for, decision_for, full_consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership: PartnerMembership) -> Invitation:
    return reusable(partner_membership)


def reusable(owner: PartnerMembership, **facts: object) -> Invitation:
    facts = {"reusable": True, "sent": True, "no_rights": True} | facts
    return factories.InvitationFactory(partner=owner.partner, owner=owner, **facts)


def take(invitation: Invitation) -> Acceptance:
    """Another customer's global admin accepts."""
    member = factories.CustomerMembershipFactory()
    decision = decision_for(invitation, member.user, member.customer)
    case = case_for(invitation, member.user, member.customer)
    return accept(case=case, customer=member.customer, consent=full_consent(decision), by=member.user)


def refuse(invitation: Invitation, reason: str = "") -> Acceptance:
    member = factories.CustomerMembershipFactory()
    return decline(case=case_for(invitation, member.user, member.customer), reason=reason, by=member.user)


def page_of(client: PersonaClient, invitation: Invitation, query: str = "") -> str:
    answer = client.get(f"/partner/requests/{invitation.public_id}/{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_each_acceptance_is_a_row_with_its_own_evidence_and_relationship(asked: Invitation) -> None:
    answers = [take(asked) for _ in range(3)]
    assert len({answer.receipt for answer in answers}) == 3
    assert len({answer.receipt_hash for answer in answers}) == 3
    assert ResellerRelationship.objects.filter(partner=asked.partner, status="active").count() == 3
    asked.refresh_from_db()
    assert asked.status == "sent"


def test_the_page_says_who_used_it_and_when_and_leads_to_the_customers(
    asked: Invitation, partner_client: PersonaClient
) -> None:
    accepted, declined = take(asked), refuse(asked, "Not now.")
    page = page_of(partner_client, asked)
    assert "Who used the link" in page
    assert f'href="/partner/customers/{accepted.customer.public_id}/"' in page
    assert f'href="/partner/customers/{declined.customer.public_id}/"' not in page  # no tie, no record
    assert str(accepted.decided_by) in page
    assert "Not now." in page


def test_many_answers_are_paged_without_counting(asked: Invitation, partner_client: PersonaClient) -> None:
    names = [refuse(asked).customer.name for _ in range(30)]
    first = page_of(partner_client, asked)
    shown = [name for name in names if f">{name}<" in first or name in first]
    assert 25 <= len(shown) <= 26  # "Customer 3 Ltd" may lie within no other name, "Customer 30 Ltd" is one
    cursor = partner_client.get(f"/partner/requests/{asked.public_id}/").context["answers"].next_cursor
    assert names[0] in page_of(partner_client, asked, f"?cursor={cursor}")
    assert names[-1] in page_of(partner_client, asked, "?cursor=junk")


def test_at_its_limit_it_is_used_and_says_so_on_both_sides(
    partner_membership: PartnerMembership, partner_client: PersonaClient
) -> None:
    asked = reusable(partner_membership, use_limit=2)
    take(asked)
    assert "1 of at most 2" in page_of(partner_client, asked)
    take(asked)
    asked.refresh_from_db()
    assert asked.status == "accepted"
    page = page_of(partner_client, asked)
    assert "2 of at most 2" in page
    assert "Used" in strip_tags(page)
    assert "Its link reached the limit of 2 acceptances" in page
    visitor = sign_in(factories.CustomerMembershipFactory().user, host=PUBLIC_HOST)
    dead = visitor.get(f"/i/{token_of(live_link(asked))}/")
    assert dead.status_code == 410
    assert "It has reached its number of answers." in dead.content.decode()


def test_declines_do_not_count_towards_the_limit(partner_membership: PartnerMembership) -> None:
    asked = reusable(partner_membership, use_limit=1)
    refuse(asked)
    assert take(asked).outcome == "accepted"


def test_withdrawing_stops_new_acceptances_and_touches_no_old_one(
    asked: Invitation, partner_membership: PartnerMembership, partner_client: PersonaClient
) -> None:
    old = take(asked)
    kept = list(Acceptance.objects.values())
    waiting = case_for(asked, factories.CustomerMembershipFactory().user)
    assert (
        "What customers have accepted with it stays as it is."
        in partner_client.get(f"/partner/requests/{asked.public_id}/cancel/").content.decode()
    )

    cancel(invitation=asked, by=partner_membership)

    assert list(Acceptance.objects.values()) == kept
    old.relationship.refresh_from_db()
    assert old.relationship.status == "active"
    assert PartnerCustomer.objects.get(customer=old.customer).state == "active"
    customer = factories.CustomerFactory()
    with pytest.raises(Stopped) as stopped:
        accept(case=waiting, customer=customer, consent=None, by=waiting.user)
    assert stopped.value.obstacle == Dead("cancelled")


def test_an_open_link_for_one_answer_is_used_up_by_the_first(
    partner_membership: PartnerMembership, partner_client: PersonaClient
) -> None:
    asked = reusable(partner_membership, reusable=False, unaddressed=True)
    first = take(asked)
    asked.refresh_from_db()
    assert asked.status == "accepted"
    page = page_of(partner_client, asked)
    assert f'href="/partner/customers/{first.customer.public_id}/"' in page
    assert "Who used the link" not in page


def test_the_answers_cost_no_query_a_row(
    asked: Invitation, partner_client: PersonaClient, django_assert_max_num_queries: Callable
) -> None:
    for _ in range(8):
        refuse(asked)
    page_of(partner_client, asked)
    with django_assert_max_num_queries(13):
        page_of(partner_client, asked)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("partnership_ended", "because the partnership that it went through ended"),
        ("owner_left", "because its owner left and nobody took over"),
        ("operator_asked", "The operator withdrew it on"),
        ("operator_reported", "because somebody reported it"),
        ("operator_mistake", "because it was made by mistake"),
        ("", "It was withdrawn on"),
    ],
)
def test_a_withdrawn_request_says_why(
    partner_membership: PartnerMembership, partner_client: PersonaClient, reason: str, words: str
) -> None:
    asked = factories.InvitationFactory(
        partner=partner_membership.partner, owner=partner_membership, cancelled=True, end_reason=reason
    )
    assert words in page_of(partner_client, asked)
