"""The row lock that every action on a request begins with."""

from collections.abc import Sequence
from typing import Any

from django.db import connection

from invitations.models import Invitation
from partnercenter.pages.busy import wait_at_most

# Provider and reseller of an indirect request are read when they are asked for: planning a query with all of its
# partners takes PostgreSQL longer than every direct request needs for the rest.
READ_WITH_IT = ("cloud", "partner", "customer")


def hold_rows(
    table: str, keys: list[int], *, columns: Sequence[str] = (), strength: str = "KEY SHARE"
) -> list[tuple[Any, ...]]:
    """Keep rows from being locked FOR UPDATE until the transaction ends; their keys and `columns`, read afresh.

    FOR KEY SHARE, which the ORM does not know: those who hold a row wait neither for each other nor for whoever
    refers to it. What must not happen meanwhile (suspending a partner, ending a partnership) locks its row FOR
    UPDATE. `strength="SHARE"` also keeps them from being changed at all.
    """
    names = ", ".join(connection.ops.quote_name(name) for name in ("id", *columns))
    place = connection.ops.quote_name(table)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {names} FROM {place} WHERE id = ANY(%s) ORDER BY id FOR {strength}",  # noqa: S608 - our own names
            [keys],
        )
        return list(cursor.fetchall())


def lock_invitation(invitation: Invitation) -> Invitation:
    """The request, locked and read afresh: what the caller holds may be old. Call inside a transaction."""
    wait_at_most()
    locked = Invitation.objects.select_for_update(of=("self",))
    return locked.select_related(*READ_WITH_IT, "owner__user").get(pk=invitation.pk)
