"""The portal's key messages, read from `key_messages.txt`.

Their wording was settled once for both languages: a page or mail that needs one uses it to the letter. What belongs to
pages that are not built yet (roles to choose from, what keeps a relationship alive) joins with them.
"""

from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).with_suffix(".txt")


class KeyMessage(NamedTuple):
    """The sentences of one message in both languages; they need not pair off."""

    name: str
    english: tuple[str, ...]
    japanese: tuple[str, ...]


def read(block: str) -> KeyMessage:
    """One message: its name after `#`, then sentences after `en:` and `ja:`."""
    name, *lines = block.strip().splitlines()
    sides = {side: tuple(line[4:] for line in lines if line.startswith(f"{side}: ")) for side in ("en", "ja")}
    return KeyMessage(name.lstrip("# "), sides["en"], sides["ja"])


KEY_MESSAGES = [read(block) for block in TABLE.read_text(encoding="utf-8").split("\n\n")[1:]]
