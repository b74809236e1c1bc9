"""Which text is asked for: market before general, newest version, the reader's language with a fall-back."""

import pytest

from customers.agreements.actions import accept_agreement
from customers.agreements.models import AgreementAcceptance, AgreementText
from customers.agreements.queries import acceptance_of, current_text, texts_open_to
from partnercenter.audit.models import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db


def text(version: str, language: str = "en", days: int = 10, **facts) -> AgreementText:
    facts = {"published_at": factories.ago(days=days)} | facts
    return factories.AgreementTextFactory(version=version, language=language, **facts)


def ask(language: str = "en", country: str = "JP", code: str = "public") -> AgreementText | None:
    return current_text(cloud=factories.cloud(code), country=country, language=language)


@pytest.fixture(autouse=True)
def _only_our_texts(db):
    AgreementText.objects.update(status=AgreementText.Status.SUPERSEDED)


def test_the_newest_version_in_the_readers_language():
    text("2026-01", days=300)
    english, japanese = text("2026-10"), text("2026-10", "ja", days=9)
    assert ask("en") == english
    assert ask("ja") == japanese


@pytest.mark.parametrize("language", ["ja", "de", "fr-ca", ""])
def test_english_stands_in_for_a_language_that_is_not_there(language):
    english = text("2026-10")
    assert ask(language) == english


def test_a_newer_version_in_another_language_only_goes_before_an_older_one():
    text("2026-01", "en", days=300)
    newer = text("2026-10", "ja")
    assert ask("en") == newer


def test_a_markets_own_text_goes_before_the_general_one():
    text("2026-10")
    own = text("2025-JP", market_group=factories.market_group("JP"), days=400)
    assert ask(country="JP") == own
    assert ask(country="DE").version == "2026-10"


def test_drafts_superseded_texts_and_other_clouds_do_not_count():
    factories.AgreementTextFactory(version="D", draft=True)
    text("S", status=AgreementText.Status.SUPERSEDED)
    text("C", cloud=factories.cloud("china"))
    assert ask() is None


def test_an_acceptance_in_one_language_counts_for_the_version(customer, customer_membership):
    english, japanese = text("2026-10"), text("2026-10", "ja")
    accepted = accept_agreement(text=japanese, customer=customer, by=customer_membership.user)
    assert acceptance_of(customer, english) == accepted
    assert accept_agreement(text=english, customer=customer, by=customer_membership.user) == accepted
    assert AgreementAcceptance.objects.count() == 1
    assert AuditEvent.objects.filter(action="agreement.accepted").count() == 1


def test_accepting_a_newer_version_adds_a_row_and_leaves_the_older(customer, customer_membership):
    older = accept_agreement(text=text("2025-01", days=700), customer=customer, by=customer_membership.user)
    newer = accept_agreement(text=text("2026-10"), customer=customer, by=customer_membership.user)
    assert older.pk != newer.pk
    assert AgreementAcceptance.objects.count() == 2


def test_a_customer_reads_published_texts_of_its_own_cloud(customer):
    shown, hidden = text("2026-10"), text("C", cloud=factories.cloud("china"))
    draft = factories.AgreementTextFactory(version="D", draft=True)
    found = set(texts_open_to(customer))
    assert shown in found
    assert hidden not in found
    assert draft not in found
