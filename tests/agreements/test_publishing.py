"""One version is in force at a time, in all its languages; what is published never changes, whoever asks."""

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, connection, transaction

from customers.agreements.models import AgreementText
from customers.agreements.publishing import COUNT_LIMIT, effects_of
from customers.agreements.queries import current_text
from tests import factories
from tests.agreements.two import publish

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _only_our_texts(db):
    AgreementText.objects.update(status=AgreementText.Status.SUPERSEDED)


def draft(version: str, language: str = "en", **facts) -> AgreementText:
    return factories.AgreementTextFactory(version=version, language=language, draft=True, **facts)


def put_out(*texts: tuple[str, str]) -> None:
    """Publish drafts of (version, language) in this order."""
    operator = factories.UserFactory(operator=True)
    for version, language in texts:
        publish(text=draft(version, language), by=operator)


def in_force(language: str) -> tuple[str, str] | None:
    text = current_text(cloud=factories.cloud(), country="JP", language=language)
    return (text.version, text.language) if text else None


@pytest.mark.parametrize(
    ("published", "in_english", "in_japanese", "statuses"),
    [
        ([("1", "en")], ("1", "en"), ("1", "en"), {"1en": "published"}),
        ([("1", "ja")], ("1", "ja"), ("1", "ja"), {"1ja": "published"}),
        ([("1", "en"), ("1", "ja")], ("1", "en"), ("1", "ja"), {"1en": "published", "1ja": "published"}),
        (
            [("1", "en"), ("1", "ja"), ("2", "en")],
            ("2", "en"),
            ("2", "en"),
            {"1en": "superseded", "1ja": "superseded", "2en": "published"},
        ),
        (
            [("1", "en"), ("1", "ja"), ("2", "ja")],
            ("2", "ja"),
            ("2", "ja"),
            {"1en": "superseded", "1ja": "superseded", "2ja": "published"},
        ),
        (
            [("1", "en"), ("1", "ja"), ("2", "en"), ("2", "ja")],
            ("2", "en"),
            ("2", "ja"),
            {"1en": "superseded", "1ja": "superseded", "2en": "published", "2ja": "published"},
        ),
        (
            [("1", "en"), ("2", "ja"), ("3", "en")],
            ("3", "en"),
            ("3", "en"),
            {"1en": "superseded", "2ja": "superseded", "3en": "published"},
        ),
    ],
)
def test_a_new_version_supersedes_the_older_one_in_every_language(published, in_english, in_japanese, statuses):
    put_out(*published)
    ours = AgreementText.objects.filter(version__in=["1", "2", "3"])
    assert {f"{text.version}{text.language}": text.status for text in ours} == statuses
    assert (in_force("en"), in_force("ja")) == (in_english, in_japanese)


def test_other_markets_and_clouds_keep_their_versions():
    general = factories.AgreementTextFactory(version="1")
    chinese = factories.AgreementTextFactory(version="1", cloud=factories.cloud("china"))
    publish(text=draft("2", market_group=factories.market_group("JP")), by=factories.UserFactory(operator=True))
    for text in (general, chinese):
        text.refresh_from_db()
        assert text.status == "published"


def test_a_further_language_of_a_followed_version_is_refused():
    put_out(("1", "en"), ("2", "en"))
    with pytest.raises(ValidationError) as refused:
        publish(text=draft("1", "ja"), by=factories.UserFactory(operator=True))
    assert refused.value.code == "version_superseded"
    assert in_force("ja") == ("2", "en")


def test_what_was_changed_after_the_confirmation_page_is_not_published():
    text = draft("1")
    shown = text.sha256
    text.body = "Other words"
    text.save()
    with pytest.raises(ValidationError) as refused:
        publish(text=text, shown=shown, by=factories.UserFactory(operator=True))
    assert refused.value.code == "changed_meanwhile"


def test_the_effects_name_what_is_superseded_and_count_organisations_up_to_a_limit(django_assert_max_num_queries):
    put_out(("1", "en"), ("1", "ja"))
    old = AgreementText.objects.get(version="1", language="en")
    factories.AgreementAcceptanceFactory.create_batch(2, text=old)
    new = draft("2")
    with django_assert_max_num_queries(6) as captured:
        effects = effects_of(new)
    assert [f"{text.version}{text.language}" for text in effects.superseded] == ["1en", "1ja"]
    assert (effects.organisations, effects.is_capped, effects.refusal, effects.missing) == (2, False, "", "Japanese")
    assert any(f"LIMIT {COUNT_LIMIT + 1}" in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize(
    "change",
    [
        *("title = 'T'", "body = 'B'", "sha256 = 'x'", "version = 'V'", "language = 'ja'", "market_group_id = 1"),
        *("published_at = now()", "published_by = 'me'", "is_sample = not is_sample", "status = 'draft'"),
        "cloud_id = cloud_id + 1",
    ],
)
@pytest.mark.parametrize("status", ["published", "superseded"])
def test_a_published_text_never_changes_from_outside_the_orm(status, change):
    text = factories.AgreementTextFactory(status=status)
    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE agreements_agreementtext SET {change} WHERE id = %s", [text.pk])


def test_a_superseded_text_never_comes_back_and_no_published_one_goes():
    text = factories.AgreementTextFactory(status="superseded")
    for statement in (
        "UPDATE agreements_agreementtext SET status = 'published'",
        "DELETE FROM agreements_agreementtext",
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE id = %s", [text.pk])


def test_evidence_never_changes_from_outside_the_orm():
    accepted = factories.AgreementAcceptanceFactory()
    for statement in (
        "UPDATE agreements_agreementacceptance SET sha256 = 'x'",
        "DELETE FROM agreements_agreementacceptance",
    ):
        with pytest.raises(DatabaseError, match="Cannot"), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{statement} WHERE id = %s", [accepted.pk])
