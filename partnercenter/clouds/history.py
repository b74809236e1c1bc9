"""What has happened to the countries of a group, and what is planned, day by day."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

from partnercenter.clouds.models import Market, MarketGroup
from partnercenter.pages.sentences import listed


@dataclass
class Change:
    """The countries that enter or leave a group on one day, by name."""

    entering: list[str] = field(default_factory=list)
    leaving: list[str] = field(default_factory=list)

    def sentences(self) -> Iterator[str]:
        if self.entering:
            yield _("Enter: %(countries)s.") % {"countries": listed(self.entering)}
        if self.leaving:
            yield _("Leave: %(countries)s.") % {"countries": listed(self.leaving)}


def changes_of(group: MarketGroup) -> dict[date, Change]:
    """Every change of the group by its day, the newest first."""
    rows = Market.objects.filter(kind=group.kind).order_by("valid_from", "id")
    if group.kind == MarketGroup.Kind.CLOUD_LIST:
        rows = rows.filter(group=group)
    held: set[tuple[str, str]] = set()
    found: defaultdict[date, Change] = defaultdict(Change)
    for row in rows:
        country, enters = (row.iso2, row.name_en), row.group_id == group.pk and not row.leaves
        if enters and country not in held:
            held.add(country)
            found[row.valid_from].entering.append(row.name)
        elif not enters and country in held:
            held.discard(country)
            found[row.valid_from].leaving.append(row.name)
    return dict(sorted(found.items(), reverse=True))
