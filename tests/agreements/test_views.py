"""The organisation's agreements, and each text on its own page."""

import pytest

from customers.agreements.models import AgreementText
from tests import factories

pytestmark = pytest.mark.django_db


def test_accepted_versions_stand_with_version_hash_person_and_time(customer_client, customer):
    accepted = factories.AgreementAcceptanceFactory(
        customer=customer, accepted_by=customer_client.user, text=factories.AgreementTextFactory()
    )
    words = customer_client.get("/customer/agreements/").content.decode()
    for said in (accepted.text.title, accepted.text.version, accepted.receipt_hash, customer_client.user.display_name):
        assert said in words


def test_without_any_the_page_says_when_one_is_asked_for(customer_client):
    assert "No agreement accepted yet" in customer_client.get("/customer/agreements/").content.decode()


def test_other_organisations_acceptances_are_not_shown(customer_client):
    other = factories.AgreementAcceptanceFactory()
    assert other.receipt_hash not in customer_client.get("/customer/agreements/").content.decode()


def test_a_text_is_shown_literally(customer_client):
    text = factories.AgreementTextFactory(body="1. <script>alert(1)</script> {{ 7*7 }}")
    words = customer_client.get(f"/customer/agreements/{text.public_id}/").content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }}" in words


def test_drafts_and_other_clouds_texts_are_unknown(customer_client):
    draft = factories.AgreementTextFactory(draft=True)
    foreign = AgreementText.objects.filter(cloud__code="china").first()
    for text in (draft, foreign):
        assert customer_client.get(f"/customer/agreements/{text.public_id}/").status_code == 404
