"""What all tables hold, as one value to compare before and after. Sessions may change, and what limits guessing."""

from django.db import connection

State = dict[str, tuple[int, int]]
MAY_CHANGE = ("django_session", "accounts_wrongtry")
TOUCHES = """
    SELECT coalesce(sum(n_tup_ins + n_tup_upd + n_tup_del), 0) FROM pg_stat_xact_user_tables WHERE relname <> ALL(%s)
"""


def tables() -> list[str]:
    return sorted(set(connection.introspection.table_names()) - set(MAY_CHANGE))


def state_of_rows() -> State:
    """Rows and a sum over their contents, by table."""
    each = "SELECT '{0}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM \"{0}\" t"
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each.format(name) for name in tables()))
        return {name: (count, int(total)) for name, count, total in cursor.fetchall()}


def changed(before: State) -> list[str]:
    """The tables that are not as they were."""
    after = state_of_rows()
    return [name for name in before if after[name] != before[name]]


def touched() -> int:
    """How many rows this transaction has written so far: whoever wrote none needs no sums over all tables."""
    with connection.cursor() as cursor:
        cursor.execute(TOUCHES, [list(MAY_CHANGE)])
        return int(cursor.fetchone()[0])
