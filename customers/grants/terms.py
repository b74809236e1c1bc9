"""What granular rights consist of, as asked and as granted."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class GranularTerms:
    """Roles (codes) for a number of days under a name that is the partner's own; extending by itself or not."""

    name: str
    roles: tuple[str, ...]
    days: int
    auto_extends: bool = False
