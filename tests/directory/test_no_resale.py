"""A partner's organisation is nobody's customer (S2, R-61), whichever way it comes; table by table.

Domains are per cloud, and so is being a partner: a partner of another cloud is an ordinary organisation here.
"""

import pytest
from django.core.exceptions import ValidationError

from customers.directory.actions import register_customer
from customers.directory.models import Customer
from customers.directory.queries import domain_to_register
from invitations.queries.accepting import is_partners_organisation
from invitations.rules.request import check_recipient
from partnercenter.canonical.domains import clean_domain
from partnercenter.canonical.emails import check_email, domain_of
from partnercenter.clouds.models import CloudRegion
from partnercenter.partners.queries import partner_owning
from tests import factories
from tests.conftest import PUBLIC_HOST, sign_in
from tests.directory.test_actions import FRESH, replace

pytestmark = pytest.mark.django_db
PARTNERS = clean_domain("例え.jp")


@pytest.fixture
def partner():
    """A partner of the public cloud whose domain has Japanese letters, stored as an A-label."""
    partner = factories.PartnerFactory()
    factories.TenantDomainFactory(owner=partner, domain=PARTNERS)
    return partner


@pytest.mark.parametrize(
    ("address", "is_partners"),
    [
        ("a@例え.jp", True),
        ("a@XN--R8JZ45G.JP", True),
        ("a@xn--r8jz45g.jp", True),
        ("a@sales.例え.jp", True),
        ("a@deep.sales.例え.jp", True),
        ("a@other例え.jp", False),
        ("a@jp.example", False),
    ],
)
def test_an_address_is_a_partners_in_every_spelling_and_below_its_domain(partner, address, is_partners):
    owner = partner_owning(partner.cloud, domain_of(check_email(address)))
    assert (owner == partner.public_id) is is_partners


def test_the_partner_nearest_to_the_address_owns_it(partner):
    other = factories.PartnerFactory()
    factories.TenantDomainFactory(owner=other, domain=f"sales.{PARTNERS}")
    assert partner_owning(partner.cloud, f"a.sales.{PARTNERS}") == other.public_id


@pytest.mark.parametrize("own", [True, False])
@pytest.mark.parametrize("allowed", [True, False])
@pytest.mark.parametrize("is_partners", [True, False])
def test_a_request_to_an_address_is_refused_for_a_partner_while_the_flag_says_so(own, allowed, is_partners):
    cloud = factories.cloud()
    cloud.allows_partner_to_partner = allowed
    domains = ["kitakaze.example"] if own else []
    try:
        check_recipient("a@kitakaze.example", own_domains=domains, is_partners=is_partners, cloud=cloud)
        code = ""
    except ValidationError as refusal:
        code = refusal.code
    expected = "own_domain" if own else "partner_domain" if is_partners and not allowed else ""
    assert code == expected


@pytest.mark.parametrize(
    ("shown", "others", "expected"),
    [
        ("{0}", (), True),
        ("sales.{0}", (), True),
        ("", ("{0}x",), False),
        ("plain.example", (), False),
        ("plain.example", ("sales.{0}",), True),
        ("", ("a.example", "b.{0}"), True),
    ],
)
def test_every_domain_of_an_organisation_counts_not_only_the_shown_one(partner, shown, others, expected):
    customer = factories.CustomerFactory(primary_domain=shown.format(PARTNERS))
    for domain in others:
        factories.TenantDomainFactory(
            owner=customer, domain=domain.format(PARTNERS), unconfirmed=True, is_primary=False
        )
    assert is_partners_organisation(customer) is expected


def test_a_partner_of_another_cloud_is_an_ordinary_organisation_here(partner):
    elsewhere = factories.CustomerFactory(cloud=factories.cloud("germany"), primary_domain=PARTNERS, country="DE")
    assert not is_partners_organisation(elsewhere)
    assert partner_owning(elsewhere.cloud, PARTNERS) is None


@pytest.mark.parametrize("below", ["", "sales."])
@pytest.mark.parametrize("allowed", [True, False])
def test_a_partner_registers_as_a_customer_only_where_the_flag_lets_it(partner, below, allowed):
    CloudRegion.objects.filter(pk=partner.cloud.pk).update(allows_partner_to_partner=allowed)
    cloud, person = factories.cloud(), factories.UserFactory(email=f"a@{below}{PARTNERS}")
    registration = replace(FRESH, domain=domain_to_register(person, cloud))
    if allowed:
        assert register_customer(cloud=cloud, registration=registration, by=person).customer.primary_domain == ""
        return
    with pytest.raises(ValidationError) as refusal:
        register_customer(cloud=cloud, registration=registration, by=person)
    assert refusal.value.code == "domain_of_partner"
    assert not Customer.objects.filter(name=FRESH.name).exists()


@pytest.mark.parametrize("below", ["", "sales."])
def test_the_page_tells_a_partner_why_it_cannot_register(partner, below):
    client = sign_in(factories.UserFactory(email=f"a@{below}{PARTNERS}"), host=PUBLIC_HOST)
    page = client.get("/organisation/register/", follow=True).content.decode()
    assert "belongs to a partner" in page


def test_a_partner_that_may_be_a_customer_is_led_to_the_form_and_through_it(partner):
    CloudRegion.objects.update(allows_partner_to_partner=True)
    client = sign_in(factories.UserFactory(email=f"a@{PARTNERS}"), host=PUBLIC_HOST)
    page = client.get("/organisation/register/")
    assert page.status_code == 200
    assert page.context["domain"] == ""
