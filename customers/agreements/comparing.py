"""Two texts of the agreement beside each other, paragraph by paragraph."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest

from customers.agreements.models import AgreementText


@dataclass(frozen=True)
class Row:
    """A paragraph of each text; empty where the other text alone has one."""

    old: str
    new: str
    changed: bool


def compare(old: AgreementText, new: AgreementText) -> Iterator[Row]:
    """The paragraphs of both texts in order, those that are alike beside each other."""
    left, right = paragraphs(old), paragraphs(new)
    for kind, start, end, from_start, from_end in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        for one, other in zip_longest(left[start:end], right[from_start:from_end], fillvalue=""):
            yield Row(one, other, changed=kind != "equal")


def paragraphs(text: AgreementText) -> list[str]:
    """The title and every line that says something."""
    return [line.strip() for line in (text.title, *text.body.splitlines()) if line.strip()]
