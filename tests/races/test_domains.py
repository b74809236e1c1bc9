"""Domains under real transactions: one owner, whoever proves, registers or confirms at the same moment."""

from dataclasses import replace

import pytest

from customers.directory.actions import register_customer
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.actions import confirm_domain
from partnercenter.domains.actions.proving import confirm_proved, settle_proved
from partnercenter.domains.models import DomainClaim
from tests import factories
from tests.directory.test_actions import FRESH
from tests.domains.stories import organisation
from tests.races.starting import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.race]


def test_two_organisations_prove_one_domain_at_once_and_one_gets_it():
    claims = [
        factories.DomainClaimFactory(claimant=organisation(name=f"Rival{number}")[0], domain="contested.example")
        for number in range(2)
    ]
    by = factories.UserFactory()
    at_once(*(lambda claim=claim: settle_proved(claim, by=by) for claim in claims))
    assert sorted(DomainClaim.objects.values_list("status", flat=True)) == ["disputed", "granted"]
    winner = DomainClaim.objects.get(status="granted")
    assert TenantDomain.objects.get().owner_id == winner.claimant_id


def test_a_registration_and_a_proof_at_once_leave_one_owner():
    claim = factories.DomainClaimFactory(claimant=organisation(name="Rival")[0], domain="fresh.example")
    by, newcomer = factories.UserFactory(), factories.UserFactory()
    registration = replace(FRESH, domain="fresh.example")
    at_once(
        lambda: settle_proved(claim, by=by),
        lambda: register_customer(cloud=factories.cloud(), registration=registration, by=newcomer),
    )
    assert TenantDomain.objects.get(domain="fresh.example").owner_id == claim.claimant_id
    claim.refresh_from_db()
    assert claim.status == "granted"


def test_a_record_and_an_operator_confirm_at_once_and_one_is_logged():
    row = factories.TenantDomainFactory(owner=organisation()[1], unconfirmed=True)
    operator = factories.UserFactory(operator=True)
    at_once(
        lambda: confirm_domain(domain=row, reason="Seen the register", by=operator),
        lambda: confirm_proved(row, by=factories.UserFactory()),
    )
    assert AuditEvent.objects.filter(action="domain.confirmed").count() == 1
