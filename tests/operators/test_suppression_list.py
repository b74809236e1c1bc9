"""Operators keep the suppression list: with a reason, in their own clouds, written to the log."""

import pytest
from django.urls import reverse

from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import Suppression
from partnercenter.outbox.suppressing import suppress
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db
ADD = reverse("admin:outbox_suppression_add")


def facts(**more: str) -> dict[str, str]:
    return {"cloud_code": "public", "recipient_key": "K.Sato@Minato.example", "note": "Asked us."} | more


def change(row: Suppression) -> str:
    return reverse("admin:outbox_suppression_change", args=[row.pk])


def test_an_address_is_added_with_a_reason_and_taken_off_with_another(
    operator_client: PersonaClient,
) -> None:
    assert operator_client.post(ADD, facts(note="")).status_code == 200
    assert operator_client.post(ADD, facts()).status_code == 302
    row = Suppression.objects.get()
    assert (row.recipient_key, row.reason, row.until) == ("k.sato@minato.example", "operator", None)
    assert operator_client.post(change(row), {"lift_note": "They called."}).status_code == 302
    row.refresh_from_db()
    assert (row.lifted_at is None, row.lift_note) == (False, "They called.")
    assert [event.action for event in AuditEvent.objects.order_by("id")] == ["suppression.added", "suppression.lifted"]
    assert operator_client.post(change(row), {"lift_note": "Never mind."}).status_code == 403


@pytest.mark.parametrize("wrong", [{"cloud_code": "elsewhere"}, {"recipient_key": "nobody"}, {"until_0": "2020-01-01"}])
def test_nonsense_is_refused(operator_client: PersonaClient, wrong: dict[str, str]) -> None:
    assert operator_client.post(ADD, facts(until_1="10:00", **wrong)).status_code == 200
    assert not Suppression.objects.exists()


def test_an_operator_of_one_cloud_names_no_other() -> None:
    client = sign_in(factories.UserFactory(operator=True, operated_clouds=["china"]))
    assert client.post(ADD, facts()).status_code == 200
    row = suppress(recipient_key="a@b.example", cloud_code="public", reason="operator", by=None)
    assert client.get(change(row)).status_code in (302, 404)
    assert client.post(ADD, facts(cloud_code="china")).status_code == 302
