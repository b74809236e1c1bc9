"""Pictures as numbers of an SVG: widths in per cent of what there is, heights in pixels. Templates write the marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from partnercenter.home.queries.figures import FEWEST, Funnel, Month

BASE, TALLEST, LEFT, STEP, WIDTH = 216, 180, 8.3, 7.72, 5.1  # of the chart: foot and height, first bar, next, breadth
TICKS = (1, 2, 5, 10, 20, 25, 50, 100)


@dataclass(frozen=True)
class Step:
    """One bar of the funnel: which step, how many, of which share, and how many were lost on the way to it."""

    name: str
    number: int
    share: int
    lost: int

    @property
    def width(self) -> str:
        return f"{self.share}%"


@dataclass(frozen=True)
class Tick:
    """A line of the grid."""

    y: int
    number: int


@dataclass(frozen=True)
class Bar:
    """A month: what ends below, what extends by itself on top of it."""

    month: Month
    x: str
    middle: str
    ending_y: int
    ending_height: int
    extending_y: int
    extending_height: int
    is_odd: bool
    is_hot: bool

    @property
    def top(self) -> int:
        """Where the number of the tallest month stands."""
        return self.extending_y - 7


@dataclass(frozen=True)
class Chart:
    bars: list[Bar]
    ticks: list[Tick]
    hot: Month | None  # with the most ends that nothing extends
    base: int = BASE
    width: str = f"{WIDTH}%"

    @property
    def is_drawn(self) -> bool:
        """Of few rights the numbers say enough."""
        return self.ending + self.extending >= FEWEST

    @property
    def ending(self) -> int:
        return sum(bar.month.ending for bar in self.bars)

    @property
    def extending(self) -> int:
        return sum(bar.month.extending for bar in self.bars)

    @property
    def is_capped(self) -> bool:
        return any(bar.month.is_capped for bar in self.bars)


def draw_funnel(funnel: Funnel) -> list[Step]:
    """Three steps; shares are of the first."""
    return [
        Step("issued", funnel.issued, 100, 0),
        Step("read", funnel.read, share(funnel.read, funnel.issued), funnel.unread),
        Step("accepted", funnel.accepted, share(funnel.accepted, funnel.issued), funnel.read_only),
    ]


def share(part: int, whole: int) -> int:
    """A share in whole per cent; 0 of nothing."""
    return round(100 * part / whole) if whole else 0


def draw_months(months: Sequence[Month]) -> Chart:
    """Twelve bars over a grid of round numbers."""
    most = max((month.whole for month in months), default=0)
    hot = max(months, key=lambda month: month.ending, default=None)
    hot = hot if hot and hot.ending else None
    bars = [draw_bar(number, month, most, is_hot=month is hot) for number, month in enumerate(months)]
    return Chart(bars, draw_ticks(most), hot)


def draw_bar(number: int, month: Month, most: int, *, is_hot: bool) -> Bar:
    ending, extending = (round(TALLEST * part / most) if most else 0 for part in (month.ending, month.extending))
    left = LEFT + STEP * number
    return Bar(
        month,
        x=f"{left:.2f}%",
        middle=f"{left + WIDTH / 2:.2f}%",
        ending_y=BASE - ending,
        ending_height=ending,
        extending_y=BASE - ending - extending,
        extending_height=extending,
        is_odd=number % 2 == 1,
        is_hot=is_hot,
    )


def draw_ticks(most: int) -> list[Tick]:
    """The foot, and at most four lines above it."""
    step = next((tick for tick in TICKS if most <= 4 * tick), TICKS[-1])
    return [Tick(BASE - round(TALLEST * number / most), number) for number in range(0, most + 1, step)] if most else []
