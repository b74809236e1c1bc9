"""Claims: proof beats a registration that nobody confirmed; against a confirmed one the operator decides."""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.models import Customer
from invitations.queries.accepting import is_partners_organisation
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.actions import (
    check_claim,
    claim_domain,
    dispute_domain,
    grant_claim,
    reject_claim,
    withdraw_claim,
)
from partnercenter.domains.models import DomainClaim
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests import factories
from tests.domains.name_server import Zone
from tests.domains.stories import mails, organisation, partner_organisation, publish

pytestmark = pytest.mark.django_db
DOMAIN = "minato.example"


@pytest.fixture
def by():
    return factories.UserFactory()


@pytest.fixture
def rival():
    return organisation(name="Rival", primary_domain="rival.example")


def held(**facts) -> TenantDomain:
    """The domain, held by another organisation than the rival."""
    _owner, customer = organisation(name="Holder", primary_domain=DOMAIN)
    return factories.TenantDomainFactory(owner=customer, **facts)


def claim_and_prove(zone: Zone, owner, by, domain: str = DOMAIN) -> DomainClaim:
    claim = claim_domain(organisation=owner, domain=domain, by=by)
    publish(zone, claim)
    check_claim(claim=claim, by=by)
    claim.refresh_from_db()
    return claim


def owner_of(domain: str = DOMAIN):
    return TenantDomain.objects.get(domain=domain)


def test_a_free_domain_is_the_organisations_once_it_is_proved(zone: Zone, rival, by):
    claim = claim_and_prove(zone, rival[0], by)
    row = owner_of()
    assert (claim.status, row.owner_id, row.is_proved) == ("granted", rival[1].public_id, True)
    assert mails("domain_claim.granted") == sorted(["admin@rival.example", by.email])


def test_adding_a_domain_says_the_same_whether_somebody_holds_it_or_not(rival, by):
    held()
    taken, free = (claim_domain(organisation=rival[0], domain=name, by=by) for name in (DOMAIN, "free.example"))
    assert taken.status == free.status == "pending"
    assert not OutboundEmail.objects.exists()


def test_adding_a_domain_twice_gives_the_first_claim(rival, by):
    first, again = (claim_domain(organisation=rival[0], domain=DOMAIN, by=by) for _time in range(2))
    assert first == again
    own = factories.TenantDomainFactory(owner=rival[1])
    assert claim_domain(organisation=rival[0], domain="rival.example", by=by) == own


def test_no_more_than_twenty_claims_wait_at_once(rival, by):
    for number in range(20):
        claim_domain(organisation=rival[0], domain=f"d{number}.example", by=by)
    with pytest.raises(ValidationError) as refusal:
        claim_domain(organisation=rival[0], domain="one-more.example", by=by)
    assert refusal.value.code == "too_many_claims"


def test_a_claim_holds_nothing_before_it_is_proved(rival, by):
    claim_domain(organisation=rival[0], domain="victim.example", by=by)
    assert not TenantDomain.objects.filter(domain="victim.example").exists()


def test_proof_wins_a_domain_that_another_holds_unconfirmed(zone: Zone, rival, by):
    row = held(unconfirmed=True)
    old_challenge, loser = row.challenge, Customer.objects.get(public_id=row.owner_id)
    claim = claim_and_prove(zone, rival[0], by)
    row.refresh_from_db()
    loser.refresh_from_db()
    assert (claim.status, row.owner_id, row.is_confirmed) == ("granted", rival[1].public_id, True)
    assert (row.challenge != old_challenge, loser.primary_domain) == (True, "")
    assert mails("domain.lost") == ["admin@holder.example"]
    event = AuditEvent.objects.get(action="domain_claim.granted")
    assert event.details == {"domain": DOMAIN, "how": "dns", "lost_by_customer": str(loser.public_id)}


@pytest.mark.parametrize("domain", [DOMAIN, f"sales.{DOMAIN}"])
def test_proof_against_a_confirmed_domain_or_below_one_opens_a_dispute(zone: Zone, rival, by, domain):
    row = held()
    claim = claim_and_prove(zone, rival[0], by, domain)
    assert (claim.status, claim.holder_id, claim.proved_at is not None) == ("disputed", row.owner_id, True)
    assert owner_of().owner_id == row.owner_id
    assert mails("domain.disputed") == ["admin@holder.example"]
    assert "admin@rival.example" in mails("domain_claim.disputed")


def test_a_domain_above_anothers_confirmed_one_can_be_proved(zone: Zone, rival, by):
    factories.TenantDomainFactory(owner=factories.CustomerFactory(), domain=f"sales.{DOMAIN}")
    assert claim_and_prove(zone, rival[0], by).status == "granted"


def test_the_same_domain_in_another_cloud_stands_against_nobody(zone: Zone, rival, by):
    elsewhere = factories.CustomerFactory(cloud=factories.cloud("germany"), primary_domain=DOMAIN, country="DE")
    factories.TenantDomainFactory(owner=elsewhere)
    assert claim_and_prove(zone, rival[0], by).status == "granted"


def test_a_partner_claims_like_a_customer(zone: Zone, by):
    owner, partner = partner_organisation()
    claim_and_prove(zone, owner, by)
    assert (owner_of().owner_kind, owner_of().owner_id) == ("partner", partner.public_id)
    assert AuditEvent.objects.get(action="domain_claim.granted").partner_id == partner.public_id


def test_a_withdrawn_claim_is_not_proved_any_more(zone: Zone, rival, by):
    claim = claim_domain(organisation=rival[0], domain=DOMAIN, by=by)
    withdraw_claim(claim=claim, by=by)
    publish(zone, claim)
    check_claim(claim=claim, by=by)
    claim.refresh_from_db()
    assert claim.status == "withdrawn"
    with pytest.raises(ValidationError) as refusal:
        withdraw_claim(claim=claim, by=by)
    assert refusal.value.code == "claim_decided"


def dispute(holder: TenantDomain, by) -> DomainClaim:
    return dispute_domain(cloud=holder.cloud, domain=holder.domain, words="It is ours.", is_member=False, by=by)


def test_a_person_of_the_domain_disputes_it_once_and_both_sides_are_told(by):
    holder = held(unconfirmed=True)
    first, again = dispute(holder, by), dispute(holder, by)
    assert first == again
    assert (first.status, first.words, first.claimant_id) == ("disputed", "It is ours.", None)
    assert (mails("domain.disputed"), mails("domain_claim.disputed")) == (["admin@holder.example"], [by.email])
    told = render(OutboundEmail.objects.get(kind="domain.disputed"))
    assert by.email not in told.text
    assert "It is ours." not in told.text


def test_a_person_who_proves_an_unconfirmed_domain_frees_it(zone: Zone, by):
    holder = held(unconfirmed=True)
    claim = dispute(holder, by)
    publish(zone, claim)
    check_claim(claim=claim, by=by)
    claim.refresh_from_db()
    assert claim.status == "granted"
    assert not TenantDomain.objects.filter(domain=DOMAIN).exists()
    assert "/organisation/domains/claims/" in render(OutboundEmail.objects.get(kind="domain_claim.granted")).text


def test_an_operator_transfers_with_a_reason_and_everybody_is_told(rival, by):
    row, operator = held(), factories.UserFactory(operator=True)
    claim = factories.DomainClaimFactory(claimant=rival[0], holder=row, disputed=True, claimed_by=by)
    grant_claim(claim=claim, reason="The register says so", by=operator)
    row.refresh_from_db()
    claim.refresh_from_db()
    assert (claim.status, claim.decided_by, claim.reason) == ("granted", operator, "The register says so")
    assert (row.owner_id, row.confirmed_by) == (rival[1].public_id, f"operator {operator.public_id}")
    assert mails("domain.lost") == ["admin@holder.example"]
    assert mails("domain_claim.granted") == sorted(["admin@rival.example", by.email])
    event = AuditEvent.objects.get(action="domain_claim.granted")
    assert (event.side, event.actor_id) == ("operator", operator.public_id)
    with pytest.raises(ValidationError) as refusal:
        reject_claim(claim=claim, reason="Too late", by=operator)
    assert refusal.value.code == "claim_decided"


def test_an_operator_rejects_with_a_reason_and_everybody_is_told(rival, by):
    row, operator = held(), factories.UserFactory(operator=True)
    claim = factories.DomainClaimFactory(claimant=rival[0], holder=row, disputed=True, claimed_by=by)
    reject_claim(claim=claim, reason="The register says otherwise", by=operator)
    row.refresh_from_db()
    assert row.owner_id != rival[1].public_id
    assert mails("domain.kept") == ["admin@holder.example"]
    assert "The register says otherwise" in render(OutboundEmail.objects.filter(kind="domain_claim.rejected")[0]).text


def test_a_loser_shows_its_next_confirmed_domain(zone: Zone, rival, by):
    row = held(unconfirmed=True)
    loser = Customer.objects.get(public_id=row.owner_id)
    factories.TenantDomainFactory(owner=loser, domain="second.example", is_primary=False)
    pair = factories.PartnerCustomerFactory(customer=loser)
    claim_and_prove(zone, rival[0], by)
    loser.refresh_from_db()
    pair.refresh_from_db()
    assert loser.primary_domain == "second.example"
    assert "second" in pair.search_text


def test_a_claim_of_an_organisation_that_is_gone_is_not_granted(by):
    claimant = organisation(name="Gone")
    claim = factories.DomainClaimFactory(claimant=claimant[0], holder=held(), disputed=True)
    claimant[1].delete()
    with pytest.raises(ValidationError) as refusal:
        grant_claim(claim=claim, reason="They asked", by=by)
    assert refusal.value.code == "claimant_gone"


def test_a_customer_that_became_a_partner_is_still_recognised(zone: Zone, by):
    row, (owner, partner) = held(), partner_organisation()
    customer = Customer.objects.get(public_id=row.owner_id)
    claim = claim_and_prove(zone, owner, by)
    grant_claim(claim=claim, reason="The customer is a partner now", by=factories.UserFactory(operator=True))
    row.refresh_from_db()
    customer.refresh_from_db()
    assert (row.owner_id, customer.primary_domain) == (partner.public_id, DOMAIN)
    assert is_partners_organisation(customer)
