"""All rows of all our tables, before and after a deed: what was added, changed, and taken away."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models

from customers.directory.models import Customer
from partnercenter.partners.models import Partner
from tests.tenancy.canaries import own_models

Row = dict[str, Any]
Rows = dict[tuple[str, str], Row]
OWNERS = ("partner_id", "customer_id", "provider_id", "reseller_id")


def read() -> Rows:
    """Every row of ours as it stands in the database, by label of its model and key."""
    return {(model._meta.label, key): row for model in own_models() for key, row in rows_of(model)}


def rows_of(model: type[models.Model]) -> Iterable[tuple[str, Row]]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT t."{model._meta.pk.column}"::text, to_json(t)::text FROM "{model._meta.db_table}" t')
        return [(key, json.loads(row)) for key, row in cursor.fetchall()]


@dataclass(frozen=True)
class Difference:
    """What a deed did. `added` counts rows by model, `changed` names the columns by model, `gone` the models."""

    before: Rows
    after: Rows

    @property
    def added(self) -> dict[str, int]:
        found: dict[str, int] = {}
        for label, _key in self.after.keys() - self.before.keys():
            found[label] = found.get(label, 0) + 1
        return found

    @property
    def gone(self) -> set[str]:
        return {label for label, _key in self.before.keys() - self.after.keys()}

    @property
    def changed(self) -> dict[str, set[str]]:
        found: dict[str, set[str]] = {}
        for place in self.touched_rows():
            before, after = self.before[place], self.after[place]
            found.setdefault(place[0], set()).update(name for name in after if after[name] != before[name])
        return found

    def touched_rows(self) -> list[tuple[str, str]]:
        """Rows that stood before and read differently now."""
        return [place for place in self.before.keys() & self.after.keys() if self.before[place] != self.after[place]]

    def strangers(self, own: Iterable[Partner | Customer]) -> list[str]:
        """Rows, new or changed, that name a partner or customer that the deed is none of."""
        known = names_of(own)
        rows = {place: self.after[place] for place in [*self.touched_rows(), *(self.after.keys() - self.before.keys())]}
        return [
            f"{label} {key} {column}"
            for (label, key), row in rows.items()
            for column in OWNERS
            if row.get(column) is not None and (kind_of(column), row[column]) not in known
        ]


def kind_of(column: str) -> str:
    return "customer" if column == "customer_id" else "partner"


def names_of(own: Iterable[Partner | Customer]) -> set[tuple[str, Any]]:
    """Keys and public ids of the parties, as columns hold them."""
    rows = list(own)
    kinds = [row._meta.model_name or "" for row in rows]
    keys = {(kind, row.pk) for kind, row in zip(kinds, rows, strict=True)}
    return keys | {(kind, str(row.public_id)) for kind, row in zip(kinds, rows, strict=True)}
