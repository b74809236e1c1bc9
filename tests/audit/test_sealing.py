"""The chain of the log: every row is sealed once, and every later change is found and named."""

from io import StringIO
from itertools import pairwise
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from partnercenter.audit.chain import link_of
from partnercenter.audit.log import record
from partnercenter.audit.models import AuditEvent, AuditTrace
from partnercenter.audit.reading import sealed_links
from partnercenter.audit.sealing import read_head, seal, verify
from tests import factories

pytestmark = pytest.mark.django_db

COLUMNS = {  # how a database superuser would rewrite a column of a row
    "action": "action || 'x'",
    "side": "CASE side WHEN 'system' THEN 'partner' ELSE 'system' END",
    "happened_at": "happened_at + interval '1 microsecond'",
    "actor_id": "gen_random_uuid()",
    "trace_id": "gen_random_uuid()",
    "trace_digest": "decode('00', 'hex')",
    "cloud_code": "cloud_code || 'x'",
    "partner_id": "gen_random_uuid()",
    "customer_id": "gen_random_uuid()",
    "object_type": "object_type || 'x'",
    "object_id": "gen_random_uuid()",
    "details": "details || '{\"added\": 1}'",
    "previous_hash": "sha256(previous_hash)",
    "hash": "sha256(hash)",
}


@pytest.fixture
def person():
    return factories.UserFactory(display_name="Aoki Miku")


def write(person, count=1):
    return [record("user.tested", about=person, by=person, details={"n": n, "名前": "値"}) for n in range(count)]


def past_triggers(sql, *values):
    """A statement past all triggers, as the owner of the database can make it."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait for the end of the transaction here
        cursor.execute("ALTER TABLE audit_auditevent DISABLE TRIGGER USER")
        cursor.execute(sql, values)
        cursor.execute("ALTER TABLE audit_auditevent ENABLE TRIGGER USER")


def test_every_row_is_sealed_once_and_in_one_chain(person):
    write(person, 5)
    waiting = AuditEvent.objects.filter(hash=None).count()
    assert seal(batch=2) == waiting
    assert seal() == 0
    sealed = list(AuditEvent.objects.order_by("sequence"))
    assert [row.sequence for row in sealed] == list(range(1, len(sealed) + 1))
    assert all(bytes(row.previous_hash) == bytes(before.hash) for before, row in pairwise(sealed))
    assert list(verify()) == []


def test_what_is_written_later_is_sealed_behind_what_was_sealed_before(person):
    write(person, 2)
    seal()
    kept = read_head()
    write(person, 3)
    seal()
    assert read_head().sequence == kept.sequence + 3
    assert list(verify(kept)) == []


def test_sealing_costs_the_same_few_statements_for_a_row_as_for_many(person, django_assert_max_num_queries):
    write(person, 40)
    with django_assert_max_num_queries(8):
        seal()


@pytest.mark.parametrize("column", COLUMNS)
def test_a_change_of_any_column_is_found_and_its_row_named(person, column):
    write(person, 4)
    seal()
    victim = AuditEvent.objects.order_by("sequence")[2]
    past_triggers(f"UPDATE audit_auditevent SET {column} = {COLUMNS[column]} WHERE id = %s", victim.pk)
    assert next(verify()).event == str(victim.public_id)


def test_a_row_that_is_gone_is_missed_at_the_row_behind_it(person):
    write(person, 4)
    seal()
    gone, behind = AuditEvent.objects.order_by("sequence")[1:3]
    past_triggers("DELETE FROM audit_auditevent WHERE id = %s", gone.pk)
    assert [(found.sequence, found.what) for found in verify()] == [(behind.sequence, "1 rows before it are missing")]


def test_an_end_that_was_cut_off_is_missed_by_whoever_kept_the_head(person):
    write(person, 4)
    seal()
    kept = read_head()
    past_triggers("DELETE FROM audit_auditevent WHERE sequence = %s", kept.sequence)
    assert list(verify()) == []
    assert "are missing" in next(verify(kept)).what


def test_a_chain_that_was_written_anew_is_found_by_whoever_kept_the_head(person):
    write(person, 4)
    seal()
    kept = read_head()
    past_triggers("UPDATE audit_auditevent SET sequence = NULL, previous_hash = NULL, hash = NULL, action = 'forged'")
    seal()
    assert list(verify()) == []
    assert [found.what for found in verify(kept)] == ["the chain up to it was written anew"]


def test_a_changed_name_is_found_and_an_erased_one_is_none(person):
    first, second = write(person, 2)
    seal()
    AuditTrace.objects.filter(pk=first.trace_id).delete()
    assert list(verify()) == []
    AuditTrace.objects.filter(pk=second.trace_id).update(actor_name="Somebody else")
    assert [found.event for found in verify()] == [str(second.public_id)]


def test_the_command_names_what_was_altered_and_fails(person):
    write(person, 3)
    seal()
    said = StringIO()
    call_command("verify_audit", stdout=said)
    assert str(read_head()) in said.getvalue()
    victim = AuditEvent.objects.order_by("sequence")[1]
    past_triggers("UPDATE audit_auditevent SET action = 'forged' WHERE id = %s", victim.pk)
    errors = StringIO()
    with pytest.raises(CommandError, match="altered"):
        call_command("verify_audit", stderr=errors)
    assert str(victim.public_id) in errors.getvalue()


def test_an_export_proves_itself_without_the_database(person, tmp_path: Path):
    write(person, 3)
    seal()
    said = StringIO()
    call_command("export_audit", stdout=said)
    file = tmp_path / "log.jsonl"
    file.write_text(said.getvalue(), encoding="utf-8")
    call_command("verify_audit", file=str(file), stdout=StringIO())
    file.write_text(said.getvalue().replace("user.tested", "user.forged", 1), encoding="utf-8")
    with pytest.raises(CommandError, match="altered"):
        call_command("verify_audit", file=str(file), stderr=StringIO())
    file.write_text("nothing", encoding="utf-8")
    with pytest.raises(CommandError, match="no export"):
        call_command("verify_audit", file=str(file), stderr=StringIO())


def test_an_export_goes_on_where_the_last_one_ended(person, tmp_path: Path):
    write(person, 2)
    seal()
    kept = read_head()
    write(person, 2)
    seal()
    said = StringIO()
    call_command("export_audit", after=kept.sequence, stdout=said)
    file = tmp_path / "log.jsonl"
    file.write_text(said.getvalue(), encoding="utf-8")
    assert len(said.getvalue().splitlines()) == 2
    call_command("verify_audit", file=str(file), head=kept, stdout=StringIO())


def test_rows_read_by_the_thousand_say_what_a_row_at_hand_says(person):
    record("user.tested", about=person, by=person, details={"名前": "値\n\"'\\ \u2028", "n": [1, 1.5, None, True, {}]})
    record("user.tested", about=person, by=None)
    when = "UPDATE audit_auditevent SET happened_at = '0987-06-05 04:03:02.000001+09' WHERE actor_id IS NULL"
    past_triggers(when)
    seal()
    read = [link for batch in sealed_links() for link, _trace in batch]
    assert read == [link_of(event) for event in AuditEvent.objects.order_by("sequence")]
