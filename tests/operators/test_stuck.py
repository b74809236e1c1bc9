"""What is stuck: every watch finds its rows and nothing else, for whom the table of operators lets read them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from customers.services.models import UserImport
from invitations.models import InvitationBatch
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent
from partnercenter.home import stuck
from partnercenter.home.watches import WATCHES
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db
BUDGET = 40  # queries of the page, however much is stuck


def mail(**facts: Any) -> OutboundEmail:
    """A mail of the public cloud with these columns."""
    about = factories.UserFactory()
    to, concerns = Recipient(about.email), Concerns("public")
    made = queue_email("invitation.request", to=to, about=about, dedupe_key=str(about.public_id), concerns=concerns)
    OutboundEmail.objects.filter(pk=made.pk).update(**facts)
    return made


def later() -> Any:
    return timezone.now() + timedelta(hours=1)


def batch(*, hours: int) -> InvitationBatch:
    by = factories.PartnerMembershipFactory()
    facts = {"total": 9, "good": 9, "status": "confirmed", "confirmed_at": factories.ago(hours=hours)}
    return InvitationBatch.objects.create(partner=by.partner, uploaded_by=by, confirmed_by=by, **facts)


def people(*, hours: int) -> UserImport:
    by, customer = factories.PartnerMembershipFactory(), factories.CustomerFactory()
    facts = {
        "digest": f"{by.pk:064}",
        "total": 9,
        "good": 9,
        "status": "confirmed",
        "confirmed_at": factories.ago(hours=hours),
    }
    return UserImport.objects.create(customer=customer, uploaded_by=by, **facts)


def delivery(**facts: Any) -> Model:
    return factories.WebhookDeliveryFactory(settled_at=None, state="queued", **facts)


def event(*, minutes: int) -> AuditEvent:
    record("grant.ended", about=factories.PartnerFactory(), by=None, cloud_code="public")
    made = AuditEvent.objects.latest("id")
    return AuditEvent.objects.create(
        **{name: getattr(made, name) for name in ("action", "object_type", "object_id", "cloud_code")},
        happened_at=factories.ago(minutes=minutes),
    )


# What makes a watch speak, and its neighbour that is in order.
SCENES: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {
    "The queue is paused.": (
        lambda: mail(state="deferred", next_at=later(), last_code=535),
        lambda: mail(state="deferred", next_at=later(), attempts=1),
    ),
    "Mails are due and nobody sends them.": (lambda: mail(next_at=factories.ago(minutes=9)), mail),
    "Mails have waited for more than an hour.": (
        lambda: mail(state="deferred", next_at=later(), attempts=3, created_at=factories.ago(hours=2)),
        lambda: mail(state="deferred", next_at=later(), attempts=3),
    ),
    "Mails were set aside.": (
        lambda: mail(state="dead", settled_at=timezone.now()),
        lambda: mail(state="failed", settled_at=timezone.now()),
    ),
    "Mails went out twice without an answer.": (
        lambda: mail(state="unknown", settled_at=timezone.now()),
        lambda: mail(state="sent", settled_at=timezone.now()),
    ),
    "Files of requests are not through after an hour.": (lambda: batch(hours=2), lambda: batch(hours=0)),
    "Webhooks were stopped.": (
        lambda: factories.WebhookEndpointFactory(status="stopped", stopped_at=timezone.now()),
        lambda: factories.WebhookEndpointFactory(status="off", stopped_at=timezone.now()),
    ),
    "Deliveries were given up.": (
        factories.WebhookDeliveryFactory,
        lambda: factories.WebhookDeliveryFactory(state="delivered"),
    ),
    "Deliveries are due and nobody sends them.": (
        lambda: delivery(next_at=factories.ago(minutes=9)),
        lambda: delivery(next_at=factories.ago(minutes=9), endpoint__status="off", endpoint__stopped_at=timezone.now()),
    ),
    "Events are not sealed.": (lambda: event(minutes=9), lambda: event(minutes=0)),
    "Requests past their time have not expired.": (
        lambda: factories.InvitationFactory(expires_at=factories.ago(hours=2)),
        factories.InvitationFactory,
    ),
    "Partnership requests past their time have not expired.": (
        lambda: factories.PartnershipRequestFactory(expires_at=factories.ago(hours=2)),
        factories.PartnershipRequestFactory,
    ),
    "Files of people are not through after an hour.": (lambda: people(hours=2), lambda: people(hours=0)),
}


def page(client: PersonaClient) -> Any:
    answer = client.get(reverse("admin:stuck"))
    assert answer.status_code == 200
    return answer


def found(client: PersonaClient) -> dict[str, int]:
    """What the page says is stuck, and how many."""
    shown = page(client).context["groups"]
    return {str(each.watch.what): each.number for _group, findings in shown for each in findings}


def operator(role: str = "admin", **facts: Any) -> PersonaClient:
    return sign_in(factories.UserFactory(operator=True, operator_role=role, **facts))


def make_all() -> None:
    for makes, _in_order in SCENES.values():
        makes()


@pytest.mark.parametrize("what", SCENES)
def test_a_watch_finds_what_stands_still_and_leaves_what_is_in_order(operator_client: PersonaClient, what: str) -> None:
    makes, in_order = SCENES[what]
    in_order()
    assert found(operator_client) == {}
    makes()
    assert found(operator_client) == {what: 1}


def test_every_watch_has_its_scene() -> None:
    assert [str(watch.what) for watch in WATCHES] == [*SCENES]


def test_an_operator_of_another_cloud_hears_of_none_of_it(db: None) -> None:
    make_all()
    assert found(operator(operated_clouds=["china"])) == {}
    assert [*found(operator(operated_clouds=["public"]))] == [*SCENES]


def test_an_auditor_reads_mails_and_log_and_has_nothing_to_press(db: None) -> None:
    make_all()
    auditor = operator("auditor")
    assert [*found(auditor)] == [what for what in SCENES if what.startswith(("The queue", "Mails", "Events"))]
    assert b'name="why"' not in page(auditor).content
    assert page(operator("support")).content.count(b'name="why"') == 2
    assert page(operator("admin")).content.count(b'name="why"') == 3


def test_the_cost_is_flat_and_what_is_many_is_not_counted_out(
    operator_client: PersonaClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stuck, "MOST", 1)
    for _ in range(3):
        make_all()
    with CaptureQueriesContext(connection) as asked:
        text = page(operator_client).content.decode()
    assert len(asked) <= BUDGET
    assert text.count("more than 1 ") == len(SCENES)
    counts = [query["sql"] for query in asked if "COUNT(" in query["sql"] and "LIMIT" not in query["sql"]]
    assert [sql for sql in counts if '"partner_id" =' not in sql] == []  # but the mails of one partner's day


INDEXES = {
    "Mails were set aside.": "outboundemail_set_aside",
    "Mails went out twice without an answer.": "outboundemail_set_aside",
    "Deliveries were given up.": "webhookdelivery_given_up",
}


@pytest.mark.parametrize("what", INDEXES)
def test_bad_ends_are_found_by_an_index_of_their_own_however_long_ago(db: None, what: str) -> None:
    watch = next(each for each in WATCHES if each.what == what)
    makes, in_order = SCENES[what]
    makes()
    last = watch.model._default_manager.latest("id").pk
    for _ in range(3):
        in_order()
    rows = watch.rows(watch.model._default_manager.all(), timezone.now()).order_by(*watch.order)
    assert [row.pk for row in rows] == [last]
    with connection.cursor() as cursor:
        for step in ("seqscan", "bitmapscan", "sort"):  # what a handful of rows would tempt to
            cursor.execute(f"SET LOCAL enable_{step} = off")
        assert f"using {INDEXES[what]}" in rows.all()[:10].explain()


def test_what_was_set_aside_is_tried_again_from_the_page_with_a_reason(operator_client: PersonaClient) -> None:
    broken = mail(state="dead", settled_at=timezone.now())
    text = page(operator_client).content.decode()
    target = f"{reverse('admin:outbox_outboundemail_changelist')}?state__exact=dead"
    assert f'action="{target}"' in text
    sent = {"action": "try_again", "index": "0", "select_across": "0", "_selected_action": [broken.pk]}
    said = operator_client.post(target, sent | {"why": " "}, follow=True)
    assert "Say why beside the actions" in said.content.decode()
    operator_client.post(target, sent)
    broken.refresh_from_db()
    assert broken.state == "queued"
    assert AuditEvent.objects.filter(action="outboundemail.retried", object_id=broken.public_id).exists()
