"""The page on a customer's record where its partner attests, and what other partners see there."""

from datetime import timedelta

import pytest
from django.utils import timezone

from customers.agreements.attesting import text_to_attest
from customers.agreements.models import AgreementAcceptance
from customers.relationships.index import refresh_pair
from partnercenter.partners.models import Capacity, PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.inputs.rows import changed, state_of_rows

pytestmark = pytest.mark.django_db


@pytest.fixture
def related(partner, customer):
    factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    refresh_pair(partner, customer)
    return customer


def page_of(customer) -> str:
    return f"/partner/customers/{customer.public_id}/agreement/"


def answers(**changes: str) -> dict[str, str]:
    day = (timezone.localdate() - timedelta(days=1)).isoformat()
    person = {"first_name": "Haruka", "last_name": "Nishi", "email": "h.nishi@contacts.example", "phone": ""}
    return person | {"accepted_on": day} | changes


def test_the_record_leads_to_the_page_and_attesting_shows_there(partner_client, related):
    assert page_of(related) in partner_client.get(f"/partner/customers/{related.public_id}/").content.decode()
    assert "Not accepted" in partner_client.get(page_of(related)).content.decode()
    answer = partner_client.post(page_of(related), answers(), follow=True)
    page = answer.content.decode()
    attested = AgreementAcceptance.objects.get()
    for said in ("You attested the agreement", attested.receipt, "Haruka Nishi", "h.nishi@"):
        assert said in page
    assert "Not accepted" not in page


@pytest.mark.parametrize("role", PartnerRole)
def test_the_form_is_for_admin_and_sales_agents(colleague_client, related, role):
    client = colleague_client(role)
    is_allowed = role in (PartnerRole.ADMIN_AGENT, PartnerRole.SALES_AGENT)
    assert ('name="accepted_on"' in client.get(page_of(related)).content.decode()) == is_allowed
    assert client.post(page_of(related), answers()).status_code == (302 if is_allowed else 403)
    assert AgreementAcceptance.objects.exists() == is_allowed


def test_an_indirect_reseller_reads_why_not(customer):
    relationship = factories.ResellerRelationshipFactory(
        partner=factories.PartnerFactory(reseller=True),
        customer=customer,
        capacity=Capacity.RESELLER,
        provider=factories.PartnerFactory(provider=True),
    )
    refresh_pair(relationship.partner, customer)
    client = client_of(factories.PartnerMembershipFactory(partner=relationship.partner))
    assert "An indirect reseller cannot attest. Ask your provider" in client.get(page_of(customer)).content.decode()
    assert client.post(page_of(customer), answers()).status_code == 422
    assert not AgreementAcceptance.objects.exists()


def test_where_the_cloud_allows_none_the_page_says_so(partner_client, related):
    type(related.cloud).objects.update(allows_attestation=False)
    page = partner_client.get(page_of(related)).content.decode()
    assert "partners cannot attest the agreement" in page
    assert 'name="accepted_on"' not in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"accepted_on": "2999-01-01"}, "lies in the future"),
        ({"accepted_on": "1999-01-01"}, "not published on that day"),
        ({"accepted_on": "yesterday"}, "Enter a valid date"),
        ({"last_name": ""}, "Last name"),
        ({"email": "nobody"}, "e-mail"),
    ],
)
def test_what_does_not_fit_is_said_and_writes_nothing(partner_client, related, wrong, said):
    before = state_of_rows()
    answer = partner_client.post(page_of(related), answers(**wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert changed(before) == []


def test_the_same_contact_again_is_refused(partner_client, related):
    partner_client.post(page_of(related), answers())
    answer = partner_client.post(page_of(related), answers())
    assert answer.status_code == 422
    assert "only if the contact changed" in answer.content.decode()


def test_another_partner_sees_that_a_version_is_accepted_and_no_more(partner_client, related):
    other = factories.PartnerFactory(legal_name="Canary Cloud K.K.")
    attested = factories.AttestationFactory(customer=related, partner=other, text=text_to_attest(related))
    for place in (page_of(related), f"/partner/customers/{related.public_id}/"):
        page = partner_client.get(place).content.decode()
        assert "Not accepted" not in page
        for secret in ("Canary", "Haruka", "h.nishi", attested.receipt, attested.receipt_hash, "attested by"):
            assert secret not in page


def test_strangers_get_404(other_partner_client, related):
    assert other_partner_client.get(page_of(related)).status_code == 404
    assert other_partner_client.post(page_of(related), answers()).status_code == 404
