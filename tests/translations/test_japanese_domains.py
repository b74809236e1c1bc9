"""The pages and mails of domains and of the organisation, in Japanese."""

import pytest

from customers.directory.models import JoinRequest
from partnercenter.domains.actions import dispute_domain, grant_claim, reject_claim, unconfirm_domain
from partnercenter.domains.mails import OCCASIONS
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PUBLIC_HOST, sign_in
from tests.domains.conftest import zone  # noqa: F401 - a fixture
from tests.domains.name_server import Zone
from tests.translations.test_japanese_mails import assert_japanese as assert_japanese_letter
from tests.translations.test_japanese_pages import assert_japanese, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
DOMAIN = "minato-seiki.example"


@pytest.fixture
def people(world, customer_membership):  # noqa: F811
    """A global admin of the partner who reads Japanese, and a person who disputes the customer's domain."""
    boss = factories.UserFactory(display_name="伊藤 浩", locale="ja")
    factories.PartnerMembershipFactory(partner=world["partner"], user=boss, roles=[PartnerRole.GLOBAL_ADMIN])
    return boss, factories.UserFactory(email=f"y.mori@{DOMAIN}", display_name="森 悠太", locale="ja")


def disputed(world, by):  # noqa: F811
    cloud = world["customer"].cloud
    return dispute_domain(cloud=cloud, domain=DOMAIN, words="当社のものです。", is_member=False, by=by)


def test_pages_of_domains_speak_japanese_on_both_sides(world, people, customer_client):  # noqa: F811
    for client, path in (
        (sign_in(people[0]), "/partner/domains/"),
        (customer_client, "/organisation/domains/"),
    ):
        assert_japanese(client, path, domain="gmail.com")
        place = client.post(path, {"domain": "second.example"})["Location"]
        for each in (path, place):
            assert_japanese(client, each)
        assert_japanese(client, place, action="withdraw")


def test_what_dns_says_is_said_in_japanese(world, zone: Zone, customer_client):  # noqa: F811
    place = customer_client.post("/organisation/domains/", {"domain": "second.example"})["Location"]
    for texts, rcode in (([], None), (["partnercenter=1"], None), ([], 2)):
        zone.texts["_partnercenter-challenge.second.example"], zone.rcode = texts, rcode
        world["customer"].cloud.domain_claims.update(checked_at=None)
        assert_japanese(customer_client, place, action="check")
    assert_japanese(customer_client, place, action="check")  # at once again


def test_a_dispute_speaks_japanese_to_both_sides(world, people, customer_client):  # noqa: F811
    outsider = sign_in(people[1], host=PUBLIC_HOST)
    assert_japanese(outsider, "/organisation/join/dispute/")
    claim = disputed(world, people[1])
    assert_japanese(outsider, f"/organisation/domains/claims/{claim.public_id}/")
    row = claim.cloud.domains.get(domain=DOMAIN)
    assert_japanese(customer_client, f"/organisation/domains/{row.public_id}/")
    grant_claim(claim=claim, reason="登記を確認しました。", by=factories.UserFactory(operator=True))
    assert_japanese(outsider, f"/organisation/domains/claims/{claim.public_id}/")


def test_the_organisations_page_and_its_applicants_speak_japanese(world, customer_client):  # noqa: F811
    asked = JoinRequest.objects.create(customer=world["customer"], user=factories.UserFactory(display_name="林 葵"))
    assert_japanese(customer_client, "/organisation/")
    assert_japanese(customer_client, f"/organisation/join/{asked.public_id}/", answer="maybe")
    assert_japanese(customer_client, f"/organisation/join/{asked.public_id}/", answer="accept", role="billing_admin")


def test_every_mail_about_domains_speaks_japanese(world, people, customer_membership):  # noqa: F811
    operator = factories.UserFactory(operator=True)
    row = world["customer"].cloud.domains.get(domain=DOMAIN)
    unconfirm_domain(domain=row, reason="会社が変わりました。", by=operator)
    reject_claim(claim=disputed(world, people[1]), reason="登記と違います。", by=operator)
    grant_claim(claim=disputed(world, people[1]), reason="登記を確認しました。", by=operator)
    kinds = set()
    for email in OutboundEmail.objects.filter(kind__in=OCCASIONS):
        kinds.add(email.kind)
        assert_japanese_letter(render(email))
    assert set(OCCASIONS) - kinds == {"domain.confirmed"}
    told = OutboundEmail.objects.filter(kind="domain.unconfirmed").first()
    told.kind = "domain.confirmed"
    assert_japanese_letter(render(told))
