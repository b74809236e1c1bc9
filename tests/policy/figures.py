"""What the walk counts, for the lines at the end of `make walk`."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Figures:
    """Sums by title and by what is counted, and words to be read."""

    sums: dict[str, Counter[str]] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)

    def add(self, title: str, **counted: int) -> None:
        self.sums.setdefault(title, Counter()).update(counted)

    def lines(self) -> list[str]:
        """A line for each title."""
        told = [
            f"{title}: " + ", ".join(f"{n:,} {what}" for what, n in sums.items()) for title, sums in self.sums.items()
        ]
        return told + self.words


FIGURES = Figures()
