"""One spelling for facts that are hashed, so that anybody can hash them again: receipts, forms, erasable names."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

BETWEEN = "\x1f"  # the unit separator: no text that people enter holds it
SPELLING = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))  # kept: making one costs more


def spell(facts: Mapping[str, Any]) -> bytes:
    """The facts as JSON in UTF-8: keys in order, no spaces. The same facts give the same bytes, always."""
    return SPELLING.encode(facts).encode()


def fingerprint(facts: Mapping[str, Any]) -> str:
    """SHA-256 of `spell(facts)`, in hexadecimal: what `sha256sum` says of a file with these bytes."""
    return hashlib.sha256(spell(facts)).hexdigest()


def salted_digest(salt: bytes | memoryview, parts: Sequence[str]) -> bytes:
    """What a row that stays keeps of one that can be erased: proves `parts` while the salt stands, nothing after it."""
    return hashlib.sha256(bytes(salt) + BETWEEN.join(parts).encode()).digest()
