"""Accepting: everything that begins, begins in one transaction; everything else stays as it was (S1, D8)."""

import pytest

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions.accept import accept
from invitations.models import Acceptance
from invitations.receipts import is_intact
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.invitations.acceptance_steps import agree, case_for, decision_for, full_consent
from tests.invitations.actions.taking import fingerprints_of_all_tables, take

pytestmark = pytest.mark.django_db


def test_accepting_begins_relationship_rights_and_agreement_with_evidence(asked, customer, customer_membership):
    user = customer_membership.user
    accepted = take(asked, user)
    asked.refresh_from_db()
    relationship = ResellerRelationship.objects.get(customer=customer)
    grant = DelegatedAdminGrant.objects.get(customer=customer)
    agreement = AgreementAcceptance.objects.get(customer=customer)
    assert (asked.status, asked.ended_by) == ("accepted", user)
    assert (relationship.partner, relationship.capacity, relationship.status) == (asked.partner, "direct", "active")
    assert (grant.partner, grant.kind, grant.granted_by, grant.ends_at) == (asked.partner, "full", user, None)
    assert (agreement.sha256, agreement.accepted_by) == (agreement.text.sha256, user)
    assert (accepted.relationship, accepted.grant, accepted.agreement_acceptance) == (relationship, grant, agreement)
    assert (accepted.decided_by, accepted.decided_as, accepted.customer) == (user, "global_admin", customer)
    assert accepted.is_single_use
    pair = PartnerCustomer.objects.get(partner=asked.partner, customer=customer)
    assert (pair.state, pair.rights) == ("active", "full")


def test_the_evidence_keeps_the_terms_the_words_and_a_hash_that_proves_them(asked, customer_membership):
    accepted = Acceptance.objects.get(pk=take(asked, customer_membership.user).pk)
    assert accepted.terms["partner"]["legal_name"] == asked.partner.legal_name
    assert accepted.terms["rights"] == "full"
    assert accepted.terms["agreement"]["sha256"] == accepted.agreement_acceptance.sha256
    assert "None of your existing subscriptions is changed." in accepted.terms["statements"]
    assert is_intact(accepted)
    accepted.terms["rights"] = "none"
    assert not is_intact(accepted)
    assert accepted.trace_id is not None


def test_the_log_has_one_event_for_each_thing_that_began(asked, customer, customer_membership):
    take(asked, customer_membership.user)
    actions = AuditEvent.objects.filter(customer_id=customer.public_id).values_list("action", flat=True)
    assert sorted(actions) == ["agreement.accepted", "grant.started", "invitation.accepted", "relationship.started"]
    event = AuditEvent.objects.get(action="invitation.accepted")
    assert (event.side, event.partner_id, event.actor_id) == (
        "customer",
        asked.partner.public_id,
        customer_membership.user.public_id,
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_both_sides_get_a_receipt_by_mail(asked, customer_membership, language):
    user, owner = customer_membership.user, asked.owner.user
    for person in (user, owner):
        person.locale = language
        person.save()
    accepted = take(asked, user)
    mails = {mail.kind: mail for mail in OutboundEmail.objects.all()}
    assert set(mails) == {"invitation.accepted_customer", "invitation.accepted_partner"}
    assert mails["invitation.accepted_customer"].recipient == user.email
    assert mails["invitation.accepted_partner"].recipient == owner.email
    for mail in mails.values():
        letter = render(mail)
        assert accepted.receipt in letter.text
        assert accepted.receipt_hash in letter.html
        assert mail.payload.get("token") is None


def test_a_second_global_admin_is_told_too(asked, customer, customer_membership):
    colleague = factories.CustomerMembershipFactory(customer=customer).user
    take(asked, customer_membership.user)
    told = OutboundEmail.objects.filter(kind="invitation.accepted_customer").values_list("recipient", flat=True)
    assert set(told) == {customer_membership.user.email, colleague.email}


def test_without_rights_no_grant_begins_and_a_billing_admin_is_enough(customer):
    user = factories.CustomerMembershipFactory(customer=customer, role=CustomerRole.BILLING_ADMIN).user
    invitation = factories.InvitationFactory(sent=True, no_rights=True, recipient_email=user.email)
    accepted = take(invitation, user, allows_full_rights=False)
    assert accepted.grant is None
    assert accepted.decided_as == "billing_admin"
    assert not DelegatedAdminGrant.objects.exists()


def test_a_box_ticked_for_rights_that_nobody_asked_for_grants_none(customer_membership):
    invitation = factories.InvitationFactory(sent=True, no_rights=True, recipient_email=customer_membership.user.email)
    assert take(invitation, customer_membership.user, allows_full_rights=True).grant is None


def test_nothing_of_other_partners_subscriptions_owners_terms_or_agreements_changes(customer, customer_membership):
    """S1: the four promises, by comparing every table before and after."""
    seller, owner = factories.PartnerFactory(), customer_membership.user
    agree(customer, owner)
    terms = factories.AgreementTextFactory(published_at=factories.ago(days=900))
    for facts in (
        {"channel": "partner", "sold_by": seller, "reseller": seller, "partner_of_record": seller},
        {"channel": "direct", "owner": "account@minato-seiki.example"},
        {"channel": "enterprise", "kind": "azure"},
    ):
        factories.SubscriptionFactory(customer=customer, terms=terms, **facts)
    factories.ResellerRelationshipFactory(partner=seller, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=seller, customer=customer)
    factories.PartnerCustomerFactory(partner=seller, customer=customer)
    invitation = factories.InvitationFactory(sent=True, recipient_email=owner.email)
    before = fingerprints_of_all_tables()
    take(invitation, owner)
    after = fingerprints_of_all_tables()
    changed = {table for table in after if not set(before[table]) <= set(after[table])}
    grown = {
        table: len(after[table]) - len(before[table]) for table in after if len(after[table]) != len(before[table])
    }
    assert changed == {"invitations_invitation"}
    assert grown == {
        "invitations_acceptance": 1,
        "relationships_resellerrelationship": 1,
        "relationships_partnercustomer": 1,
        "grants_delegatedadmingrant": 1,
        "audit_auditevent": 3,
        "audit_audittrace": 1,  # one deed of one person
        "outbox_outboundemail": 2,
        "notices_notice": 2,
    }


def test_accepting_takes_few_queries_with_agreement_relationship_and_rights(
    asked, customer_membership, django_assert_max_num_queries
):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    # 29 of the act; one tells people, one tells webhooks, one asks who wants no mail (decision 24).
    with django_assert_max_num_queries(32):
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=user)


def test_the_events_of_an_acceptance_are_one_persons_one_deed(asked, customer_membership):
    accepted = take(asked, customer_membership.user)
    found = AuditEvent.objects.filter(action__in=["agreement.accepted", "relationship.started", "grant.started"])
    assert {event.trace_id for event in found} == {accepted.trace_id}
    assert len(found) == 3
