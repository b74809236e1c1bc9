"""Words that stand nowhere else: one for each text column of each row, so that a page that shows one is caught.

A word says nothing by itself; the aviary remembers which table, column and row it was planted in, and so who may
read it (`readers`). Rows that the portal copies words into carry the copy; only the first place counts.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pgtrigger
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import IntegrityError, models, transaction

from tests.tenancy.codes import CODES
from tests.tenancy.readers import READERS, Party, Readers

ROOMS = ("partnercenter.", "customers.", "invitations")
WORD = re.compile(r"kq[a-z]{5}z", re.IGNORECASE)
FEW = {"clouds.Market": 5}  # of reference data that nobody owns, some rows say as much as all
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def own_models() -> list[type[models.Model]]:
    """Every model of ours, also one that is added tomorrow."""
    return [model for model in apps.get_models() if apps.get_app_config(model._meta.app_label).name.startswith(ROOMS)]


def text_columns(model: type[models.Model]) -> list[str]:
    """The columns that can hold words: text without a list of choices, lists of it, and JSON."""
    return [column.name for column in model._meta.concrete_fields if holds_words(column)]


def holds_words(column: Any) -> bool:
    if isinstance(column, ArrayField):
        return holds_words(column.base_field)
    return isinstance(column, models.CharField | models.TextField | models.JSONField) and not column.choices


def unlisted_columns() -> list[str]:
    """Columns about which the table of readers says nothing."""
    return [
        f"{model._meta.label}.{column}"
        for model in own_models()
        for column in text_columns(model)
        if f"{model._meta.label}.{column}" not in READERS and f"{model._meta.label}.{column}" not in CODES
    ]


@dataclass(frozen=True, eq=False)
class Canary:
    """Where a word stands: `column` with table, and the row."""

    word: str
    column: str
    row: models.Model

    def __str__(self) -> str:
        return f"{self.column} of {self.row} ({self.row.pk})"

    @cached_property
    def readers(self) -> frozenset[Party] | None:
        """Who may read it, as things stand when it is first seen (None: everybody)."""
        return Readers(READERS[self.column], self.row).parties


@dataclass
class Aviary:
    """All canaries that were planted, by their word."""

    canaries: dict[str, Canary] = field(default_factory=dict)

    def plant(self) -> None:
        """A canary of its own in every text column of every row that holds none yet."""
        for model in own_models():
            columns = [name for name in text_columns(model) if f"{model._meta.label}.{name}" in READERS]
            rows = model._default_manager.all()[: FEW.get(model._meta.label)] if columns else ()
            with pgtrigger.ignore():
                for row in rows:
                    self.plant_row(row, [name for name in columns if not holds_canary(getattr(row, name))])

    def plant_row(self, row: models.Model, columns: list[str]) -> None:
        """All columns at once; where a constraint minds, one by one, leaving empty what has to be empty."""
        if columns and not self.saves(row, columns):
            for name in columns:
                assert self.saves(row, [name]) or not getattr(row, name), f"{row._meta.label}.{name} takes no canary"

    def saves(self, row: models.Model, columns: list[str]) -> bool:
        before = {name: getattr(row, name) for name in columns}
        fresh = [self.put(row, name) for name in columns]
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError:
            for name, value in before.items():
                setattr(row, name, value)
            return False
        self.canaries |= {canary.word: canary for canary in fresh}
        return True

    def put(self, row: models.Model, name: str) -> Canary:
        """Write a new word into the column of the row in memory."""
        label = f"{row._meta.label}.{name}"
        word = self.new_word()
        self.minted = self.minted + 1
        setattr(row, name, with_word(row._meta.get_field(name), getattr(row, name), word))
        return Canary(word, label, row)

    minted: int = 0

    def new_word(self) -> str:
        number, letters = self.minted, ""
        for _ in range(5):
            number, rest = divmod(number, len(LETTERS))
            letters = LETTERS[rest] + letters
        return f"kq{letters}z"

    def seen_in(self, text: str) -> set[Canary]:
        """The canaries that stand in a text."""
        words = {word.lower() for word in WORD.findall(text)}
        return {self.canaries[word] for word in words if word in self.canaries}

    def foreign_in(self, text: str, parties: Iterable[Party]) -> list[str]:
        """The canaries in a text that none of `parties` may read."""
        own = frozenset(parties)
        seen = self.seen_in(text)
        return sorted(str(canary) for canary in seen if canary.readers is not None and not canary.readers & own)

    def columns(self) -> set[str]:
        return {canary.column for canary in self.canaries.values()}

    def of_columns(self, *columns: str) -> list[Canary]:
        return [canary for canary in self.canaries.values() if canary.column in columns]


def holds_canary(value: Any) -> bool:
    """Whether a word stands in the value already; of an address only what is before the @ counts."""
    if isinstance(value, dict):  # facts hold copies of other columns
        return "canary" in value
    text = str(value)
    return bool(WORD.search(text.partition("@")[0] if "@" in text and " " not in text else text))


def with_word(column: Any, value: Any, word: str) -> Any:
    """The value with the word in it, in the column's own shape and length."""
    if isinstance(column, ArrayField):
        return [word]
    if isinstance(column, models.JSONField):
        return value | {"canary": word} if isinstance(value, dict) else value
    if isinstance(column, models.EmailField):
        return f"{word}@{str(value).partition('@')[2] or 'people.example'}"
    if column.name.endswith("domain"):
        return f"{word}.example"
    if column.name == "receipt":
        return f"A-2026-{word}"
    longer = f"{word} {value}".strip()
    return longer if len(longer) <= (column.max_length or len(longer)) else word
