"""Heads that another store keeps: a file that only grows, a public address, and the command that compares them."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from partnercenter.accounts.models import User
from partnercenter.audit.heads import last_head, publish_head, read_heads
from partnercenter.audit.sealing import read_head, seal
from partnercenter.audit.tasks import publish_log_head
from tests import factories
from tests.audit.test_sealing import past_triggers, write
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
AGAIN = "UPDATE audit_auditevent SET sequence = NULL, previous_hash = NULL, hash = NULL, action = 'forged'"


@pytest.fixture
def person() -> User:
    return factories.UserFactory(display_name="Aoki Miku")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "heads"


def heads_of(file: Path) -> list[str]:
    return [str(head) for head in read_heads(file.read_text().splitlines())]


def test_each_new_head_is_a_line_more_and_an_old_one_none(person: User, file: Path) -> None:
    kept = []
    for _ in range(3):
        write(person, 2)
        seal()
        assert publish_head(str(file)) is True
        assert publish_head(str(file)) is False
        kept.append(str(read_head()))
    assert heads_of(file) == kept
    assert str(last_head(file)) == kept[-1]
    call_command("verify_audit", heads=str(file), stdout=StringIO())


def test_a_chain_written_anew_is_named_at_each_head_and_gets_no_further_line(
    person: User, file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    write(person, 3)
    seal()
    publish_head(str(file))
    past_triggers(AGAIN)
    write(person, 1)
    seal()
    assert publish_head(str(file)) is False
    assert "does not hold the head" in caplog.text
    assert len(heads_of(file)) == 1
    errors = StringIO()
    with pytest.raises(CommandError, match="altered"):
        call_command("verify_audit", heads=str(file), stderr=errors)
    assert "written anew" in errors.getvalue()
    call_command("verify_audit", stdout=StringIO())  # without the file nobody would see it


def test_rows_that_were_cut_off_are_missed_by_the_file(person: User, file: Path) -> None:
    write(person, 3)
    seal()
    publish_head(str(file))
    past_triggers("DELETE FROM audit_auditevent WHERE sequence = %s", read_head().sequence)
    with pytest.raises(CommandError, match="altered"):
        call_command("verify_audit", heads=str(file), stderr=StringIO())
    assert publish_head(str(file)) is False


@pytest.mark.parametrize("junk", ["nothing", "1:zz", "x:00"])
def test_a_file_that_holds_no_heads_is_refused(file: Path, junk: str) -> None:
    file.write_text(junk)
    with pytest.raises(CommandError, match="no file of heads"):
        call_command("verify_audit", heads=str(file), stderr=StringIO())


def test_anybody_can_fetch_the_head_and_keep_it(person: User, client: PersonaClient, file: Path) -> None:
    write(person, 2)
    seal()
    answer = client.get("/.well-known/audit-head.txt")
    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    file.write_text(answer.content.decode())
    assert heads_of(file) == [str(read_head())]


def test_the_job_writes_where_the_settings_say(person: User, file: Path, settings) -> None:
    write(person, 1)
    seal()
    assert publish_log_head() is False
    settings.AUDIT_HEADS_FILE = str(file)
    assert publish_log_head() is True
