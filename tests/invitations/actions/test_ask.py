"""Asking in one go: the same rows, checks and events as making a draft and issuing its link, in fewer statements."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, transaction

from invitations.actions import ask, create, ready
from invitations.models import Invitation
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.invitations.asked import codes, events, key, terms

pytestmark = pytest.mark.django_db
# What differs from one request to the next, and what the two ways write a moment apart.
OF_ITS_OWN = {"id", "public_id", "number", "request_key", "created_at", "ready_at"}


def facts(invitation):
    row = Invitation.objects.filter(pk=invitation.pk).values().get()
    return {name: value for name, value in row.items() if name not in OF_ITS_OWN}


def test_the_row_is_the_same_as_that_of_a_draft_made_ready(partner_membership):
    one = ask(terms=terms(), request_key=key(), by=partner_membership)
    two = ready(invitation=create(terms=terms(), request_key=key(), by=partner_membership), by=partner_membership)
    assert facts(one.invitation) == facts(two)
    assert events(one.invitation) == events(two) == ["invitation.created", "invitation.readied"]
    assert one.link == one.invitation.links.get()


def test_its_two_events_share_the_trace_of_one_deed(partner_membership):
    made = ask(terms=terms(), request_key=key(), by=partner_membership).invitation
    found = AuditEvent.objects.filter(object_id=made.public_id)
    assert {event.trace_id for event in found} == {AuditTrace.objects.get().pk}
    assert all(event.trace_digest and event.actor_id == partner_membership.user.public_id for event in found)


def test_the_same_form_gives_the_first_result_and_no_second_link(partner_membership):
    same = key()
    first = ask(terms=terms(), request_key=same, by=partner_membership)
    again = ask(terms=terms(), request_key=same, by=partner_membership)
    assert (again.invitation, again.link) == (first.invitation, None)
    assert first.invitation.links.count() == 1


def test_the_same_form_with_other_answers_is_refused(partner_membership):
    same = key()
    ask(terms=terms(), request_key=same, by=partner_membership)
    with pytest.raises(ValidationError) as refused:
        ask(terms=terms(reference="other"), request_key=same, by=partner_membership)
    assert codes(refused.value) == {"__all__": ["request_key"]}


def test_who_may_only_draft_gets_a_draft_without_link_and_words(partner):
    by = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.SALES_AGENT])
    asked = ask(terms=terms(), request_key=key(), by=by)
    assert (asked.invitation.status, asked.link, asked.invitation.body) == ("draft", None, "")
    assert not asked.invitation.links.exists()
    assert events(asked.invitation) == ["invitation.created"]


def test_who_may_not_ask_leaves_nothing(partner):
    by = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.VIEWER])
    with pytest.raises(PermissionDenied):
        ask(terms=terms(), request_key=key(), by=by)
    assert not Invitation.objects.exists()


def test_a_suspended_partner_cannot_ask(partner_membership):
    partner_membership.partner.status = "suspended"
    with pytest.raises(ValidationError) as refused:
        ask(terms=terms(), request_key=key(), by=partner_membership)
    assert "partner_suspended" in codes(refused.value)["__all__"]
    assert not Invitation.objects.exists()


def test_its_terms_are_frozen_from_the_first_moment(partner_membership):
    made = ask(terms=terms(), request_key=key(), by=partner_membership).invitation
    with pytest.raises(DatabaseError), transaction.atomic():
        Invitation.objects.filter(pk=made.pk).update(rights="none")


def test_asking_takes_few_queries(partner_membership, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        ask(terms=terms(), request_key=key(), by=partner_membership)
