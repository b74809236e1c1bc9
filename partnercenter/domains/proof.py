"""The proof that somebody rules over a domain: a TXT record below it that only they can set (decisions §5).

`asking` asks DNS for it.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

LABEL = "_partnercenter-challenge"
KEY = "partnercenter="


class Outcome(StrEnum):
    """What asking for the record came to."""

    FOUND = "found"
    ABSENT = "absent"
    WRONG = "wrong"
    FAILED = "failed"  # the domain's name servers answer with an error
    SILENT = "silent"  # no answer in time


@dataclass(frozen=True)
class Finding:
    """The outcome, and the values that stood there instead of ours (shortened, safe to show)."""

    outcome: Outcome
    values: tuple[str, ...] = ()


def record_name(domain: str) -> str:
    """The name of the TXT record that proves `domain`."""
    return f"{LABEL}.{domain}"


def record_value(challenge: UUID) -> str:
    """What it has to say."""
    return f"{KEY}{challenge.hex}"


def look_up(domain: str, challenge: UUID) -> Finding:
    """Ask DNS for the record."""
    from partnercenter.domains.asking import find_record  # DNS takes memory, and few processes ever ask it

    return find_record(domain, challenge)
