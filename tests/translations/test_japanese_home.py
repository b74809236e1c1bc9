"""The homes, the log with every kind of event, and partners by service, in Japanese."""

from typing import Any

import pytest

from customers.directory.models import CustomerRole
from partnercenter.audit.log import record
from partnercenter.home.events import KINDS
from tests import factories
from tests.translations.test_japanese_pages import assert_japanese, english_in, world  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
FACTS = {"need": "block_users", "version": "2026-10", "before": 3, "after": 5, "domain": "minato-seiki.example"}


@pytest.fixture
def happened(world: Any, partner_client: Any, customer_client: Any) -> dict[str, Any]:  # noqa: F811
    """An event of every kind, once by each side and once by nobody."""
    partner, customer, grant = world["partner"], world["customer"], world["grant"]
    pair = {"cloud_code": "public", "partner_id": partner.public_id, "customer_id": customer.public_id}
    for action in KINDS:
        for side, by in (("partner", partner_client.user), ("customer", customer_client.user), ("system", None)):
            details = FACTS | {"user": str(by.public_id) if by else "", "grant": str(grant.public_id)}
            record(action, about=grant, by=by, side=side, details=details, **pair)
    return {"partner": partner, "customer": customer}


def all_pages(client: Any, path: str) -> None:
    """Every page of a list, from the first to the last."""
    cursor = ""
    while True:
        assert_japanese(client, f"{path}?cursor={cursor}")
        found = client.get(path, {"cursor": cursor}).context["page"].next_cursor
        if not found:
            return
        cursor = found


def test_every_event_is_told_in_japanese(happened: Any, partner_client: Any, customer_client: Any) -> None:
    record_page = f"/partner/customers/{happened['customer'].public_id}/activity/"
    for client, path in (
        (partner_client, "/partner/activity/"),
        (partner_client, record_page),
        (customer_client, "/customer/activity/"),
    ):
        all_pages(client, path)
        assert_japanese(client, f"{path}?since=2020-01-01&until=2020-01-02")
        file = client.get(f"{path}export.csv", headers={"accept-language": "ja"})
        header = b"".join(file.streaming_content).decode().splitlines()[0]
        assert not english_in(f"<p>{header}</p>")


def test_homes_with_all_that_they_can_say_speak_japanese(
    happened: Any, partner_client: Any, customer_client: Any, staff_client: Any
) -> None:
    partner, customer = happened["partner"], happened["customer"]
    make, soon = factories.DelegatedAdminGrantFactory, factories.midnight_in(20)
    for number in range(5):
        make(
            partner=partner,
            customer=customer,
            granular=True,
            name=f"権限{number}",
            ends_at=soon,
            auto_extends=number > 2,
        )
        factories.InvitationFactory(partner=partner, sent=True, customer_name="株式会社あおば")
    factories.SubscriptionFactory(customer=customer, service="メール", name="メール標準", sold=partner)
    factories.SubscriptionFactory(customer=customer, service="メール", name="メール標準")
    for client, path in (
        (partner_client, "/"),
        (customer_client, "/"),
        (staff_client(CustomerRole.USER), "/"),
        (customer_client, "/customer/partners/by-service/"),
    ):
        assert_japanese(client, path)
