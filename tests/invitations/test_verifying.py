"""Anybody verifies a receipt with its number and checksum; without the right checksum nothing is told."""

import hashlib

import pgtrigger
import pytest
from django.core.cache import cache
from django.db import connection

from customers.agreements.models import AgreementAcceptance
from invitations.actions.accept import accept
from invitations.models import Acceptance
from invitations.verifying import read_checksum, read_number
from tests import factories
from tests.conftest import MAIN_HOST, PUBLIC_HOST, PersonaClient, acceptance_host
from tests.inputs.rows import changed, state_of_rows
from tests.invitations.acceptance_steps import case_for, decision_for, full_consent

pytestmark = pytest.mark.django_db
NO_MATCH, MATCH, ALTERED = "No match", "The receipt is genuine", "no longer says the same"


@pytest.fixture(autouse=True)
def _no_limits_from_before():
    cache.clear()


@pytest.fixture
def answer(customer, customer_membership) -> Acceptance:
    """A request that was accepted with its agreement, so that there are receipts of both kinds."""
    by = customer_membership.user
    asked = factories.InvitationFactory(sent=True, recipient_email=by.email)
    decision = decision_for(asked, by)
    return accept(case=case_for(asked, by), customer=customer, consent=full_consent(decision), by=by)


def receipts(answer: Acceptance) -> list[Acceptance | AgreementAcceptance]:
    return [answer, answer.agreement_acceptance]


def ask(number: str, checksum: str, host: str = MAIN_HOST) -> str:
    page = PersonaClient(host).get(f"/verify/{number}/", {"hash": checksum})
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.parametrize("host", [MAIN_HOST, PUBLIC_HOST])
def test_both_kinds_of_receipts_match_on_every_host_and_name_no_person(answer, customer, host):
    before = state_of_rows()
    for found in receipts(answer):
        page = ask(found.receipt, found.receipt_hash, host)
        assert MATCH in page
        assert customer.name in page.replace("<wbr>", "")
        for person in (answer.decided_by.display_name, answer.decided_by.email):
            assert person not in page
    assert changed(before) == []


def test_a_wrong_checksum_and_an_unknown_number_look_alike(answer):
    one, other = receipts(answer)
    pages = [
        ask(one.receipt, "0" * 64),
        ask(one.receipt, other.receipt_hash),
        ask("A-2026-00000000", one.receipt_hash),
    ]
    said = [page.partition("alert-warning")[2].partition("</section>")[0] for page in pages]
    assert all(NO_MATCH in page for page in said)
    assert not any(MATCH in page for page in pages)
    assert len({page.partition("<form")[0] for page in said}) == 1


ALTERATIONS = {
    "answer's terms": "UPDATE invitations_acceptance SET terms = '[]' WHERE id = {answer}",
    "answer's moment": "UPDATE invitations_acceptance SET decided_at = now() WHERE id = {answer}",
    "answer's hash": "UPDATE invitations_acceptance SET receipt_hash = repeat('0', 64) WHERE id = {answer}",
    "agreement's sides": "UPDATE agreements_agreementacceptance SET parties = '[]' WHERE id = {accepted}",
    "agreement's text": "UPDATE agreements_agreementtext SET body = 'Other words' WHERE id = {text}",
}
GUARDS = (
    "invitations.Acceptance:evidence_stays",
    "agreements.AgreementAcceptance:evidence_stays",
    "agreements.AgreementText:published_never_changes",
)


@pytest.mark.parametrize("what", ALTERATIONS)
def test_what_the_owner_of_the_database_altered_is_said_to_be_altered(answer, what):
    accepted = answer.agreement_acceptance
    found = answer if what.startswith("answer") else accepted
    statement = ALTERATIONS[what].format(answer=answer.pk, accepted=accepted.pk, text=accepted.text_id)
    with pgtrigger.ignore(*GUARDS), connection.cursor() as cursor:
        cursor.execute(statement)
    page = ask(found.receipt, found.receipt_hash)
    assert ALTERED in page
    assert MATCH not in page
    assert NO_MATCH in ask(found.receipt, "f" * 64)


def test_a_portal_verifies_the_receipts_of_its_own_cloud(answer):
    page = ask(answer.receipt, answer.receipt_hash, acceptance_host(factories.cloud("china")))
    assert NO_MATCH in page
    assert MATCH not in page


def test_the_form_takes_what_people_copy(answer):
    typed = {
        "number": f" {answer.receipt.lower()} ",
        "hash": f"{answer.receipt_hash[:32].upper()} {answer.receipt_hash[32:]}",
    }
    assert MATCH in PersonaClient().get("/verify/", typed).content.decode()


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("A-2026-7K3M9QXD", "A-2026-7K3M9QXD"),
        ("a-2026-7k3m9qxd", "A-2026-7K3M9QXD"),
        ("G-2026-OIL00000", "G-2026-01100000"),
        ("R-2026-7K3M9QXD", ""),
        ("A-2026-7K3M9QX", ""),
        ("A-2026-7K3M9QXU", ""),
        ("", ""),
        ("\x00", ""),
    ],
)
def test_numbers_are_read_as_people_write_them(typed, read):
    assert read_number(typed) == read


@pytest.mark.parametrize("typed", ["", "0" * 63, "0" * 65, "g" * 64, "０" * 64])
def test_what_is_no_checksum_is_not_looked_for(typed):
    assert read_checksum(typed) == ""


@pytest.mark.parametrize(
    "query", ["?number=zz&hash=zz", "?number=A-2026-7K3M9QXD", "?hash=zz", "A-2026-7K3M9QXD/?hash=z"]
)
def test_what_cannot_be_a_receipt_is_said_at_its_field(query):
    page = PersonaClient().get(f"/verify/{query}")
    assert page.status_code == 422
    assert "Error:" in page.content.decode()


def test_an_address_that_names_no_receipt_is_no_page():
    assert PersonaClient().get("/verify/zz/").status_code == 404


def test_thirty_attempts_a_minute_are_enough(answer):
    client = PersonaClient()
    codes = [client.get(f"/verify/{answer.receipt}/", {"hash": "0" * 64}).status_code for _ in range(32)]
    assert codes[:30] == [200] * 30
    assert codes[-1] == 429
    assert client.get("/verify/").status_code == 200


def test_the_facts_of_an_answer_hash_to_its_checksum(answer, customer_client, acceptance_client):
    place = f"/invitation/done/{answer.public_id}/"
    page = customer_client.get(place).content.decode()
    assert f"http://public.localhost:8000/verify/{answer.receipt}/" in page
    facts = customer_client.get(f"{place}facts/").content
    assert hashlib.sha256(facts).hexdigest() == answer.receipt_hash
    assert acceptance_client.get(f"{place}facts/").status_code == 302
