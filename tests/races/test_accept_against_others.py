"""An acceptance beside what ends or changes the same request: one order or the other, never a mixture (F35)."""

from collections.abc import Callable
from functools import partial

import pytest

from customers.grants.models import DelegatedAdminGrant
from customers.relationships.actions import end_rights
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions.accept import accept
from invitations.actions.answering import Stopped
from invitations.actions.decline import decline
from invitations.actions.end import cancel, expire_due
from invitations.actions.send import new_link
from invitations.models import Acceptance, Invitation
from invitations.rules.obstacles import Dead, NotAnAdmin, PartnerUnavailable
from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner
from tests import factories
from tests.invitations.acceptance_steps import case_for, decision_for, full_consent
from tests.races.starting import at_once

pytestmark = [pytest.mark.race, pytest.mark.django_db]
ROUNDS = 12


@pytest.fixture
def membership():
    return factories.CustomerMembershipFactory()


def ready_to_accept(membership, invitation: Invitation) -> Callable[[], Acceptance]:
    """The person has read everything; what is left is to press *Accept*."""
    user = membership.user
    decision, case = (
        decision_for(invitation, user, membership.customer),
        case_for(invitation, user, membership.customer),
    )
    consent = full_consent(decision)
    return lambda: accept(case=case, customer=membership.customer, consent=consent, by=user)


def fresh() -> tuple[Invitation, object]:
    return factories.InvitationFactory(sent=True, unaddressed=True), factories.CustomerMembershipFactory()


def check_whole(invitation: Invitation, result: object) -> None:
    """Accepted with everything, or stopped with nothing."""
    invitation.refresh_from_db()
    found = Acceptance.objects.filter(invitation=invitation, outcome="accepted")
    if isinstance(result, Acceptance):
        assert invitation.status == "accepted"
        assert found.get().grant.status == "active"
        assert found.get().relationship.status == "active"
    else:
        assert isinstance(result, Stopped), result
        assert not found.exists()
        assert not ResellerRelationship.objects.filter(partner=invitation.partner).exists()
        assert not DelegatedAdminGrant.objects.filter(partner=invitation.partner).exists()


def test_accept_beside_cancel():
    for _ in range(ROUNDS):
        invitation, membership = fresh()
        accepted, cancelled = at_once(
            ready_to_accept(membership, invitation), partial(cancel, invitation=invitation, by=invitation.owner)
        )
        check_whole(invitation, accepted)
        assert isinstance(accepted, Acceptance) is isinstance(cancelled, Exception)
        if isinstance(accepted, Stopped):
            assert accepted.obstacle == Dead("cancelled")


def test_accept_beside_a_new_link():
    for _ in range(ROUNDS):
        invitation, membership = fresh()
        accepted, link = at_once(
            ready_to_accept(membership, invitation), partial(new_link, invitation=invitation, by=invitation.owner)
        )
        check_whole(invitation, accepted)
        assert isinstance(accepted, Acceptance) is isinstance(link, Exception)


def test_accept_beside_the_last_moment():
    for _ in range(ROUNDS):
        invitation, membership = fresh()
        job = ready_to_accept(membership, invitation)
        accepted, _ = at_once(job, expire_due)
        check_whole(invitation, accepted)
        assert isinstance(accepted, Acceptance)  # the job ends only what is past its last day


def test_accept_beside_decline_of_a_colleague():
    for _ in range(ROUNDS):
        invitation, membership = fresh()
        colleague = factories.CustomerMembershipFactory(customer=membership.customer).user
        case = case_for(invitation, colleague, membership.customer)
        accepted, declined = at_once(ready_to_accept(membership, invitation), partial(decline, case=case, by=colleague))
        check_whole(invitation, accepted)
        assert sorted(isinstance(result, Acceptance) for result in (accepted, declined)) == [False, True]
        assert Acceptance.objects.filter(invitation=invitation).count() == 1


def test_accept_beside_the_suspension_of_the_partner():
    operator = factories.UserFactory(operator=True)
    for _ in range(ROUNDS):
        invitation, membership = fresh()
        suspended = {"status": "suspended", "suspended_at": factories.ago(seconds=1), "suspended_by": operator}
        accepted, _ = at_once(
            ready_to_accept(membership, invitation),
            partial(Partner.objects.filter(pk=invitation.partner.pk).update, **suspended),
        )
        check_whole(invitation, accepted)
        if isinstance(accepted, Stopped):
            assert isinstance(accepted.obstacle, PartnerUnavailable)


def test_accept_beside_the_loss_of_the_role():
    for _ in range(ROUNDS):
        invitation, membership = fresh()
        accepted, _ = at_once(
            ready_to_accept(membership, invitation),
            partial(type(membership).objects.filter(pk=membership.pk).update, role="user"),
        )
        check_whole(invitation, accepted)
        if isinstance(accepted, Stopped):
            assert isinstance(accepted.obstacle, NotAnAdmin)


def test_two_requests_of_one_partner_for_one_customer_make_one_relationship_and_one_grant(membership):
    for _ in range(ROUNDS):
        partner = factories.PartnerFactory()
        asked = [factories.InvitationFactory(sent=True, unaddressed=True, partner=partner) for _ in range(2)]
        results = at_once(*(ready_to_accept(membership, invitation) for invitation in asked))
        assert sum(isinstance(result, Acceptance) for result in results) == 1
        assert ResellerRelationship.objects.filter(partner=partner).count() == 1
        assert DelegatedAdminGrant.objects.filter(partner=partner).count() == 1


def test_two_partners_are_accepted_by_one_customer_at_once(membership):
    for _ in range(ROUNDS):
        asked = [factories.InvitationFactory(sent=True, unaddressed=True) for _ in range(2)]
        results = at_once(*(ready_to_accept(membership, invitation) for invitation in asked))
        # Both read that the agreement was still to be accepted: who comes second is shown the page again.
        assert any(isinstance(result, Acceptance) for result in results)
        assert all(isinstance(result, Acceptance) or type(result).__name__ == "TermsChanged" for result in results)


def test_ending_rights_twice_at_once_ends_them_once(membership):
    for _ in range(ROUNDS):
        invitation = factories.InvitationFactory(sent=True, unaddressed=True)
        grant = ready_to_accept(membership, invitation)().grant
        jobs = [partial(end_rights, grant=grant, side="customer", by=membership.user)] * 4
        ended = at_once(*jobs)
        assert sum(isinstance(result, DelegatedAdminGrant) for result in ended) == 1
        assert AuditEvent.objects.filter(object_id=grant.public_id, action="grant.ended").count() == 1
        assert PartnerCustomer.objects.get(partner=invitation.partner).rights == "ended"
