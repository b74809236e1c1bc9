"""Declining changes the request and nothing else; the partner is told (decisions §5)."""

import pytest

from customers.relationships.models import ResellerRelationship
from invitations.actions.answering import Stopped
from invitations.actions.decline import decline
from invitations.models import Acceptance
from invitations.receipts import is_intact
from invitations.rules import obstacles
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.invitations.acceptance_steps import case_for

pytestmark = pytest.mark.django_db


def say_no(invitation, user, reason="", chosen=None) -> Acceptance:
    return decline(case=case_for(invitation, user, chosen), reason=reason, by=user)


def test_an_addressee_without_an_organisation_declines_with_a_reason():
    user = factories.UserFactory(email="buyer@fresh.example")
    invitation = factories.InvitationFactory(sent=True, recipient_email=user.email)
    answer = say_no(invitation, user, "We have a partner already. <b>Thanks</b>")
    invitation.refresh_from_db()
    assert (invitation.status, answer.outcome, answer.customer) == ("declined", "declined", None)
    assert is_intact(Acceptance.objects.get(pk=answer.pk))
    assert not ResellerRelationship.objects.exists()
    event = AuditEvent.objects.get(action="invitation.declined")
    assert "partner already" not in str(event.details)


def test_the_partner_reads_the_reason_as_the_customers_words():
    user = factories.UserFactory(email="buyer@fresh.example")
    invitation = factories.InvitationFactory(sent=True, recipient_email=user.email)
    say_no(invitation, user, "We have a partner already. <b>Thanks</b>")
    mail = OutboundEmail.objects.get()
    letter = render(mail)
    assert mail.recipient == invitation.owner.user.email
    assert "<b>Thanks</b>" in letter.text
    assert "&lt;b&gt;Thanks&lt;/b&gt;" in letter.html


def test_where_the_owner_has_left_the_partners_global_admins_are_told():
    user = factories.UserFactory(email="buyer@fresh.example")
    invitation = factories.InvitationFactory(sent=True, recipient_email=user.email)
    admin = factories.PartnerMembershipFactory(partner=invitation.partner, roles=["global_admin"])
    invitation.owner.left_at = factories.ago(days=1)
    invitation.owner.save()
    say_no(invitation, user)
    assert OutboundEmail.objects.get().recipient == admin.user.email


def test_twice_by_the_same_person_is_once():
    user = factories.UserFactory(email="buyer@fresh.example")
    invitation = factories.InvitationFactory(sent=True, recipient_email=user.email)
    case = case_for(invitation, user)
    assert decline(case=case, by=user) == decline(case=case, by=user)
    assert Acceptance.objects.count() == OutboundEmail.objects.count() == 1


def test_an_answered_request_cannot_be_declined_by_somebody_else(customer, customer_membership):
    invitation = factories.InvitationFactory(sent=True, unaddressed=True)
    colleague = factories.CustomerMembershipFactory(customer=customer).user
    case = case_for(invitation, colleague)
    say_no(invitation, customer_membership.user)
    with pytest.raises(Stopped) as stopped:
        decline(case=case, by=colleague)
    assert stopped.value.obstacle == obstacles.Dead("used")


def test_a_reusable_link_lives_on_and_records_each_organisation(customer_membership):
    invitation = factories.InvitationFactory(sent=True, reusable=True)
    other = factories.CustomerMembershipFactory()
    answers = {say_no(invitation, user).customer for user in (customer_membership.user, other.user)}
    invitation.refresh_from_db()
    assert answers == {customer_membership.customer, other.customer}
    assert invitation.status == "sent"


def test_a_stranger_cannot_decline_for_the_addressee():
    invitation = factories.InvitationFactory(sent=True)
    stranger = factories.CustomerMembershipFactory().user
    with pytest.raises(Stopped) as stopped:
        say_no(invitation, stranger)
    assert isinstance(stopped.value.obstacle, obstacles.WrongPerson)
    invitation.refresh_from_db()
    assert invitation.status == "sent"
