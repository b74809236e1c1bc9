"""Every rule of a cloud, changed in the administration, changes what partner or customer can do from then on (§2).

A probe is one look at a real page; the table says what it shows before and after.
"""

import html
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from customers.agreements.models import AgreementText
from customers.relationships.models import PartnerCustomer
from invitations.actions import create
from invitations.asking import Terms
from partnercenter.clouds.models import CloudRegion, MarketGroup
from tests import factories
from tests.clouds.admin_steps import save
from tests.conftest import PUBLIC_HOST, PersonaClient, client_of, sign_in
from tests.invitations.acceptance_steps import agree, open_in

pytestmark = pytest.mark.django_db
ASK = "/partner/requests/new/"
DECIDE = "/invitation/decide/"


def text_of(answer) -> str:
    return html.unescape(answer.content.decode())


def flip(operator_client: PersonaClient, **changes: object) -> None:
    """As an operator does it: in the administration."""
    assert save(operator_client, CloudRegion, factories.cloud("public"), **changes) == {}


def asking(rights: str, **more: str) -> dict[str, str]:
    return {"request_key": str(uuid4()), "rights": rights, "language": "en", "life_days": "30"} | more


def partner_asks(rights: str) -> Callable[[], bool]:
    """Whether a direct partner's request for these rights is made."""

    def probe() -> bool:
        colleague = factories.PartnerMembershipFactory()
        return client_of(colleague).post(ASK, asking(rights)).status_code == 302

    return probe


def customer_meets(**asked: object) -> Callable[[], tuple[int, str]]:
    """The status and the heading of the decision page of a request that is open already."""

    def probe() -> tuple[int, str]:
        invitation = factories.InvitationFactory(sent=True, unaddressed=True, **asked)
        user = factories.CustomerMembershipFactory().user
        return meets(sign_in(user, host=PUBLIC_HOST), invitation)

    return probe


def meets(client: PersonaClient, invitation) -> tuple[int, str]:
    open_in(client, invitation)
    answer = client.get(DECIDE)
    return answer.status_code, "decision" if answer.status_code == 200 and "form" in answer.context else "stopped"


def another_partner_is_accepted() -> tuple[int, str]:
    user = factories.CustomerMembershipFactory().user
    customer = user.customer_memberships.get().customer
    factories.ResellerRelationshipFactory(customer=customer)
    return meets(sign_in(user, host=PUBLIC_HOST), factories.InvitationFactory(sent=True, unaddressed=True))


def a_partners_organisation_answers() -> tuple[int, str]:
    other = factories.PartnerFactory()
    factories.TenantDomainFactory(owner=other, domain=f"p{other.pk}.example")
    customer = factories.CustomerFactory(primary_domain=f"sales.p{other.pk}.example")
    user = factories.CustomerMembershipFactory(customer=customer).user
    return meets(sign_in(user, host=PUBLIC_HOST), factories.InvitationFactory(sent=True, unaddressed=True))


def a_partner_is_addressed() -> bool:
    other = factories.PartnerFactory()
    factories.TenantDomainFactory(owner=other, domain=f"p{other.pk}.example")
    client = client_of(factories.PartnerMembershipFactory())
    sent = asking("full", recipient_email=f"sales@p{other.pk}.example")
    return client.post(ASK, sent).status_code == 302


def a_newcomer_registers() -> str:
    user = factories.UserFactory(email=f"x@fresh{uuid4().hex[:8]}.example")
    client = sign_in(user, host=PUBLIC_HOST)
    answer = client.get(reverse("register_organisation", urlconf="partnercenter.urls_acceptance"))
    return "form" if answer.status_code == 200 else "closed"


def granular_rights_are_asked() -> bool:
    asked = Terms(rights="granular", roles=("global_reader",), days=30, grant_name="Watch")
    try:
        return bool(create(terms=asked, request_key=uuid4(), by=factories.PartnerMembershipFactory()))
    except ValidationError:
        return False


def a_reseller_asks() -> bool:
    pair = factories.PartnershipFactory()
    client = client_of(factories.PartnerMembershipFactory(partner=pair.reseller))
    return client.post(ASK, asking("full")).status_code == 302


def a_provider_asks_for_its_reseller() -> bool:
    pair = factories.PartnershipFactory()
    client = client_of(factories.PartnerMembershipFactory(partner=pair.provider))
    client.post(ASK, asking("full", way=f"for:{pair.reseller.public_id}", rights_to="reseller"))
    return pair.reseller.invitations_made_for.exists()


def record_of(*, grants: bool) -> tuple[PersonaClient, object]:
    """A partner's colleague and a customer of its own, who has bought elsewhere, too."""
    colleague = factories.PartnerMembershipFactory()
    customer = factories.CustomerFactory()
    pair = {"partner": colleague.partner, "customer": customer}
    factories.ResellerRelationshipFactory(**pair)
    PartnerCustomer.objects.filter(**pair).exists() or factories.PartnerCustomerFactory(**pair)
    if grants:
        factories.DelegatedAdminGrantFactory(**pair)
    agree(customer, factories.CustomerMembershipFactory(customer=customer).user)
    return client_of(colleague), customer


def what_was_bought_elsewhere_is_shown() -> bool:
    client, customer = record_of(grants=True)
    factories.SubscriptionFactory(customer=customer, name="Quiet Storage Plan")
    return "Quiet Storage Plan" in text_of(client.get(f"/partner/customers/{customer.public_id}/subscriptions/"))


def a_service_that_another_sells_can_be_ordered() -> bool:
    client, customer = record_of(grants=False)
    offer = factories.OfferFactory()
    factories.SubscriptionFactory(customer=customer, service=offer.service, sold=factories.PartnerFactory())
    place = f"/partner/customers/{customer.public_id}/subscriptions/order/"
    sent = {"order_key": str(uuid4()), "offer": str(offer.public_id), "seats": "10"}
    return client.post(place, sent).status_code == 302


def the_agreement_is_attested() -> bool:
    client, customer = record_of(grants=False)
    AgreementText.objects.update(status="superseded")
    factories.AgreementTextFactory(published_at=factories.ago(days=9))
    return ">Attest</button>" in text_of(client.get(f"/partner/customers/{customer.public_id}/agreement/"))


NO_RIGHTS, FULL = {"no_rights": True}, {}
STOPPED, DECISION = (409, "stopped"), (200, "decision")
TABLE = [
    ("allows_no_rights", False, partner_asks("none"), True, False),
    ("allows_no_rights", False, customer_meets(no_rights=True), DECISION, STOPPED),
    ("allows_full_rights", False, partner_asks("full"), True, False),
    ("allows_full_rights", False, customer_meets(), DECISION, STOPPED),
    ("allows_granular_rights", False, granular_rights_are_asked, True, False),
    ("allows_multi_partner", False, another_partner_is_accepted, DECISION, STOPPED),
    ("allows_partner_to_partner", "on", a_partners_organisation_answers, (403, "stopped"), DECISION),
    ("allows_partner_to_partner", "on", a_partner_is_addressed, False, True),
    ("indirect_model", "none", a_reseller_asks, True, False),
    ("indirect_model", "provider_invites", a_reseller_asks, True, False),
    ("indirect_model", "provider_invites", a_provider_asks_for_its_reseller, False, True),
    ("accepts_new_customers", False, a_newcomer_registers, "form", "closed"),
    ("online_agreement", False, customer_meets(), DECISION, STOPPED),
    ("allows_multi_channel", False, what_was_bought_elsewhere_is_shown, True, False),
    ("one_transacting_partner", "on", a_service_that_another_sells_can_be_ordered, True, False),
    ("allows_attestation", False, the_agreement_is_attested, True, False),
]


@pytest.mark.parametrize(
    ("flag", "value", "probe", "before", "after"),
    TABLE,
    ids=[f"{flag}-{getattr(probe, '__qualname__', '').partition('.')[0]}" for flag, _v, probe, *_ in TABLE],
)
def test_a_rule_changed_in_the_administration_counts_at_once(
    operator_client: PersonaClient, flag: str, value: object, probe: Callable[[], object], before: object, after: object
) -> None:
    assert probe() == before
    flip(operator_client, **{flag: value})
    assert probe() == after


def test_every_flag_has_a_probe() -> None:
    flags = {field.name for field in CloudRegion._meta.fields if field.get_internal_type() == "BooleanField"}
    assert flags | {"indirect_model"} == {flag for flag, *_rest in TABLE}


def test_names_operator_and_accent_show_on_the_acceptance_portal(operator_client: PersonaClient) -> None:
    flip(
        operator_client, portal_name_en="Harbour portal", operator_en="Harbour Networks", accent="violet", name_en="Sea"
    )
    page = text_of(PersonaClient(PUBLIC_HOST).get("/accounts/login/"))
    for words in ("Harbour portal", "Sea, operated by Harbour Networks", "accent-violet"):
        assert words in page
    assert "Harbour portal" in text_of(PersonaClient().get("/"))


def test_a_list_of_countries_limits_registration_requests_and_acceptance(operator_client: PersonaClient) -> None:
    countries = MarketGroup.objects.get(code="EU_EFTA")
    invitation = factories.InvitationFactory(sent=True, unaddressed=True)
    member = factories.CustomerMembershipFactory().user
    flip(operator_client, country_list=countries.pk)
    client = client_of(factories.PartnerMembershipFactory())
    page = text_of(client.post(ASK, asking("full", customer_country="JP")))
    assert "does not serve organisations registered in Japan" in page
    assert meets(sign_in(member, host=PUBLIC_HOST), invitation) == (403, "stopped")
    newcomer = sign_in(factories.UserFactory(email="x@fresh.example"), host=PUBLIC_HOST)
    form = newcomer.get(reverse("register_organisation", urlconf="partnercenter.urls_acceptance")).context["form"]
    codes = {code for code, _name in form.fields["country"].choices}
    assert "DE" in codes
    assert "JP" not in codes
