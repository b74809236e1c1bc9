"""Operators end rights by force: one asks, another decides."""

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from customers.grants.actions.force import approve_end, ask_to_end, refuse_end
from customers.grants.models import ForcedEnd
from partnercenter.audit.models import AuditEvent
from partnercenter.outbox.models import OutboundEmail
from tests import factories
from tests.conftest import sign_in
from tests.grants.actions.test_change import outcome

pytestmark = pytest.mark.django_db


@pytest.fixture
def operators():
    return [factories.UserFactory(operator=True) for _ in range(2)]


def test_a_second_operator_ends_what_the_first_one_asked_for(granular, operators) -> None:
    first, second = operators
    asked = ask_to_end(grant=granular, reason="Fraud case 118", by=first)
    granular.refresh_from_db()
    assert granular.status == "active"

    approve_end(asked=asked, by=second)

    granular.refresh_from_db()
    assert (granular.status, granular.ended_side, granular.ended_by, granular.end_reason) == (
        *("terminated", "operator"),
        *(second, "Fraud case 118"),
    )
    actions = AuditEvent.objects.filter(object_id=granular.public_id).order_by("pk").values_list("action", "side")
    assert list(actions) == [("grant.end_asked", "operator"), ("grant.ended", "operator")]
    assert set(OutboundEmail.objects.values_list("kind", flat=True)) == {
        "rights.ended_partner",
        "rights.ended_customer",
    }


def test_what_is_refused(granular, operators, agent) -> None:
    first, second = operators
    assert outcome(lambda: ask_to_end(grant=granular, reason=" ", by=first)) == "reason_missing"
    assert outcome(lambda: ask_to_end(grant=granular, reason="A", by=agent.user)) == "forbidden"
    asked = ask_to_end(grant=granular, reason="A", by=first)
    assert outcome(lambda: ask_to_end(grant=granular, reason="B", by=second)) == "asked_already"
    for decide in (approve_end, refuse_end):
        assert outcome(lambda decide=decide: decide(asked=asked, by=first)) == "second_operator"
        assert outcome(lambda decide=decide: decide(asked=asked, by=agent.user)) == "forbidden"
    assert outcome(lambda: refuse_end(asked=asked, by=second)) == "done"
    assert outcome(lambda: approve_end(asked=asked, by=second)) == "decided_already"
    granular.refresh_from_db()
    assert granular.status == "active"
    assert outcome(lambda: ask_to_end(grant=granular, reason="C", by=second)) == "done"


def test_the_database_wants_two_persons_and_keeps_what_was_decided(granular, operators) -> None:
    first, second = operators
    asked = ask_to_end(grant=granular, reason="A", by=first)
    rows, now = ForcedEnd.objects.filter(pk=asked.pk), factories.ago(minutes=1)
    for change in (
        {"status": "approved", "decided_at": now, "decided_by": first},
        {"status": "approved", "decided_at": now},
        {"reason": "B"},
        {"asked_by": second},
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            rows.update(**change)
    refuse_end(asked=asked, by=second)
    with pytest.raises(DatabaseError), transaction.atomic():
        rows.update(status="approved")


def test_two_operators_end_rights_in_the_administration(granular, operators) -> None:
    first, second = operators
    grants, ends = reverse("admin:grants_delegatedadmingrant_changelist"), reverse("admin:grants_forcedend_changelist")
    chosen = {"_selected_action": [granular.pk], "action": "ask_to_end"}
    sign_in(first).post(grants, chosen | {"reason": ""})
    assert not ForcedEnd.objects.exists()
    sign_in(first).post(grants, chosen | {"reason": "Fraud case 118"})
    approval = {"_selected_action": [ForcedEnd.objects.get().pk], "action": "approve"}
    sign_in(first).post(ends, approval)
    granular.refresh_from_db()
    assert granular.status == "active"
    sign_in(second).post(ends, approval)
    granular.refresh_from_db()
    assert granular.status == "terminated"


def test_an_operator_activates_what_the_job_did_not_come_to(granular, operators) -> None:
    waiting = factories.AccessAssignmentFactory(grant=granular, pending=True)
    page = reverse("admin:grants_accessassignment_changelist")
    for _ in range(2):
        sign_in(operators[0]).post(page, {"_selected_action": [waiting.pk], "action": "activate"})
    waiting.refresh_from_db()
    assert waiting.status == "active"
    event = AuditEvent.objects.get(action="assignment.activated")
    assert (event.side, event.actor_id) == ("operator", operators[0].public_id)
