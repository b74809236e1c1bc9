"""What stops an acceptance between reading and pressing, and that nothing is written then."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import CustomerRole
from invitations.actions.accept import accept
from invitations.actions.answering import Stopped, TermsChanged
from invitations.models import Acceptance, Invitation
from invitations.rules import obstacles
from tests import factories
from tests.invitations.acceptance_steps import case_for, decision_for, full_consent
from tests.invitations.actions.taking import fingerprints_of_all_tables, take

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("changes", "field"), [({"agrees": False}, "agrees"), ({"allows_full_rights": False}, "allows_full_rights")]
)
def test_a_missing_tick_is_said_and_nothing_is_written(asked, customer_membership, changes, field):
    before = fingerprints_of_all_tables()
    with pytest.raises(ValidationError) as refusal:
        take(asked, customer_membership.user, **changes)
    assert list(refusal.value.message_dict) == [field]
    assert fingerprints_of_all_tables() == before


def test_an_agreement_that_changed_since_it_was_shown_is_not_accepted(asked, customer_membership):
    user = customer_membership.user
    decision = decision_for(asked, user)
    consent = full_consent(decision)
    factories.AgreementTextFactory(published_at=factories.ago(seconds=1))
    before = fingerprints_of_all_tables()
    with pytest.raises(TermsChanged):
        accept(case=case_for(asked, user), customer=decision.customer, consent=consent, by=user)
    assert fingerprints_of_all_tables() == before


def test_the_same_person_again_gets_the_first_result(asked, customer_membership):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    consent = full_consent(decision)
    first = accept(case=case, customer=decision.customer, consent=consent, by=user)
    before = fingerprints_of_all_tables()
    again = accept(case=case, customer=decision.customer, consent=consent, by=user)
    assert again == first
    assert fingerprints_of_all_tables() == before


def test_somebody_else_finds_a_single_use_link_used(customer, customer_membership):
    invitation = factories.InvitationFactory(sent=True, unaddressed=True)
    colleague = factories.CustomerMembershipFactory(customer=customer).user
    decision, case = decision_for(invitation, colleague), case_for(invitation, colleague)
    take(invitation, customer_membership.user)
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=colleague)
    assert stopped.value.obstacle == obstacles.Dead("used")
    assert Acceptance.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "obstacle"),
    [
        ({"status": "cancelled", "ended_at": factories.ago(seconds=1)}, obstacles.Dead("cancelled")),
        ({"status": "expired", "ended_at": factories.ago(seconds=1)}, obstacles.Dead("expired")),
    ],
)
def test_what_ended_between_reading_and_pressing_stops_it(asked, customer_membership, change, obstacle):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    Invitation.objects.filter(pk=asked.pk).update(**change)
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=user)
    assert stopped.value.obstacle == obstacle


def test_a_new_link_ends_the_old_one_even_for_who_has_read_already(asked, customer_membership):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    asked.links.update(replaced_at=factories.ago(seconds=1))
    factories.InvitationLinkFactory(invitation=asked, generation=2)
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=user)
    assert stopped.value.obstacle == obstacles.Dead("replaced")


def test_a_role_taken_away_meanwhile_counts(asked, customer_membership):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    customer_membership.role = CustomerRole.USER
    customer_membership.save()
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=user)
    assert isinstance(stopped.value.obstacle, obstacles.NotAnAdmin)


def test_a_suspension_meanwhile_counts(asked, customer_membership):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    type(asked.partner).objects.filter(pk=asked.partner.pk).update(
        status="suspended", suspended_at=factories.ago(seconds=1), suspended_by=asked.owner.user
    )
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=user)
    assert isinstance(stopped.value.obstacle, obstacles.PartnerUnavailable)
