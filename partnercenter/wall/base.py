"""PostgreSQL, told with every connection for whom it is read. Django wants this module's and the class's names."""

from datetime import UTC, datetime
from typing import Any

from django.db.backends.postgresql import base
from psycopg.abc import Buffer
from psycopg.types.datetime import TimestamptzLoader

from partnercenter.wall.readers import PORTAL, Reader


class TimeLoader(TimestamptzLoader):
    """Reads times in less than half the time of Django's, which takes each apart for all zones. Django looks for
    the zone here."""

    timezone = UTC

    def load(self, data: Buffer) -> datetime:
        try:
            return datetime.fromisoformat(bytes(data).decode())
        except ValueError:  # before the year 1, infinity: what the driver says of it
            return super().load(data)


class DatabaseWrapper(base.DatabaseWrapper):
    """A thread's connection that stands for a reader.

    The reader is said anew whenever a connection comes out of the pool, so that nobody reads as the one before. A
    transaction begun by whoever reads is a deed of the portal: its rules ask about others, too (whether somebody else
    sells this service, whether the domain is another's), and would let through what they cannot see.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reader: Reader = PORTAL
        self.is_said = True
        self.depth_of_reading = 0

    def get_connection_params(self) -> dict[str, Any]:
        params: dict[str, Any] = super().get_connection_params()
        params["context"].adapters.register_loader("timestamptz", TimeLoader)
        return params

    def read_as(self, reader: Reader) -> None:
        """Read as `reader` in what is not a deed. The database hears of it with the next statement: a page's reader
        changes three times, and not each of them reads."""
        self.reader, self.depth_of_reading = reader, self.depth
        self.is_said = False

    @property
    def depth(self) -> int:
        """How many transactions and savepoints are open; 1 where `atomic` is being entered or left."""
        return int(self.in_atomic_block) + len(self.savepoint_ids)

    def init_connection_state(self) -> None:
        super().init_connection_state()
        self.is_said = False

    def create_cursor(self, name: str | None = None) -> Any:
        """Before any statement: whoever reads now."""
        self._say_reader()
        return super().create_cursor(name)

    def _say_reader(self) -> None:
        if not self.is_said:
            self.say(self.reader)
            self.is_said = True

    def say(self, reader: Reader, *, until_the_end: bool = False) -> None:
        """Set what the policies compare with; `until_the_end` of the transaction, or for good."""
        if self.connection is None:
            return
        calls = ", ".join(f"set_config('{name}', %s, {until_the_end})" for name in reader.settings)
        with self.wrap_database_errors:
            self.connection.execute(f"SELECT {calls}", list(reader.settings.values()))

    def _set_autocommit(self, autocommit: bool) -> None:
        if not autocommit:
            self._say_reader()  # before the transaction: what is said in one is taken back with it
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if not autocommit and not self.reader.sees_all:
            self.say(PORTAL, until_the_end=True)

    def savepoint(self) -> str | None:
        sid: str | None = super().savepoint()
        if not self.reader.sees_all and self.depth == self.depth_of_reading:
            self.say(PORTAL)
        return sid

    def savepoint_commit(self, sid: str) -> None:
        super().savepoint_commit(sid)
        self._end_deed()

    def savepoint_rollback(self, sid: str) -> None:
        super().savepoint_rollback(sid)
        self._end_deed()

    def _end_deed(self) -> None:
        """Back to reading, where it began inside an open transaction (tests, nowhere else)."""
        if not self.reader.sees_all and self.depth == self.depth_of_reading:
            self.say(self.reader)
