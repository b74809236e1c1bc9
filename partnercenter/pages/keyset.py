"""Paging by the values of the last row: as fast on the last page as on the first, and never a COUNT.

A page is asked for with an opaque, signed cursor. Junk, a cursor of another ordering and one whose rows are
gone all lead to the first page; none is an error.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any, Generic, Protocol, TypeVar

from django.core import signing
from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import BooleanField, F, Field, ForeignKey, Func, Model, Q, QuerySet, Value
from django.db.models.lookups import GreaterThan, LessThan

Row = TypeVar("Row", bound=Model)
SALT = "partnercenter.pages.keyset"
FORWARD, BACKWARD = "f", "b"
LONGEST_CURSOR = 2000  # characters; longer ones are nobody's


class Take(Protocol[Row]):
    """Reads the first `number` rows in the order of `names`."""

    def __call__(self, rows: QuerySet[Row], *, names: list[str], number: int) -> list[Row]: ...


@dataclass(frozen=True)
class KeysetPage(Generic[Row]):
    """The rows of one page and the ways on: a cursor, or empty where there is no further page."""

    rows: list[Row]
    next_cursor: str = ""
    previous_cursor: str = ""


@dataclass(frozen=True)
class Column:
    """One field of an ordering. NULL sorts as the largest value, as PostgreSQL has it."""

    name: str
    descending: bool
    source: Field
    nullable: bool

    def after(self, value: Any, *, backward: bool) -> Q:
        """Rows whose value comes strictly after `value` in the direction of travel."""
        if self.descending != backward:
            return Q(**{f"{self.name}__isnull": False}) if value is None else Q(**{f"{self.name}__lt": value})
        if value is None:
            return Q(pk__in=[])
        beyond = Q(**{f"{self.name}__gt": value})
        return beyond | Q(**{f"{self.name}__isnull": True}) if self.nullable else beyond

    def same(self, value: Any) -> Q:
        """Rows with just this value."""
        return Q(**{f"{self.name}__isnull": True}) if value is None else Q(**{self.name: value})


@dataclass(frozen=True)
class Ordering:
    """A unique ordering, read from names such as `("-created_at", "id")`."""

    columns: tuple[Column, ...]
    salt: str = field(default=SALT)

    def names(self, *, backward: bool) -> list[str]:
        """What `order_by` takes; turned round when travelling backwards."""
        return [f"{'-' if column.descending != backward else ''}{column.name}" for column in self.columns]

    def beyond(self, values: Sequence[Any], *, backward: bool) -> Any:
        """The condition for every row after `values`: one row comparison where an index can follow it."""
        if len({column.descending for column in self.columns}) == 1 and not any(c.nullable for c in self.columns):
            return self.row_comparison(values, backward=backward)
        condition, equal = Q(pk__in=[]), Q()
        for column, value in zip(self.columns, values, strict=True):
            condition |= equal & column.after(value, backward=backward)
            equal &= column.same(value)
        return condition

    def row_comparison(self, values: Sequence[Any], *, backward: bool) -> Any:
        """`ROW(a, b) > ROW(x, y)`, which PostgreSQL answers from one index."""
        fields = [F(column.name) for column in self.columns]
        given = [Value(value, output_field=c.source) for c, value in zip(self.columns, values, strict=True)]
        lookup = LessThan if self.columns[0].descending != backward else GreaterThan
        return lookup(
            Func(*fields, function="ROW", output_field=BooleanField()),
            Func(*given, function="ROW", output_field=BooleanField()),
        )

    def write_cursor(self, row: Model, direction: str) -> str:
        """The signed cursor of the page that begins beside `row`; the same row's is always the same."""
        values = [write_value(read_path(row, column.name)) for column in self.columns]
        return signing.Signer(salt=self.salt).sign_object([direction, *values])

    def read_cursor(self, cursor: str) -> tuple[str, list[Any]] | None:
        """Direction and values of a cursor of this ordering; None for anything else."""
        try:
            direction, *written = signing.Signer(salt=self.salt).unsign_object(cursor[:LONGEST_CURSOR])
            pairs = zip(self.columns, written, strict=True)
            return direction, [column.source.to_python(value) for column, value in pairs]
        except (signing.BadSignature, ValidationError, ValueError, TypeError):
            return None


def take_first(rows: QuerySet[Row], *, names: list[str], number: int) -> list[Row]:
    """The first rows in the order of `names`."""
    return list(rows.order_by(*names)[:number])


def paginate(
    rows: QuerySet[Row], *, order: Sequence[str], size: int = 25, cursor: str = "", take: Take[Row] = take_first
) -> KeysetPage[Row]:
    """The page of `rows` that `cursor` asks for, `size` rows at most.

    `order` names fields, `-` for descending, may follow relations (`customer__sort_key`), and must be unique
    as a whole: its last field is normally the primary key. `take` reads the first rows in an order, for callers that
    know a faster way or leave some out.
    """
    ordering = read_ordering(rows, order)
    found = ordering.read_cursor(cursor) if cursor else None
    if found and (page := page_beyond(rows, ordering, found=found, size=size, take=take)):
        return page
    first = take(rows, names=ordering.names(backward=False), number=size + 1)
    return build_page(first, ordering, size=size, backward=False, arrived=False)


def walk(rows: QuerySet[Row], *, order: Sequence[str], size: int) -> Iterator[list[Row]]:
    """All rows in that order, `size` at a time, each batch read from where the last one ended.

    Flat in memory, without a transaction or cursor that stays open meanwhile; so it shows rows as they are when
    their batch is read. `order` as for `paginate`.
    """
    ordering = read_ordering(rows, order)
    sorted_rows = rows.order_by(*ordering.names(backward=False))
    batch = list(sorted_rows[:size])
    while batch:
        yield batch
        last = [read_path(batch[-1], column.name) for column in ordering.columns]
        batch = list(sorted_rows.filter(ordering.beyond(last, backward=False))[:size]) if len(batch) == size else []


def page_beyond(
    rows: QuerySet[Row], ordering: Ordering, *, found: tuple[str, list[Any]], size: int, take: Take[Row]
) -> KeysetPage[Row] | None:
    """The page on one side of a cursor's values; None where the first page serves better."""
    direction, values = found
    backward = direction == BACKWARD
    beyond = rows.filter(ordering.beyond(values, backward=backward))
    taken = take(beyond, names=ordering.names(backward=backward), number=size + 1)
    if not taken or (backward and len(taken) < size):
        return None
    return build_page(taken, ordering, size=size, backward=backward, arrived=True)


def build_page(taken: list[Row], ordering: Ordering, *, size: int, backward: bool, arrived: bool) -> KeysetPage[Row]:
    """A page out of `size + 1` rows at most; `arrived` says that the side we came from has rows."""
    more, kept = len(taken) > size, taken[:size]
    if backward:
        kept.reverse()
    has_next, has_previous = (arrived, more) if backward else (more, arrived)
    return KeysetPage(
        rows=kept,
        next_cursor=ordering.write_cursor(kept[-1], FORWARD) if has_next and kept else "",
        previous_cursor=ordering.write_cursor(kept[0], BACKWARD) if has_previous and kept else "",
    )


def read_ordering(rows: QuerySet[Any], order: Sequence[str]) -> Ordering:
    """The columns behind the names; a cursor's signature covers them, so that it fits this ordering alone."""
    columns = tuple(read_column(rows, name) for name in order)
    return Ordering(columns=columns, salt=f"{SALT}:{rows.model._meta.label}:{','.join(order)}")


def read_column(rows: QuerySet[Any], name: str) -> Column:
    """The column behind a name: an annotation, or a field at the end of a path."""
    bare = name.removeprefix("-")
    annotation = rows.query.annotations.get(bare)
    if annotation is not None:
        return Column(bare, name.startswith("-"), annotation.output_field, nullable=True)
    source, nullable = find_field(rows.model, bare)
    return Column(bare, name.startswith("-"), source, nullable)


def find_field(model: type[Model], path: str) -> tuple[Field, bool]:
    """The field at the end of `path`, and whether anything on the way may be NULL."""
    first, _, rest = path.partition("__")
    step = model._meta.pk if first == "pk" else model._meta.get_field(first)
    if not isinstance(step, Field) or (rest and not isinstance(step, ForeignKey)):
        raise FieldDoesNotExist(f"{path} cannot be paged by: {first} is not a column.")
    if not isinstance(step, ForeignKey):
        return step, step.null
    if not rest:
        return step.target_field, step.null
    source, nullable = find_field(step.related_model, rest)
    return source, nullable or step.null


def read_path(row: Any, path: str) -> Any:
    """The value at the end of `path`; None where a relation on the way is empty."""
    for part in path.split("__"):
        row = getattr(row, part, None)
    return row.pk if isinstance(row, Model) else row


def write_value(value: Any) -> Any:
    """A value as JSON keeps it whole: times with their microseconds, identifiers as text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return value.isoformat() if isinstance(value, date | time) else str(value)
