"""What the application's database role may do with the log, tried from outside the ORM on a connection of its own."""

import os
import uuid
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import psycopg
import pytest
from django.db import connection
from psycopg import errors

ROLES = ("DATABASE_URL", "DATABASE_OWNER_URL")
IGNORE_TRIGGERS = "SELECT set_config('pgtrigger.ignore', '{audit_auditevent:*,*}', true)"
INSERT = """
    INSERT INTO audit_auditevent (public_id, action, side, cloud_code, object_type, object_id, details)
    VALUES (%s, 'test.written', 'system', '', 'test', %s, '{}') RETURNING id
"""


def connect(variable: str) -> psycopg.Connection:
    """A connection as the role of an address, to the database of the tests."""
    parts = urlsplit(os.environ[variable])
    return psycopg.connect(
        host=parts.hostname,
        port=parts.port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        dbname=connection.settings_dict["NAME"],
        options="-c wall.sees=all",  # as the portal does; what the wall hides is tried in `tests/wall`
    )


@pytest.fixture
def application(django_db_setup: None) -> Iterator[psycopg.Connection]:
    with connect("DATABASE_URL") as session:
        yield session
        session.rollback()


@pytest.fixture
def owner(django_db_setup: None) -> Iterator[psycopg.Connection]:
    with connect("DATABASE_OWNER_URL") as session:
        yield session
        session.rollback()


def write_event(session: psycopg.Connection) -> int:
    """An event that goes with the session's transaction."""
    row = session.execute(INSERT, [uuid.uuid4(), uuid.uuid4()]).fetchone()
    assert row
    return row[0]


def refused(session: psycopg.Connection, statement: str, error: type[Exception], *args: object) -> None:
    with pytest.raises(error), session.transaction():
        session.execute(statement, args)  # type: ignore[arg-type]


def test_the_two_addresses_are_two_roles() -> None:
    users = {urlsplit(os.environ[variable]).username for variable in ROLES}
    assert len(users) == 2


def test_the_application_appends_to_the_log_and_reads_it(application: psycopg.Connection) -> None:
    key = write_event(application)
    assert application.execute("SELECT action FROM audit_auditevent WHERE id = %s", [key]).fetchone() == (
        "test.written",
    )


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_auditevent SET action = 'test.changed' WHERE id = %s",
        "UPDATE audit_auditevent SET happened_at = now() WHERE id = %s",
        "UPDATE audit_auditevent SET details = '{}', hash = NULL WHERE id = %s",
        "DELETE FROM audit_auditevent WHERE id = %s",
        "SELECT id FROM audit_auditevent WHERE id = %s AND false",
    ],
)
def test_the_application_changes_no_event(application: psycopg.Connection, statement: str) -> None:
    key = write_event(application)
    if statement.startswith("SELECT"):
        refused(application, "TRUNCATE audit_auditevent", errors.InsufficientPrivilege)
    else:
        refused(application, statement, errors.InsufficientPrivilege, key)


def test_the_application_cannot_take_its_guards_away(application: psycopg.Connection) -> None:
    for statement in (
        "ALTER TABLE audit_auditevent DISABLE TRIGGER ALL",
        "DROP TABLE audit_auditevent",
        "ALTER TABLE audit_auditevent OWNER TO CURRENT_USER",
    ):
        refused(application, statement, errors.InsufficientPrivilege)
    with application.transaction():
        application.execute("GRANT UPDATE ON audit_auditevent TO CURRENT_USER")  # a warning, and no effect
    assert not has_privilege(application, "audit_auditevent", "UPDATE")


def test_triggers_that_look_away_open_nothing_to_the_application(application: psycopg.Connection) -> None:
    key = write_event(application)
    application.execute(IGNORE_TRIGGERS)
    refused(application, "UPDATE audit_auditevent SET action = 'x' WHERE id = %s", errors.InsufficientPrivilege, key)
    refused(application, "DELETE FROM audit_auditevent WHERE id = %s", errors.InsufficientPrivilege, key)


@pytest.mark.parametrize("table", ["audit_auditevent", "invitations_acceptance", "agreements_agreementacceptance"])
@pytest.mark.parametrize("privilege", ["UPDATE", "DELETE", "TRUNCATE"])
def test_log_and_evidence_are_append_only_for_the_application(
    application: psycopg.Connection, table: str, privilege: str
) -> None:
    assert not has_privilege(application, table, privilege)
    assert has_privilege(application, table, "INSERT")
    assert has_privilege(application, table, "SELECT")


def has_privilege(session: psycopg.Connection, table: str, privilege: str) -> bool:
    row = session.execute("SELECT has_table_privilege(current_user, %s, %s)", [table, privilege]).fetchone()
    assert row
    return row[0]


def test_the_application_seals_an_event_once(application: psycopg.Connection) -> None:
    key = write_event(application)
    seal = "UPDATE audit_auditevent SET sequence = %s, previous_hash = %s, hash = %s WHERE id = %s"
    application.execute(seal, [2_000_000_001, b"0" * 32, b"1" * 32, key])
    refused(application, seal, errors.RaiseException, 2_000_000_002, b"0" * 32, b"2" * 32, key)


def test_an_event_is_sealed_whole_or_not_at_all(application: psycopg.Connection) -> None:
    key = write_event(application)
    refused(application, "UPDATE audit_auditevent SET sequence = 7 WHERE id = %s", errors.CheckViolation, key)


def test_even_the_owner_is_stopped_by_triggers(owner: psycopg.Connection) -> None:
    key = write_event(owner)
    refused(owner, "UPDATE audit_auditevent SET action = 'test.changed' WHERE id = %s", errors.RaiseException, key)
    refused(owner, "DELETE FROM audit_auditevent WHERE id = %s", errors.RaiseException, key)


def test_every_other_table_is_open_to_the_application(application: psycopg.Connection) -> None:
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'django_migrations'"
    for (table,) in application.execute(tables).fetchall():
        assert has_privilege(application, table, "INSERT"), table


def test_statements_name_no_table_that_is_not_there() -> None:
    from partnercenter.audit.privileges import statements

    texts = [statement.as_string(None) for statement in statements("someone", [])]
    assert not any("REVOKE" in text or "audit_auditevent" in text for text in texts)
