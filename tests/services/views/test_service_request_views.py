"""Service requests on pages: raise, follow, answer, forward, close, for partners and customers."""

from uuid import uuid4

import pytest

from customers.directory.models import CustomerRole
from customers.services.models import ServiceRequest
from partnercenter.partners.models import PartnerRole
from tests import factories
from tests.conftest import client_of
from tests.services.conftest import relate

pytestmark = pytest.mark.django_db
INBOX = "/partner/service-requests/"


def record(customer) -> str:
    return f"/partner/customers/{customer.public_id}/service-requests/"


def thread(found, side: str = "partner") -> str:
    return f"/{side}/service-requests/{found.public_id}/"


def filled_in(**changes) -> dict[str, str]:
    return {"request_key": str(uuid4()), "severity": "B", "subject": "Mail is late", "text": "Since nine."} | changes


@pytest.fixture
def chain(customer):
    """Browsers of a reseller and of its provider, both related to the customer: (reseller, provider)."""
    tied = factories.PartnershipFactory()
    relate(tied.provider, customer, "provider")
    relate(tied.reseller, customer, "reseller", tied.provider)
    return tuple(client_of(factories.PartnerMembershipFactory(partner=each)) for each in (tied.reseller, tied.provider))


def test_the_form_says_where_it_goes_and_leads_to_the_thread(partner_client, related) -> None:
    words = partner_client.get(f"{record(related)}new/").content.decode()
    assert "It goes to the operator, marked &quot;without admin rights&quot;." in words
    answer = partner_client.post(f"{record(related)}new/", filled_in(), follow=True)
    raised = ServiceRequest.objects.get()
    words = answer.content.decode()
    for said in (raised.number, "Since nine.", "Without admin rights", "B – moderate"):
        assert said in words
    assert raised.subject in partner_client.get(record(related)).content.decode()
    assert raised.subject in partner_client.get(INBOX).content.decode()


def test_after_the_end_the_page_says_so_before_anything_is_typed(partner_client, partner, customer) -> None:
    factories.PartnerCustomerFactory(partner=partner, customer=customer)
    words = partner_client.get(f"{record(customer)}new/").content.decode()
    assert "nor anything that you sold ties you to this customer any more." in words
    assert 'name="subject"' not in words
    assert partner_client.post(f"{record(customer)}new/", filled_in()).status_code == 422
    assert not ServiceRequest.objects.exists()


def test_a_resellers_comes_to_its_provider_who_answers_forwards_and_closes(customer, chain) -> None:
    reseller, provider = chain
    assert "your provider, first." in reseller.get(f"{record(customer)}new/").content.decode()
    reseller.post(f"{record(customer)}new/", filled_in())
    raised = ServiceRequest.objects.get()
    inbox = provider.get(INBOX).content.decode()
    assert raised.subject in inbox
    assert raised.partner.legal_name in inbox
    provider.post(thread(raised), {"text": "We look into it."})
    assert "We look into it." in reseller.get(thread(raised)).content.decode()
    assert reseller.post(f"{thread(raised)}forward/").status_code == 404
    assert "The service request lies with the operator now." in (
        provider.post(f"{thread(raised)}forward/", follow=True).content.decode()
    )
    reseller.post(f"{thread(raised)}close/")
    raised.refresh_from_db()
    assert (raised.desk, raised.status) == ("operator", "closed")
    assert "Send the message" not in provider.get(thread(raised)).content.decode()


def test_strangers_get_404(related, partner_client, other_partner_client) -> None:
    relate(other_partner_client.membership.partner, related)  # a partner of the same customer
    raised = factories.ServiceRequestFactory(partner=partner_client.membership.partner, customer=related)
    assert other_partner_client.get(thread(raised)).status_code == 404
    for path in (thread(raised), f"{thread(raised)}close/", f"{thread(raised)}forward/"):
        assert other_partner_client.post(path, {"text": "x"}).status_code == 404
    for page in (record(related), INBOX):
        assert raised.subject not in other_partner_client.get(page).content.decode()


@pytest.mark.parametrize("role", [PartnerRole.SALES_AGENT, PartnerRole.VIEWER])
def test_other_roles_read_and_write_nothing(colleague_client, partner, related, role) -> None:
    raised = factories.ServiceRequestFactory(partner=partner, customer=related)
    client = colleague_client(role)
    assert "you need the role Admin agent or Helpdesk agent" in client.get(record(related)).content.decode()
    assert client.get(thread(raised)).status_code == 200
    for path in (f"{record(related)}new/", thread(raised), f"{thread(raised)}close/"):
        assert client.post(path, filled_in()).status_code == 403


def test_the_customer_follows_and_its_admins_write(customer_client, staff_client, partner, related) -> None:
    raised = factories.ServiceRequestFactory(partner=partner, customer=related)
    assert raised.subject in customer_client.get("/customer/service-requests/").content.decode()
    assert customer_client.post(thread(raised, "customer"), {"text": "It is room 3."}).status_code == 302
    user = staff_client(CustomerRole.USER)
    words = user.get(thread(raised, "customer")).content.decode()
    assert "It is room 3." in words
    assert "Only a global or billing administrator" in words
    assert user.post(thread(raised, "customer"), {"text": "Me too"}).status_code == 403


def test_another_customers_thread_is_404(customer_client) -> None:
    foreign = factories.ServiceRequestFactory()
    assert customer_client.get(thread(foreign, "customer")).status_code == 404
    assert customer_client.post(thread(foreign, "customer"), {"text": "x"}).status_code == 404


def test_an_empty_message_is_refused_beside_its_field(partner_client, partner, related) -> None:
    raised = factories.ServiceRequestFactory(partner=partner, customer=related)
    answer = partner_client.post(thread(raised), {"text": "  "})
    assert answer.status_code == 422
    assert raised.messages.count() == 1
