"""The two roles of the embedded PostgreSQL, neither superuser, and the database (decisions §10).

The owner migrates, and may make databases for tests; the application reads and writes what the owner has made.
The superuser's password stays in the data folder, for this module alone.
"""

import psycopg
from psycopg import sql

from partnercenter.embedded.cluster import SUPERUSER
from partnercenter.embedded.ports import LOOPBACK

OWNER, APP, DATABASE = "partnercenter_owner", "partnercenter", "partnercenter"
DEFAULT_RIGHTS = {"TABLES": "SELECT, INSERT, UPDATE, DELETE", "SEQUENCES": "USAGE, SELECT, UPDATE"}


def connect(port: int, *, password: str, database: str = "postgres") -> psycopg.Connection:
    """A connection as superuser."""
    return psycopg.connect(
        host=LOOPBACK,
        port=port,
        user=SUPERUSER,
        password=password,
        dbname=database,
        autocommit=True,
        connect_timeout=5,
    )


def set_up_roles(port: int, keys: dict[str, str]) -> None:
    """Make roles and database where they are missing; running it again changes nothing."""
    with connect(port, password=keys["superuser"]) as connection:
        _set_role(connection, name=OWNER, password=keys["owner"], rights="LOGIN CREATEDB")
        _set_role(connection, name=APP, password=keys["app"], rights="LOGIN")
        _create_database(connection)
    for database in (DATABASE, "template1"):
        with connect(port, password=keys["superuser"], database=database) as connection:
            _grant_defaults(connection)


def address(role: str, *, port: int, password: str) -> str:
    """The database's address for `role`, as `DATABASE_URL` wants it."""
    return f"postgresql://{role}:{password}@{LOOPBACK}:{port}/{DATABASE}"


def _set_role(connection: psycopg.Connection, *, name: str, password: str, rights: str) -> None:
    """Make the role when missing, and give it the password of the folder's keys (which may be new)."""
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name]).fetchone()
    template = "ALTER ROLE {} {} PASSWORD {}" if known else "CREATE ROLE {} NOSUPERUSER NOCREATEROLE {} PASSWORD {}"
    connection.execute(
        sql.SQL(template).format(sql.Identifier(name), sql.SQL(rights), sql.Literal(password)),
    )


def _create_database(connection: psycopg.Connection) -> None:
    if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
        names = sql.Identifier(DATABASE), sql.Identifier(OWNER)
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*names))


def _grant_defaults(connection: psycopg.Connection) -> None:
    """What the owner makes, the application may read and write; in template1 too, for tests' databases."""
    template = sql.SQL("ALTER DEFAULT PRIVILEGES FOR ROLE {} GRANT {} ON {} TO {}")
    for kind, rights in DEFAULT_RIGHTS.items():
        names = sql.Identifier(OWNER), sql.SQL(rights), sql.SQL(kind), sql.Identifier(APP)
        connection.execute(template.format(*names))
