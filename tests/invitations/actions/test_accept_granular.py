"""Granular rights accepted: whole, in part, shortened, alone; never widened, and what was shown (decisions §5)."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from customers.grants.days import end_after
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions.accept import accept
from invitations.actions.answering import Stopped, TermsChanged
from invitations.gate import inspect
from invitations.models import Acceptance
from invitations.receipts import is_intact
from invitations.rules.obstacles import NameTaken
from partnercenter.audit.models import AuditEvent
from tests import factories
from tests.invitations.acceptance_steps import agree, case_for, decision_for, full_consent
from tests.invitations.actions.taking import take

pytestmark = pytest.mark.django_db
ROLES = ["license_administrator", "helpdesk_administrator", "service_support_administrator"]


def granular(user, **facts):
    """A request for three roles to this person."""
    return factories.InvitationFactory(
        **{"sent": True, "granular": True, "roles": ROLES, "recipient_email": user.email, **facts}
    )


def codes(refused) -> dict[str, list[str]]:
    return {field: [error.code for error in errors] for field, errors in refused.value.error_dict.items()}


def test_all_that_is_asked_begins_for_all_the_days(customer, customer_membership):
    asked = granular(customer_membership.user, auto_extends=True)
    answer = take(asked, customer_membership.user)
    grant = DelegatedAdminGrant.objects.get()
    assert (grant.kind, grant.name, grant.roles, grant.days) == ("granular", asked.grant_name, ROLES, 365)
    assert (grant.auto_extends, grant.partner, grant.customer) == (True, asked.partner, customer)
    assert grant.ends_at == end_after(365, start=grant.starts_at, zone=customer.time_zone)
    assert (answer.grant, answer.relationship) == (grant, ResellerRelationship.objects.get())
    assert PartnerCustomer.objects.get().rights == "granular"


def test_roles_are_dropped_time_is_shortened_and_the_extension_refused_with_evidence_of_it(customer_membership):
    asked = granular(customer_membership.user, auto_extends=True)
    kept = ("helpdesk_administrator",)
    answer = take(asked, customer_membership.user, roles=kept, days=30, auto_extends=False)
    grant = DelegatedAdminGrant.objects.get()
    assert (grant.roles, grant.days, grant.auto_extends) == (list(kept), 30, False)
    answer = Acceptance.objects.get(pk=answer.pk)
    assert answer.terms["roles"] == ROLES
    assert (answer.terms["days"], answer.terms["auto_extends"]) == (365, True)
    assert answer.terms["granted"] == {
        "roles": list(kept),
        "left_out": ["license_administrator", "service_support_administrator"],
        "days": 30,
        "auto_extends": False,
        "ends_at": grant.ends_at.isoformat(),
    }
    assert is_intact(answer)
    event = AuditEvent.objects.get(action="invitation.accepted")
    assert event.details["left_out"] == ["license_administrator", "service_support_administrator"]


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"roles": (*ROLES, "user_administrator")}, "roles", "roles"),
        ({"roles": ("global_administrator",)}, "roles", "roles"),
        ({"roles": (ROLES[0], ROLES[0])}, "roles", "roles"),
        ({"days": 366}, "days", "widened"),
        ({"days": 0}, "days", "days"),
        ({"days": -1}, "days", "days"),
        ({"days": None}, "days", "days"),
        ({"auto_extends": True}, "days", "widened"),
    ],
)
def test_nothing_is_ever_widened(customer_membership, changes, field, code):
    asked = granular(customer_membership.user)
    with pytest.raises(ValidationError) as refused:
        take(asked, customer_membership.user, **changes)
    assert codes(refused) == {field: [code]}
    assert not Acceptance.objects.exists()
    assert not DelegatedAdminGrant.objects.exists()


def test_with_all_roles_left_out_the_relationship_begins_alone_where_the_cloud_allows_it(customer_membership):
    asked = granular(customer_membership.user)
    answer = take(asked, customer_membership.user, roles=())
    assert (answer.grant, answer.relationship) == (None, ResellerRelationship.objects.get())
    assert answer.terms["granted"]["left_out"] == ROLES
    assert not DelegatedAdminGrant.objects.exists()


def test_one_role_stays_where_the_cloud_demands_rights(customer_membership):
    asked = granular(customer_membership.user)
    asked.cloud.allows_no_rights = False
    asked.cloud.save()
    with pytest.raises(ValidationError) as refused:
        take(asked, customer_membership.user, roles=())
    assert codes(refused) == {"roles": ["role_needed"]}


def test_one_role_stays_where_rights_alone_are_asked(customer_membership):
    asked = granular(customer_membership.user, with_relationship=False)
    with pytest.raises(ValidationError) as refused:
        take(asked, customer_membership.user, roles=())
    assert codes(refused) == {"roles": ["role_needed"]}
    answer = take(asked, customer_membership.user)
    assert answer.relationship is None
    assert not ResellerRelationship.objects.exists()
    assert (PartnerCustomer.objects.get().state, answer.grant.roles) == ("admin_only", ROLES)


def test_granular_rights_come_beside_full_ones_and_other_granular_ones(customer, customer_membership):
    asked = granular(customer_membership.user)
    factories.DelegatedAdminGrantFactory(partner=asked.partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=asked.partner, customer=customer, granular=True)
    take(asked, customer_membership.user)
    assert DelegatedAdminGrant.objects.filter(partner=asked.partner, customer=customer).count() == 3


def test_terms_that_were_shown_on_another_day_are_shown_again_with_their_new_end(customer_membership, time_machine):
    asked, user = granular(customer_membership.user), customer_membership.user
    time_machine.move_to(timezone.now().replace(hour=3, minute=0), tick=False)
    consent = full_consent(decision_for(asked, user))
    time_machine.move_to(timezone.now() + timedelta(days=1), tick=False)
    with pytest.raises(TermsChanged):
        accept(case=case_for(asked, user), customer=customer_membership.customer, consent=consent, by=user)
    assert not Acceptance.objects.exists()


def test_a_name_that_was_taken_meanwhile_stops_the_answer_with_a_page_of_its_own(customer, customer_membership):
    asked, user = granular(customer_membership.user), customer_membership.user
    consent = full_consent(decision_for(asked, user))
    factories.DelegatedAdminGrantFactory(partner=asked.partner, granular=True, name=asked.grant_name)
    assert inspect(case_for(asked, user)) == NameTaken()
    with pytest.raises(Stopped) as stopped:
        accept(case=case_for(asked, user), customer=customer, consent=consent, by=user)
    assert stopped.value.obstacle == NameTaken()
    assert not Acceptance.objects.exists()


def test_a_cloud_that_has_no_granular_rights_any_more_stops_the_answer(customer_membership):
    asked = granular(customer_membership.user)
    asked.cloud.allows_granular_rights = False
    asked.cloud.save()
    assert inspect(case_for(asked, customer_membership.user)).rule == "granular_not_allowed"


def test_the_same_person_accepts_twice_and_gets_the_first_result(customer, customer_membership):
    asked, user = granular(customer_membership.user), customer_membership.user
    agree(customer, user)
    first = take(asked, user)
    again = accept(case=case_for(asked, user), customer=customer, consent=None, by=user)
    assert again == first
