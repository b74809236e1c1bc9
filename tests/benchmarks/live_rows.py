"""Very many rows of everything that a periodic job looks at, none of them due."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from customers.directory.models import Customer
from customers.grants.models import DelegatedAdminGrant
from customers.relationships.models import PartnerCustomer, ResellerRelationship
from partnercenter.demo.loading import at_once
from partnercenter.demo.mass import make_customers

# What is unique becomes the row's own; `g` is its number.
UNIQUE = {
    models.UUIDField: "gen_random_uuid()",
    models.BinaryField: "sha256(gen_random_uuid()::text::bytea)",
    models.CharField: "gen_random_uuid()::text",
    models.BigIntegerField: "(SELECT max({column}) FROM {table}) + g",
}

RIGHTS = DelegatedAdminGrant._meta.db_table
NAME = f"CASE WHEN {RIGHTS}.name = '' THEN '' ELSE {RIGHTS}.name || ' ' || taken.own END"
# The tables of a customer and what stands between it and its partner, with what becomes of a column when they multiply.
OF_CUSTOMER: dict[type[models.Model], dict[str, str]] = {
    Customer: {"id": "taken.own"},
    PartnerCustomer: {"customer_id": "taken.own"},
    ResellerRelationship: {"customer_id": "taken.own"},
    DelegatedAdminGrant: {"customer_id": "taken.own", "name": NAME},
}
TAKE = f"""
    CREATE TEMP TABLE taken ON COMMIT DROP AS
    SELECT customer_id AS original, nextval(pg_get_serial_sequence('{Customer._meta.db_table}', 'id')) AS own
    FROM {PartnerCustomer._meta.db_table}, generate_series(1, %s) WHERE partner_id = %s
"""


@dataclass
class LiveRows:
    """One partner's customers, and one live row each of what is copied."""

    membership: Any
    copied: list[Any]
    number: int = 0

    def grow_to(self, number: int) -> None:
        """As many customers (a multiple of those that there are) and of each other row; fresh statistics."""
        with at_once([*OF_CUSTOMER, *(type(row) for row in self.copied)]):
            if self.number:
                multiply(self.membership.partner, number // self.number - 1)
            else:
                make_some(self.membership, number)
            for row in self.copied:
                copy(row, number - self.number)
            put_off()
        self.number = number
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")


def make_some(membership: Any, count: int) -> None:
    """The first customers, of every kind."""
    for _ in make_customers(membership.partner, count=count, by=membership.user):
        pass


def multiply(partner: Any, times: int) -> None:
    """So many more of each customer, with what stands between it and the partner."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [times, partner.pk])
        cursor.execute("CREATE INDEX ON taken (original)")
        cursor.execute("ANALYZE taken")
        for model, own in OF_CUSTOMER.items():
            table, key = model._meta.db_table, "id" if model is Customer else "customer_id"
            columns = columns_of(model) | own
            values = f"SELECT {', '.join(columns.values())} FROM {table} JOIN taken ON taken.original = {table}.{key}"
            cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {values}")


def put_off() -> None:
    """Rights that end so late that nobody is reminded of it yet, and full ones that were just used."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {RIGHTS} SET ends_at = ends_at + interval '300 days', last_used_at = now()"
            " WHERE status = 'active' AND last_used_at IS NULL"
        )


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
    table, columns = row._meta.db_table, columns_of(type(row))
    with connection.cursor() as cursor:
        values = f"SELECT {', '.join(columns.values())} FROM {table}, generate_series(1, %s) AS g WHERE {table}.id = %s"
        cursor.execute(f"INSERT INTO {table} ({', '.join(columns)}) {values}", [times, row.pk])


def columns_of(model: type[models.Model]) -> dict[str, str]:
    """The columns of a new row and the values that they get."""
    return {field.column: value_of(field) for field in model._meta.concrete_fields if not field.generated}


def value_of(field: models.Field) -> str:
    """The same value, or another where it must be the row's own."""
    table, column = field.model._meta.db_table, field.column
    if field.primary_key:
        return f"nextval(pg_get_serial_sequence('{table}', '{column}'))"
    if field.unique or field.default is uuid.uuid4 or column == "about_id":  # each mail is about something else
        return UNIQUE.get(type(field), "{table}.{column}").format(table=table, column=column)
    return f"{table}.{column}"
