"""The pages on which relationships end, in Japanese."""

import pytest

from customers.relationships.mails.asked import kind_of, tell_asked
from customers.relationships.mails.ends import tell_relationship_ended
from customers.relationships.mails.wording import WORDS, Occasion
from customers.relationships.models import ResellerRelationship
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import Capacity, PartnerRole
from tests import factories
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_mails import people  # noqa: F401 - a fixture
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


@pytest.fixture
def related(world, partner, customer):  # noqa: F811
    return ResellerRelationship.objects.get(partner=partner, customer=customer, status="active")


def test_the_pages_of_an_end_speak_japanese(related, partner_client, colleague_client) -> None:
    record = f"/partner/customers/{related.customer.public_id}/"
    page = f"{record}relationships/{related.public_id}/end/"
    assert_japanese(partner_client, page)
    for kind in ("software", "licence"):
        factories.SubscriptionFactory(customer=related.customer, sold=related.partner, kind=kind, name="M365")
        assert_japanese(partner_client, page)
    assert_japanese(colleague_client(PartnerRole.GLOBAL_ADMIN), page)
    assert_japanese(partner_client, page, reason="")


@pytest.mark.parametrize("trait", ["", "answered", "escalated"])
def test_the_pages_of_an_asked_end_speak_japanese(trait, related, partner_client, customer_client) -> None:
    asking = f"/customer/partners/{related.partner.public_id}/relationships/{related.public_id}/end/"
    record = f"/partner/customers/{related.customer.public_id}/"
    answering = f"{record}relationships/{related.public_id}/asked-end/"
    if not trait:
        assert_japanese(customer_client, asking)
    facts = {"answered": {"answered": True, "answer": "半額をご提案します。"}, "escalated": {"escalated": True}}.get(
        trait, {}
    )
    factories.AskedEndFactory(relationship=related, reason="", **facts)
    for path in (asking, f"/customer/partners/{related.partner.public_id}/"):
        assert_japanese(customer_client, path)
    for path in (answering, record, "/"):
        assert_japanese(partner_client, path)
    if not trait:
        assert_japanese(partner_client, answering, answer=" ")
        factories.SubscriptionFactory(customer=related.customer, sold=related.partner, name="M365")
        assert_japanese(partner_client, answering)
        assert_japanese(customer_client, asking)


def test_every_mail_of_an_asked_end_speaks_japanese(people) -> None:  # noqa: F811
    partner, customer = (each.partner if hasattr(each, "partner") else each.customer for each in people)
    related = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    asked = factories.AskedEndFactory(relationship=related, reason="契約の整理", answered=True, answer="半額で。")
    factories.UserFactory(operator=True, locale="ja")
    type(asked).objects.filter(pk=asked.pk).update(status="escalated", escalated_at=factories.ago(hours=1))
    for occasion in Occasion:
        tell_asked(occasion, asked)
    kinds = {kind_of(*pair) for pair in WORDS if pair[0] != Occasion.REMINDED}
    written = {mail.kind: mail for mail in OutboundEmail.objects.all() if mail.kind in kinds}
    assert set(written) == kinds
    for mail in written.values():
        assert_japanese_letter(render(mail))


def test_the_mail_to_the_provider_of_a_reseller_that_left_speaks_japanese(people) -> None:  # noqa: F811
    provider = people[0].partner
    reseller = factories.PartnerFactory(reseller=True, legal_name="南風ソリューション株式会社")
    left = factories.ResellerRelationshipFactory(
        partner=reseller, customer=people[1].customer, capacity=Capacity.RESELLER, provider=provider
    )
    tell_relationship_ended([ResellerRelationship.objects.get(pk=left.pk)])
    assert_japanese_letter(render(OutboundEmail.objects.get(kind="relationship.ended_provider")))
