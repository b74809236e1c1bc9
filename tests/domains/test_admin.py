"""Operators confirm domains, take that back, and settle disputes, always with a reason."""

import pytest
from django.urls import reverse

from partnercenter.audit.models import AuditEvent
from tests import factories
from tests.conftest import sign_in
from tests.domains.stories import organisation

pytestmark = pytest.mark.django_db
DOMAINS, CLAIMS = "admin:clouds_tenantdomain_changelist", "admin:domains_domainclaim_changelist"


@pytest.fixture
def operator():
    return sign_in(factories.UserFactory(operator=True))


def act(client, page: str, action: str, row, reason: str = "Seen the register") -> str:
    answers = {"action": action, "_selected_action": [row.pk], "reason": reason}
    return client.post(reverse(page), answers, follow=True).content.decode()


def test_a_domain_is_confirmed_and_unconfirmed_with_a_reason(operator):
    row = factories.TenantDomainFactory(owner=organisation()[1], unconfirmed=True)
    assert "Say why" in act(operator, DOMAINS, "confirm", row, reason="")
    act(operator, DOMAINS, "confirm", row)
    row.refresh_from_db()
    assert (row.is_confirmed, row.reason) == (True, "Seen the register")
    act(operator, DOMAINS, "unconfirm", row, reason="Sold")
    row.refresh_from_db()
    assert (row.is_confirmed, row.reason) == (False, "Sold")
    events = AuditEvent.objects.filter(side="operator").values_list("action", flat=True)
    assert sorted(events) == ["domain.confirmed", "domain.unconfirmed"]


@pytest.mark.parametrize(("action", "status"), [("transfer", "granted"), ("reject", "rejected")])
def test_a_dispute_is_settled_once(operator, action, status):
    holder = factories.TenantDomainFactory(owner=organisation(name="Holder")[1])
    claim = factories.DomainClaimFactory(claimant=organisation(name="Rival")[0], holder=holder, disputed=True)
    page = operator.get(reverse("admin:domains_domainclaim_change", args=[claim.pk])).content.decode()
    assert "Holder" in page
    assert "Rival" in page
    act(operator, CLAIMS, action, claim)
    claim.refresh_from_db()
    assert claim.status == status
    assert "so this is not possible any more" in act(operator, CLAIMS, "reject", claim)


def test_an_operator_of_another_cloud_finds_neither():
    row = factories.TenantDomainFactory(owner=organisation()[1], unconfirmed=True)
    claim = factories.DomainClaimFactory(holder=row, disputed=True)
    operator = sign_in(factories.UserFactory(operator=True, operated_clouds=["germany"]))
    act(operator, DOMAINS, "confirm", row)
    act(operator, CLAIMS, "transfer", claim)
    row.refresh_from_db()
    claim.refresh_from_db()
    assert (row.is_confirmed, claim.status) == (False, "disputed")


def test_nobody_edits_a_domain_or_a_claim_by_hand(operator):
    row = factories.TenantDomainFactory(owner=organisation()[1])
    page = reverse("admin:clouds_tenantdomain_change", args=[row.pk])
    assert operator.post(page, {"domain": "other.example"}).status_code == 403
    assert operator.get(reverse("admin:domains_domainclaim_add")).status_code == 403
