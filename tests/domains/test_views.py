"""The pages of domains: the same for a partner and a customer, each on its own host."""

import pytest

from customers.directory.models import CustomerRole
from partnercenter.clouds.models import TenantDomain
from partnercenter.domains.models import DomainClaim
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import PUBLIC_HOST, client_of, sign_in
from tests.domains.name_server import Zone
from tests.domains.stories import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["partner", "customer"])
def side(request, partner, customer):
    """Client, address of the list, and the organisation, of a global admin on either side."""
    if request.param == "partner":
        member = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
        return client_of(member), "/partner/domains/", partner
    member = factories.CustomerMembershipFactory(customer=customer)
    return client_of(member), "/organisation/domains/", customer


def add(side, domain: str):
    client, path, _owner = side
    return client.post(path, {"domain": domain})


def test_a_domain_is_added_shown_with_its_record_proved_and_made_primary(side, zone: Zone):
    client, path, owner = side
    place = add(side, "Second.Example")["Location"]
    claim = DomainClaim.objects.get(domain="second.example")
    page = client.get(place).content.decode()
    assert f'value="partnercenter={claim.challenge.hex}"' in page
    assert 'value="_partnercenter-challenge.second.example"' in page
    assert "Waiting for the DNS record" in client.get(path).content.decode()
    assert "There is no TXT record at" in client.post(place, {"action": "check"}, follow=True).content.decode()
    DomainClaim.objects.update(checked_at=None)
    publish(zone, claim)
    answer = client.post(place, {"action": "check"}, follow=True)
    assert answer.redirect_chain[-1][0] == path
    assert "second.example is confirmed." in answer.content.decode()
    row = TenantDomain.objects.get(domain="second.example")
    client.post(f"{path}{row.public_id}/", {"action": "make_primary"})
    assert own(owner)["second.example"] == (True, True)


def own(owner) -> dict[str, tuple[bool, bool]]:
    rows = TenantDomain.objects.filter(owner_id=owner.public_id)
    return {row.domain: (row.is_confirmed, row.is_primary) for row in rows}


@pytest.mark.parametrize("domain", ["", "gmail.com", "minato", "a b.example", "localhost", "https://x.example/"])
def test_what_is_no_domain_of_an_organisation_is_refused_in_words(side, domain):
    answer = add(side, domain)
    assert answer.status_code == 422
    assert not DomainClaim.objects.exists()


def test_japanese_letters_are_one_domain_with_their_ascii_form(side):
    assert add(side, "例え.jp")["Location"] == add(side, "XN--R8JZ45G.jp")["Location"]


def test_pressing_check_twice_in_a_row_is_told_to_wait(side, zone: Zone):
    place = add(side, "second.example")["Location"]
    client = side[0]
    client.post(place, {"action": "check"})
    assert "DNS was asked a moment ago" in client.post(place, {"action": "check"}, follow=True).content.decode()
    assert zone.asked["udp"] == 1


def test_an_unconfirmed_domain_is_removed_and_a_confirmed_one_stays(side):
    client, path, owner = side
    TenantDomain.objects.filter(owner_id=owner.public_id).delete()
    kept = factories.TenantDomainFactory(owner=owner, domain="kept.example")
    gone = factories.TenantDomainFactory(owner=owner, domain="gone.example", unconfirmed=True, is_primary=False)
    answer = client.post(f"{path}{gone.public_id}/", {"action": "remove"}, follow=True)
    assert "gone.example is removed." in answer.content.decode()
    answer = client.post(f"{path}{kept.public_id}/", {"action": "remove"}, follow=True)
    assert "Ask the operator to take it away" in answer.content.decode()
    assert list(own(owner)) == ["kept.example"]


def test_a_claim_is_withdrawn(side):
    place = add(side, "second.example")["Location"]
    assert "Withdrawn" in side[0].post(place, {"action": "withdraw"}, follow=True).content.decode()


def test_a_stranger_finds_no_domain_and_no_claim(side):
    client, path, _owner = side
    strangers = factories.TenantDomainFactory(owner=factories.CustomerFactory(), domain="strangers.example")
    claim = factories.DomainClaimFactory(domain="theirs.example")
    for place in (f"{path}{strangers.public_id}/", f"{path}claims/{claim.public_id}/"):
        assert client.get(place).status_code == client.post(place, {"action": "remove"}).status_code == 404
    assert TenantDomain.objects.filter(pk=strangers.pk).exists()


def test_only_global_admins_see_domains(colleague_client, staff_client):
    roles = [role for role in PartnerRole if role != PartnerRole.GLOBAL_ADMIN]
    assert colleague_client(*roles).get("/partner/domains/").status_code == 403
    for role in (CustomerRole.USER, CustomerRole.BILLING_ADMIN):
        assert staff_client(role).get("/organisation/domains/").status_code == 403


def test_a_suspended_partner_reads_and_changes_nothing(partner):
    member = factories.PartnerMembershipFactory(partner=partner, roles=[PartnerRole.GLOBAL_ADMIN])
    client = client_of(member)
    partner.status, partner.suspended_at, partner.suspended_by = "suspended", factories.ago(days=1), member.user
    partner.save()
    assert "Add a domain" not in client.get("/partner/domains/").content.decode()
    assert client.post("/partner/domains/", {"domain": "second.example"}).status_code == 403
    assert not DomainClaim.objects.exists()


@pytest.fixture
def holder(customer):
    """The customer's domain as it registered it, unconfirmed."""
    TenantDomain.objects.filter(owner_id=customer.public_id).update(confirmed_at=None, confirmed_by="")
    return TenantDomain.objects.get(owner_id=customer.public_id)


def test_somebody_of_the_domain_says_that_it_is_theirs_proves_it_and_registers(holder, zone: Zone):
    person = factories.UserFactory(email="y.mori@minato-seiki.example")
    client = sign_in(person, host=PUBLIC_HOST)
    page = client.get("/organisation/join/dispute/").content.decode()
    assert "Say that minato-seiki.example is yours" in page
    place = client.post("/organisation/join/dispute/", {"words": "We are Minato."})["Location"]
    claim = DomainClaim.objects.get()
    assert "In dispute" in client.get(place).content.decode()
    publish(zone, claim)
    assert "Register the organisation" in client.post(place, {"action": "check"}, follow=True).content.decode()
    answers = {"name": "True Minato K.K.", "country": "JP", "address": "1 Example Street", "contact_name": "Yuta Mori"}
    client.post("/organisation/register/", answers | {"contact_email": person.email})
    row = TenantDomain.objects.get(domain="minato-seiki.example")
    assert (row.is_confirmed, row.is_proved) == (True, True)
    claim.refresh_from_db()
    assert claim.claimant_id == row.owner_id


def test_nobody_disputes_a_domain_without_a_mailbox_in_it(holder, customer):
    member = factories.CustomerMembershipFactory(customer=customer)
    for user in (
        factories.UserFactory(email="x@nowhere.example"),
        factories.UserFactory(email="x@gmail.com"),
        factories.UserFactory(email="x@minato-seiki.example", unverified=True),
        member.user,
    ):
        client = sign_in(user, host=PUBLIC_HOST)
        assert client.post("/organisation/join/dispute/", {"words": "Ours."}).status_code == 404
    assert not DomainClaim.objects.exists()


def test_a_persons_claim_is_the_persons_alone(holder, customer_client):
    claim = factories.DomainClaimFactory(holder=holder, disputed=True)
    place = f"/organisation/domains/claims/{claim.public_id}/"
    assert customer_client.get(place).status_code == 404
    assert sign_in(factories.UserFactory(), host=PUBLIC_HOST).get(place).status_code == 404
    assert sign_in(claim.claimed_by, host=PUBLIC_HOST).get(place).status_code == 200
    assert sign_in(claim.claimed_by, host="germany.localhost:8000").get(place).status_code == 404
