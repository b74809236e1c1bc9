"""How many customers hear of a partner's suspension. The rooms above know them and register their count."""

from collections.abc import Callable

from partnercenter.partners.models import Partner

Count = Callable[[Partner], int]
_counts: list[Count] = []


def hears_of_suspensions(count: Count) -> Count:
    """Register who else is told when a partner is suspended or works again."""
    _counts.append(count)
    return count


def who_hears(partner: Partner) -> int:
    """How many customers are told."""
    return sum(count(partner) for count in _counts)
