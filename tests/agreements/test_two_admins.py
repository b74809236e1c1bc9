"""A text is published by two admins: one asks, another confirms; it waits visibly, is withdrawn, and lapses."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction
from django.urls import reverse

from customers.agreements.approving import ask_to_publish, expire_waiting, publish, withdraw
from customers.agreements.models import AgreementText, Publication
from partnercenter.audit.models import AuditEvent, AuditTrace
from tests import factories
from tests.conftest import WHY, PersonaClient, sign_in

pytestmark = pytest.mark.django_db
LIST = "admin:agreements_agreementtext_changelist"
QUESTIONS = "admin:agreements_publication_changelist"


def admin():
    return factories.UserFactory(operator=True)


def ask(text: AgreementText | None = None, **facts) -> Publication:
    return ask_to_publish(
        **{"text": text or factories.AgreementTextFactory(draft=True), "reason": "R", "by": admin()} | facts
    )


def status_of(text: AgreementText) -> str:
    return AgreementText.objects.get(pk=text.pk).status


def test_one_admin_asks_and_another_confirms_on_their_pages(operator_client: PersonaClient) -> None:
    draft, second = factories.AgreementTextFactory(draft=True), sign_in(admin())
    chosen = {"action": "publish_texts", "_selected_action": [draft.pk]}
    page = operator_client.post(reverse(LIST), chosen).content.decode()
    assert "another admin reads the same page" in page
    said = operator_client.post(reverse(LIST), chosen | {"confirmed": "yes"}, follow=True)
    assert "Done for 1 row." in said.content.decode()
    asked = Publication.objects.get()
    assert (asked.status, asked.reason, status_of(draft)) == ("asked", WHY, "draft")

    chosen = {"action": "confirm", "_selected_action": [asked.pk]}
    alone = operator_client.post(reverse(QUESTIONS), chosen | {"confirmed": "yes"}, follow=True)
    assert "A second admin has to confirm this" in alone.content.decode()
    assert "You are the second admin" in second.post(reverse(QUESTIONS), chosen).content.decode()
    assert status_of(draft) == "draft"
    second.post(reverse(QUESTIONS), chosen | {"confirmed": "yes", "why": "Read it whole"})
    assert status_of(draft) == "published"
    event = AuditEvent.objects.get(action="agreementtext.published")
    assert event.details["asked_by"] == str(operator_client.user.public_id)
    assert event.actor_id == second.user.public_id
    assert AuditTrace.objects.get(pk=event.trace_id).reason == "Read it whole"


def test_a_question_without_a_reason_is_asked_of_nobody(operator_client: PersonaClient) -> None:
    draft = factories.AgreementTextFactory(draft=True)
    sent = {"action": "publish_texts", "_selected_action": [draft.pk], "confirmed": "yes", "why": " "}
    assert operator_client.post(reverse(LIST), sent).context["form"].errors
    assert not Publication.objects.exists()


def test_a_text_is_put_before_a_second_admin_once(operator_client: PersonaClient) -> None:
    asked = ask()
    with pytest.raises(ValidationError) as refused:
        ask(asked.text)
    assert refused.value.code == "asked_already"
    row = operator_client.get(reverse(LIST), {"status__exact": "draft"}).content.decode()
    assert 'class="field-waits"' in row
    assert "icon-yes" in row


def test_what_was_changed_since_the_question_is_not_published() -> None:
    asked = ask()
    asked.text.body = "Other words"
    asked.text.save()
    with pytest.raises(ValidationError) as refused:
        publish(asked=asked, by=admin())
    assert (refused.value.code, status_of(asked.text)) == ("changed_meanwhile", "draft")


@pytest.mark.parametrize("how", ["withdrawn", "expired"])
def test_a_question_that_is_over_publishes_nothing_and_another_one_can_be_asked(how: str) -> None:
    asked = ask()
    if how == "withdrawn":
        withdraw(asked=asked, by=asked.asked_by)
    else:
        past(asked)
        with pytest.raises(ValidationError) as late:
            publish(asked=asked, by=admin())
        assert (late.value.code, expire_waiting()) == ("publication_expired", 1)
    with pytest.raises(ValidationError) as refused:
        publish(asked=asked, by=admin())
    assert refused.value.code == "decided_already"
    assert Publication.objects.get(pk=asked.pk).status == how
    assert AuditEvent.objects.filter(action=f"agreementtext.publication_{how}").count() == 1
    assert status_of(publish(asked=ask(asked.text), by=admin())) == "published"


def past(asked: Publication) -> None:
    """Move the end of a question into the past, past the trigger that keeps it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE agreements_publication DISABLE TRIGGER USER")
        cursor.execute("UPDATE agreements_publication SET expires_at = now() - interval '1 hour'")
        cursor.execute("ALTER TABLE agreements_publication ENABLE TRIGGER USER")


@pytest.mark.parametrize("role", ["support", "auditor", ""])
def test_only_admins_ask_confirm_and_withdraw(role: str) -> None:
    asked, other = ask(), factories.UserFactory(operator_role=role)
    for deed in (
        lambda: ask(by=other),
        lambda: publish(asked=asked, by=other),
        lambda: withdraw(asked=asked, by=other),
    ):
        with pytest.raises(PermissionDenied):
            deed()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE agreements_agreementtext SET status='published', published_at=now(), published_by='me' WHERE id={text}",
        "UPDATE agreements_publication SET status='published', decided_at=now(), decided_by_id=asked_by_id",
        "UPDATE agreements_publication SET status='published', decided_at=now()",
        "UPDATE agreements_publication SET sha256='x'",
        "DELETE FROM agreements_publication",
    ],
)
def test_the_database_keeps_four_eyes_too(statement: str) -> None:
    asked = ask()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(text=asked.text_id))
