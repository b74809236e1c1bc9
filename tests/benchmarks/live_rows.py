"""Very many rows of everything that a periodic job looks at, none of them due."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

# What is unique becomes the row's own; `g` is its number.
UNIQUE = {
    models.UUIDField: "gen_random_uuid()",
    models.BinaryField: "sha256(gen_random_uuid()::text::bytea)",
    models.CharField: "gen_random_uuid()::text",
    models.BigIntegerField: "(SELECT max({column}) FROM {table}) + g",
}


@dataclass
class LiveRows:
    """One partner's customers, and one live row each of what is copied."""

    membership: Any
    copied: list[Any]
    number: int = 0

    def grow_to(self, number: int) -> None:
        """As many customers and as many of each other row; fresh statistics."""
        from partnercenter.demo.mass import make_customers

        more = number - self.number
        for _ in make_customers(self.membership.partner, count=more, by=self.membership.user, seed=number):
            pass
        for row in self.copied:
            copy(row, more)
        put_off_ends()
        self.number = number
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def put_off_ends() -> None:
    """Rights that end so late that nobody is reminded of it yet; no trigger speaks."""
    from customers.grants.models import DelegatedAdminGrant

    table = DelegatedAdminGrant._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(
            f"UPDATE {table} SET ends_at = ends_at + interval '300 days' WHERE ends_at < now() + interval '300 days'"
        )
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def live_rows() -> LiveRows:
    """A request and a partnership request that wait, a subscription, a mail that was sent, a sealed event."""
    from partnercenter.audit.log import record
    from partnercenter.audit.models import AuditEvent
    from partnercenter.audit.sealing import seal
    from partnercenter.outbox.relay import send_due
    from tests import factories
    from tests.outbox.mails import queue

    membership = factories.PartnerMembershipFactory(partner__partner_number="4009999")
    asked = factories.InvitationFactory(partner=membership.partner, owner=membership, sent=True)
    mail = queue()
    send_due()
    mail.refresh_from_db()
    assert mail.state == "sent", mail.state
    record("invitation.sent", about=asked, by=membership.user)
    seal()
    rows = [asked, factories.PartnershipRequestFactory(), factories.SubscriptionFactory(), mail]
    return LiveRows(membership, [*rows, AuditEvent.objects.get()])


def copy(row: models.Model, times: int) -> None:
    """The row as often again, with keys of its own; no trigger speaks."""
    table = row._meta.db_table
    columns = {field.column: value_of(field) for field in row._meta.concrete_fields if not field.generated}
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        values = f"SELECT {', '.join(columns.values())} FROM {table}, generate_series(1, %s) AS g WHERE {table}.id = %s"
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {values}", [times, row.pk])
        cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def value_of(field: models.Field) -> str:
    """The same value, or another where it must be the row's own."""
    table, column = field.model._meta.db_table, field.column
    if field.primary_key:
        return f"nextval(pg_get_serial_sequence('{table}', '{column}'))"
    if field.unique or field.default is uuid.uuid4:
        return UNIQUE.get(type(field), "{table}.{column}").format(table=table, column=column)
    return f"{table}.{column}"
