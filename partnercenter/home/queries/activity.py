"""The pages of a log: a page of it, all of it for a file, and the newest for a partner's home."""

from collections.abc import Iterator

from partnercenter.home.queries.happenings import Happening, fold, tell_all
from partnercenter.home.queries.viewers import Narrowing, Viewer, narrowed
from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import Partner

MOST, SIZE, CHUNK = 8, 50, 500
NEWEST = ("-id",)
# What a partner's home tells: requests, relationships and rights, at their turns.
LATEST = (
    *("invitation.created", "invitation.readied", "invitation.released", "invitation.sent", "invitation.resent"),
    *("invitation.link_replaced", "invitation.cancelled", "invitation.expired", "invitation.read"),
    *("invitation.accepted", "invitation.declined"),
    *("relationship.started", "relationship.ended", "grant.started", "grant.ended", "grant.expired"),
)


def latest_of(partner: Partner) -> list[Happening]:
    """The newest turns in this partner's log, at most `MOST`."""
    viewer = Viewer(partner)
    return tell_all(viewer, list(viewer.under_its_id.filter(action__in=LATEST).order_by(*NEWEST)[:MOST]))


def page_of_activity(viewer: Viewer, to: Narrowing, cursor: str) -> tuple[KeysetPage, list[Happening]]:
    """One page of the narrowed log, the newest first; junk in `cursor` gives the first one."""
    page = paginate(narrowed(viewer, to), order=NEWEST, size=SIZE, cursor=cursor)
    return page, fold(tell_all(viewer, page.rows))


def all_activity(viewer: Viewer, to: Narrowing) -> Iterator[Happening]:
    """The whole narrowed log, the newest first, read piece by piece however long it is."""
    rows, before = narrowed(viewer, to).order_by(*NEWEST), None
    while piece := list((rows if before is None else rows.filter(id__lt=before))[:CHUNK]):
        yield from tell_all(viewer, piece)
        before = piece[-1].pk
