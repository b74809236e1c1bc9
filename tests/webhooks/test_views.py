"""The pages of webhooks, for global admins: add, look, change, replace the secret, test, send again, remove."""

import pytest
from django.urls import reverse
from django.utils.html import strip_tags

from partnercenter.audit.models import AuditEvent
from partnercenter.partners.models import Partner, PartnerMembership, PartnerRole
from partnercenter.webhooks.delivering import deliver_batch
from partnercenter.webhooks.models import WebhookDelivery, WebhookEndpoint
from partnercenter.webhooks.rules import MOST
from partnercenter.webhooks.signing import secrets_of
from tests import factories
from tests.conftest import PersonaClient, client_of
from tests.webhooks.receiver import Receiver

pytestmark = pytest.mark.django_db
LIST = "/partner/webhooks/"


@pytest.fixture
def browser(admin: PartnerMembership) -> PersonaClient:
    return client_of(admin)


def words(client: PersonaClient, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return " ".join(strip_tags(response.content.decode()).split())


def test_a_webhook_is_added_and_its_secret_shown_once(browser: PersonaClient, receiver: Receiver):
    assert "No webhook yet" in words(browser, LIST)
    response = browser.post(f"{LIST}add/", {"url": receiver.url, "types": ["rights.ended", "request.accepted"]})

    endpoint = WebhookEndpoint.objects.get()
    (secret,) = secrets_of(endpoint, endpoint.created_at)
    assert secret in response.content.decode()
    for path in (LIST, f"{LIST}{endpoint.public_id}/", f"{LIST}{endpoint.public_id}/change/", "/partner/activity/"):
        assert secret not in browser.get(path).content.decode()
    assert secret.encode() not in bytes(endpoint.secret)
    assert AuditEvent.objects.get(action="webhook.added").details == {"types": ["rights.ended", "request.accepted"]}


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("http://hooks.example/", "begins with https://"),
        ("https://169.254.169.254/latest", "public internet"),
        ("https://gone.example/", "No server has this name"),
        ("https://me:pw@hooks.example/", "Leave user names"),
        ("", "required"),
    ],
)
def test_an_address_that_cannot_be_called_is_refused_with_what_to_do(browser: PersonaClient, zone, url, says):
    response = browser.post(f"{LIST}add/", {"url": url, "types": ["rights.ended"]})

    assert response.status_code == 422
    assert says in response.content.decode()
    assert not WebhookEndpoint.objects.exists()


def test_at_least_one_event_and_at_most_ten_webhooks(browser: PersonaClient, admin: PartnerMembership):
    good = {"url": "http://127.0.0.1:9/", "types": ["rights.ended"]}
    assert "Choose at least one event" in browser.post(f"{LIST}add/", good | {"types": []}).content.decode()
    factories.WebhookEndpointFactory.create_batch(MOST, partner=admin.partner)

    response = browser.post(f"{LIST}add/", good)
    assert response.status_code == 422
    assert "10 webhooks" in response.content.decode()


def test_a_test_shows_on_the_page_with_the_servers_answer(browser: PersonaClient, endpoint, receiver: Receiver):
    receiver.statuses, receiver.answer = [500], b"database is <b>away</b>"
    place = f"{LIST}{endpoint.public_id}/"
    assert browser.post(f"{place}press/", {"action": "test"})["Location"] == place
    deliver_batch()

    assert "A test" in words(browser, place)
    delivery = WebhookDelivery.objects.get()
    seen = browser.get(f"{LIST}deliveries/{delivery.public_id}/").content.decode()
    assert "database is &lt;b&gt;away&lt;/b&gt;" in seen
    assert delivery.message_id in seen

    receiver.statuses = [302]
    browser.post(f"{LIST}deliveries/{delivery.public_id}/redeliver/")
    deliver_batch()
    assert "Redirects are not followed" in words(browser, f"{LIST}deliveries/{delivery.public_id}/")

    receiver.statuses = [204]
    browser.post(f"{LIST}deliveries/{delivery.public_id}/redeliver/")
    deliver_batch()
    delivery.refresh_from_db()
    assert delivery.state == "delivered"


def test_the_secret_is_replaced_after_saying_what_happens_to_the_old_one(browser: PersonaClient, endpoint):
    place = f"{LIST}{endpoint.public_id}/secret/"
    assert "24 hours" in words(browser, place)

    shown = browser.post(place).content.decode()

    endpoint.refresh_from_db()
    new, old = secrets_of(endpoint, endpoint.created_at)
    assert old == endpoint.clear_secret
    assert new in shown


def test_it_is_changed_switched_off_and_on_and_removed(browser: PersonaClient, endpoint):
    place = f"{LIST}{endpoint.public_id}/"
    browser.post(f"{place}change/", {"url": endpoint.url, "types": ["rights.ended"]})
    for action, status in (("off", "off"), ("on", "active"), ("junk", "active")):
        browser.post(f"{place}press/", {"action": action})
        endpoint.refresh_from_db()
        assert (endpoint.status, endpoint.types) == (status, ["rights.ended"])

    factories.WebhookDeliveryFactory(endpoint=endpoint, state="queued", settled_at=None)
    assert "1 delivery still waits. It is given up." in words(browser, f"{place}remove/")
    browser.post(f"{place}remove/")
    endpoint.refresh_from_db()
    assert endpoint.status == "removed"
    assert bytes(endpoint.secret) == b""
    assert browser.get(place).status_code == 404
    assert "No webhook yet" in words(browser, LIST)


def test_nothing_is_sent_to_one_that_is_off(browser: PersonaClient, endpoint):
    delivery = factories.WebhookDeliveryFactory(endpoint=endpoint)
    browser.post(f"{LIST}{endpoint.public_id}/press/", {"action": "off"})
    for path in (f"{LIST}{endpoint.public_id}/press/", f"{LIST}deliveries/{delivery.public_id}/redeliver/"):
        page = browser.post(path, {"action": "test"}, follow=True).content.decode()
        assert "This webhook is off" in page
    assert WebhookDelivery.objects.get().state == "failed"


def test_a_suspended_partner_reads_and_changes_nothing(browser: PersonaClient, endpoint, partner: Partner, admin):
    factories.UserFactory(operator=True)
    Partner.objects.filter(pk=partner.pk).update(
        status="suspended", suspended_at="2026-01-01T00:00Z", suspended_by=factories.UserFactory(operator=True)
    )
    place = f"{LIST}{endpoint.public_id}/"
    assert endpoint.url in words(browser, place)
    for path in (f"{LIST}add/", f"{place}press/", f"{place}change/", f"{place}secret/", f"{place}remove/"):
        assert browser.post(path, {"action": "off"}).status_code == 403
    endpoint.refresh_from_db()
    assert endpoint.is_active


def test_another_partners_webhooks_are_not_there(endpoint, receiver: Receiver):
    delivery = factories.WebhookDeliveryFactory(endpoint=endpoint)
    stranger = client_of(factories.PartnerMembershipFactory(roles=[PartnerRole.GLOBAL_ADMIN]))
    assert "No webhook yet" in words(stranger, LIST)
    place = f"{LIST}{endpoint.public_id}/"
    for path in (
        place,
        f"{place}change/",
        f"{place}secret/",
        f"{place}remove/",
        f"{LIST}deliveries/{delivery.public_id}/",
    ):
        assert stranger.get(path).status_code == 404
    for path in (f"{place}press/", f"{LIST}deliveries/{delivery.public_id}/redeliver/"):
        assert stranger.post(path, {"action": "off"}).status_code == 404


def test_operators_see_them_without_their_secrets(operator_client: PersonaClient, endpoint, receiver: Receiver):
    delivery = factories.WebhookDeliveryFactory(endpoint=endpoint)
    for name, row in (("webhookendpoint", endpoint), ("webhookdelivery", delivery)):
        page = operator_client.get(reverse(f"admin:webhooks_{name}_change", args=[row.pk]))
        assert page.status_code == 200
        assert "whsec_" not in page.content.decode()
        assert 'name="secret"' not in page.content.decode()
        assert operator_client.post(page.wsgi_request.path, {"url": "x"}).status_code == 403
