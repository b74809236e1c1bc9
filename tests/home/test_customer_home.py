"""What a customer's people find at `/`: who can sell and act, and what waits for an answer."""

from typing import Any

import pytest

from customers.directory.models import Customer, CustomerRole
from partnercenter.canonical.emails import email_key
from partnercenter.clouds.models import TenantDomain
from partnercenter.partners.models import Partner
from tests import factories
from tests.conftest import PersonaClient
from tests.home.reading import ask, read

pytestmark = pytest.mark.django_db
NOT_WAITING = [
    ("another address", "k.sato@elsewhere.example", {}),
    ("a longer domain", "x@notminato-seiki.example", {}),
    ("a domain below", "x@mail.minato-seiki.example", {}),
]


def test_a_customer_without_partners_reads_so(customer_client: PersonaClient) -> None:
    page = read(customer_client)

    assert "No partner can sell to you." in page
    assert "No request waits for your answer." in page
    assert "Nobody has access." in page


def test_the_sentence_counts_partners_and_those_with_rights(customer_client: PersonaClient, customer: Customer) -> None:
    full, plain = factories.PartnerFactory(legal_name="Seto Cloud"), factories.PartnerFactory(legal_name="Naniwa")
    for partner in (full, plain):
        factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.DelegatedAdminGrantFactory(partner=full, customer=customer)

    page = read(customer_client)

    assert "2 partners can sell to you. 1 partner holds administrator rights today." in page
    assert page.index("Seto Cloud") < page.index("Naniwa")
    assert "No end date" in page
    assert "Not used yet" in page


def test_ended_relationships_and_rights_are_not_counted(customer_client: PersonaClient, customer: Customer) -> None:
    partner = factories.PartnerFactory()
    factories.ResellerRelationshipFactory(partner=partner, customer=customer, ended=True)
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, terminated=True)

    assert "No partner can sell to you." in read(customer_client)


def test_a_request_to_the_persons_address_waits(customer_client: PersonaClient, partner: Partner) -> None:
    ask(partner, "K.Sato@minato-seiki.example")

    page = read(customer_client)

    assert "Kitakaze Systems K.K. asks to become your reseller" in page
    assert "Review the request" in page


def test_a_request_to_a_colleague_of_the_confirmed_domain_waits_for_the_admin(
    customer_client: PersonaClient, staff_client: Any, partner: Partner
) -> None:
    ask(partner, "somebody@minato-seiki.example")

    assert "Review the request" in read(customer_client)
    assert "Review the request" not in read(staff_client(CustomerRole.USER))


@pytest.mark.parametrize(("address", "facts"), [row[1:] for row in NOT_WAITING], ids=[row[0] for row in NOT_WAITING])
def test_requests_to_others_do_not_wait(
    customer_client: PersonaClient, partner: Partner, address: str, facts: dict[str, Any]
) -> None:
    ask(partner, address, **facts)

    assert "No request waits for your answer." in read(customer_client)


@pytest.mark.parametrize("state", ["accepted", "declined", "cancelled", "expired", "replaced", "draft"])
def test_requests_that_cannot_be_answered_do_not_wait(
    customer_client: PersonaClient, partner: Partner, state: str
) -> None:
    address = "k.sato@minato-seiki.example"
    factories.InvitationFactory(
        partner=partner, recipient_email=address, recipient_key=email_key(address), **{state: True}
    )

    assert "No request waits for your answer." in read(customer_client)


def test_a_request_past_its_last_day_does_not_wait(customer_client: PersonaClient, partner: Partner) -> None:
    ask(partner, "k.sato@minato-seiki.example", expires_at=factories.ago(minutes=1))

    assert "No request waits for your answer." in read(customer_client)


def test_an_unconfirmed_domain_speaks_for_nobody(customer_client: PersonaClient, partner: Partner) -> None:
    ask(partner, "somebody@minato-seiki.example")
    TenantDomain.objects.update(confirmed_at=None, confirmed_by="")

    assert "No request waits for your answer." in read(customer_client)


def test_requests_of_another_cloud_do_not_wait(customer_client: PersonaClient) -> None:
    elsewhere = factories.PartnerFactory(cloud=factories.cloud("germany"), country="DE")
    ask(elsewhere, "k.sato@minato-seiki.example")

    assert "No request waits for your answer." in read(customer_client)


def test_somebody_who_asks_to_join_is_shown_to_global_admins_alone(
    customer_client: PersonaClient, staff_client: Any, customer: Customer
) -> None:
    customer.join_requests.create(user=factories.UserFactory(display_name="Yuta Mori"))

    assert "Yuta Mori asks to join your organisation" in read(customer_client)
    assert "Yuta Mori" not in read(staff_client(CustomerRole.BILLING_ADMIN))


def test_the_agreement_in_force_is_named_until_it_is_accepted(
    customer_client: PersonaClient, customer: Customer
) -> None:
    before = read(customer_client)
    text = customer_client.get("/").context["agreement"].text
    factories.AgreementAcceptanceFactory(customer=customer, text=text)

    after = read(customer_client)

    assert f"Version {text.version} is asked for when you accept a request." in before
    assert f"Version {text.version}, accepted on" in after


def test_a_partner_with_both_kinds_of_rights_shows_both(customer_client: PersonaClient, customer: Customer) -> None:
    partner = factories.PartnerFactory()
    factories.DelegatedAdminGrantFactory(partner=partner, customer=customer)
    held = factories.DelegatedAdminGrantFactory(partner=partner, customer=customer, granular=True)

    page = read(customer_client)

    assert "Full rightsas Global administratorGranular rights" in page
    assert held.name in page
    assert "No end dateGranular rights:" in page


def test_what_ends_soon_stands_apart_with_its_days(customer_client: PersonaClient, customer: Customer) -> None:
    make = factories.DelegatedAdminGrantFactory
    soon = make(customer=customer, granular=True, ends_at=factories.midnight_in(5), partner__legal_name="Umeda IT")
    make(customer=customer, granular=True, ends_at=factories.midnight_in(90))
    make(customer=customer, granular=True, ends_at=factories.midnight_in(5), auto_extends=True)

    endings = customer_client.get("/").context["endings"]
    page = read(customer_client)

    assert [(each.kind, each.grant) for each in endings] == [("rights", soon)]
    assert "Ends soon" in page
    assert f"Rights {soon.name}, in force" in page


def test_an_answered_service_request_waits_until_the_customer_wrote(
    customer_client: PersonaClient, customer: Customer
) -> None:
    answered = factories.ServiceRequestFactory(customer=customer, status="answered", answered_at=factories.ago(days=1))
    write = factories.ServiceRequestMessageFactory
    write(service_request=answered, side="operator", written_at=factories.ago(hours=2))
    assert f"The service request {answered.number} was answered" in read(customer_client)

    write(service_request=answered, side="customer", written_at=factories.ago(hours=1))
    assert answered.number not in read(customer_client)


def test_a_plain_user_reads_who_has_access_and_nothing_of_agreements_or_orders(
    staff_client: Any, customer: Customer
) -> None:
    factories.DelegatedAdminGrantFactory(customer=customer, partner__legal_name="Seto Cloud")
    page = read(staff_client(CustomerRole.USER))

    assert "Seto Cloud" in page
    assert "Full rights" in page
    assert "Version" not in page
    assert "Partners by service" not in page
    assert "End the rights" not in page


def test_a_relationship_that_was_asked_to_end_stands_there_until_that_is_settled(
    customer_client: PersonaClient, staff_client: Any, customer: Customer
) -> None:
    partner = factories.PartnerFactory(legal_name="Seto Cloud")
    relationship = factories.ResellerRelationshipFactory(partner=partner, customer=customer)
    factories.AskedEndFactory(relationship=relationship)

    assert "You asked Seto Cloud to end the relationship" in read(customer_client)
    assert "You asked Seto Cloud" not in read(staff_client(CustomerRole.USER))
