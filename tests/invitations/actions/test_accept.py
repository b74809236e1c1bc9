"""Accepting: everything that begins, begins in one transaction; everything else stays as it was (S1, D8)."""

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from customers.agreements.models import AgreementAcceptance
from customers.directory.models import CustomerRole
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from invitations.actions.accept import Consent, accept
from invitations.actions.answering import Stopped, TermsChanged
from invitations.models import Acceptance, Invitation
from invitations.receipts import is_intact
from invitations.rules import obstacles
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import Capacity
from tests import factories
from tests.invitations.acceptance_steps import agree, case_for, decision_for, full_consent

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(customer_membership) -> Invitation:
    return factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)


def take(invitation: Invitation, user, chosen=None, **changes) -> Acceptance:
    """Accept with everything ticked, or with `changes` to that."""
    decision = decision_for(invitation, user, chosen)
    consent = Consent(**vars(full_consent(decision)) | changes)
    case = case_for(invitation, user, chosen)
    return accept(case=case, customer=decision.customer, consent=consent, by=user)


def fingerprints_of_all_tables() -> dict[str, list[str]]:
    """Every row of every table of ours, as text."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if not name.startswith("django_")]
        found = {}
        for table in tables:
            cursor.execute(f'SELECT t::text FROM "{table}" t ORDER BY 1')
            found[table] = [row[0] for row in cursor.fetchall()]
    return found


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


def test_through_a_provider_one_acceptance_makes_two_relationships_and_rights_for_the_reseller_only(
    customer, customer_membership
):
    pair = factories.PartnershipFactory()
    invitation = factories.InvitationFactory(
        sent=True,
        partner=pair.reseller,
        capacity=Capacity.RESELLER,
        provider=pair.provider,
        recipient_email=customer_membership.user.email,
    )
    accepted = take(invitation, customer_membership.user)
    assert (accepted.relationship.partner, accepted.relationship.provider) == (pair.reseller, pair.provider)
    assert (accepted.provider_relationship.partner, accepted.provider_relationship.capacity) == (
        pair.provider,
        "provider",
    )
    assert list(DelegatedAdminGrant.objects.values_list("partner", flat=True)) == [pair.reseller.pk]
    rights = dict(PartnerCustomer.objects.values_list("partner", "rights"))
    assert rights == {pair.reseller.pk: "full", pair.provider.pk: "none"}


def test_where_the_provider_asks_for_a_reseller_the_rights_go_to_whom_the_request_says():
    china = factories.cloud("china")
    pair = factories.PartnershipFactory(
        provider=factories.PartnerFactory(cloud=china, country="CN", provider=True),
        reseller=factories.PartnerFactory(cloud=china, country="CN", reseller=True),
    )
    customer = factories.CustomerFactory(cloud=china, country="CN")
    user = factories.CustomerMembershipFactory(customer=customer).user
    invitation = factories.InvitationFactory(
        sent=True,
        partner=pair.provider,
        capacity=Capacity.PROVIDER,
        on_behalf_of=pair.reseller,
        rights_holder=pair.reseller,
        recipient_email=user.email,
    )
    accepted = take(invitation, user)
    assert (accepted.relationship.partner, accepted.provider_relationship.partner) == (pair.reseller, pair.provider)
    assert accepted.grant.partner == pair.reseller


def test_rights_alone_beside_a_relationship_that_stands(customer, customer_membership):
    invitation = factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)
    standing = factories.ResellerRelationshipFactory(partner=invitation.partner, customer=customer)
    accepted = take(invitation, customer_membership.user)
    assert accepted.relationship == standing
    assert ResellerRelationship.objects.count() == 1
    assert accepted.grant is not None


def test_a_reusable_link_lives_on_until_its_limit():
    invitation = factories.InvitationFactory(sent=True, reusable=True, use_limit=2)
    people = [factories.CustomerMembershipFactory().user for _ in range(3)]
    first, second = (take(invitation, user) for user in people[:2])
    assert (first.is_single_use, first.customer == second.customer) == (False, False)
    invitation.refresh_from_db()
    assert invitation.status == "accepted"
    case = case_for(invitation, people[2])
    customer = people[2].customer_memberships.get().customer
    with pytest.raises(Stopped) as stopped:
        accept(case=case, customer=customer, consent=Consent(shown=""), by=people[2])
    assert stopped.value.obstacle == obstacles.Dead("limit")


def test_a_reusable_link_is_accepted_once_for_each_organisation(customer, customer_membership):
    invitation = factories.InvitationFactory(sent=True, reusable=True)
    first = take(invitation, customer_membership.user)
    colleague = factories.CustomerMembershipFactory(customer=customer).user
    with pytest.raises(Stopped) as stopped:
        accept(case=case_for(invitation, colleague), customer=customer, consent=Consent(shown=""), by=colleague)
    assert isinstance(stopped.value.obstacle, obstacles.AlreadyRelated)
    assert list(Acceptance.objects.all()) == [first]


def test_other_open_links_stay_open(asked, customer_membership):
    other = factories.InvitationFactory(sent=True, recipient_email=customer_membership.user.email)
    take(asked, customer_membership.user)
    other.refresh_from_db()
    assert other.status == "sent"
    assert factories.live_link(other).replaced_at is None


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
    }


def test_accepting_takes_few_queries_with_agreement_relationship_and_rights(
    asked, customer_membership, django_assert_max_num_queries
):
    user = customer_membership.user
    decision, case = decision_for(asked, user), case_for(asked, user)
    with django_assert_max_num_queries(30):
        accept(case=case, customer=decision.customer, consent=full_consent(decision), by=user)


def test_the_events_of_an_acceptance_are_one_persons_one_deed(asked, customer_membership):
    accepted = take(asked, customer_membership.user)
    found = AuditEvent.objects.filter(action__in=["agreement.accepted", "relationship.started", "grant.started"])
    assert {event.trace_id for event in found} == {accepted.trace_id}
    assert len(found) == 3
