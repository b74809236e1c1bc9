"""The log as JSON lines with its chain: what another store keeps, and anybody can verify without our database."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

from partnercenter.audit.chain import Link
from partnercenter.audit.reading import sealed_links


def export(*, after: int = 0) -> Iterator[str]:
    """A line for each sealed row behind the number `after`, in the order of the chain."""
    for batch in sealed_links(after=after):
        for link, _trace in batch:
            yield json.dumps(as_line(link), ensure_ascii=False, sort_keys=True)


def as_line(link: Link) -> dict[str, Any]:
    return {
        "sequence": link.sequence,
        "previous_hash": link.previous_hash.hex(),
        "hash": link.hash.hex(),
        "facts": link.facts,
    }


def read_export(lines: Iterable[str]) -> Iterator[Link]:
    """The links of an export. Raises ValueError or KeyError for lines that are none."""
    for line in lines:
        said = json.loads(line)
        before, own = bytes.fromhex(said["previous_hash"]), bytes.fromhex(said["hash"])
        yield Link(said["sequence"], before, own, said["facts"])
