"""What a person's list of notifications shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from customers.directory.models import CustomerMembership
from partnercenter.home.queries.happenings import Happening, tell_all
from partnercenter.home.queries.viewers import Viewer
from partnercenter.notices.kinds import CUSTOMER, KINDS, PARTNER, Kind, Start, kinds_for
from partnercenter.notices.models import Notice, Preference
from partnercenter.pages.keyset import KeysetPage, paginate
from partnercenter.partners.models import PartnerMembership

SIZE = 25
Membership = PartnerMembership | CustomerMembership


@dataclass(frozen=True)
class Reader:
    """Somebody as a member of an organisation: what was told to this person there, while a member, is theirs."""

    membership: Membership

    @property
    def side(self) -> str:
        return PARTNER if isinstance(self.membership, PartnerMembership) else CUSTOMER

    @property
    def organisation(self) -> Any:
        member = self.membership
        return member.partner if isinstance(member, PartnerMembership) else member.customer

    @property
    def kinds(self) -> dict[Kind, Start]:
        """The kinds that reach the person's roles today."""
        return kinds_for(self.side, list(self.membership.roles))

    def notices(self) -> QuerySet[Notice]:
        """Everything told to the person here; without an order."""
        told = Notice.objects.filter(user=self.membership.user, organisation_id=self.organisation.public_id)
        since = told.filter(side=self.side, created_at__gte=self.membership.joined_at)
        return since.filter(kind__in=[kind.code for kind in self.kinds])

    def listed(self) -> QuerySet[Notice]:
        return self.notices().filter(is_listed=True)


@dataclass(frozen=True)
class Line:
    """A notice with its words."""

    notice: Notice
    happening: Happening

    @property
    def kind(self) -> Kind:
        return KINDS[self.notice.kind]

    @property
    def opener(self) -> str:
        """The id of the form that marks it read and goes on to its page."""
        return f"read-{self.notice.public_id}"


def page_of_notices(reader: Reader, *, kind: str, unread: bool, cursor: str) -> tuple[KeysetPage, list[Line]]:
    """One page of the list, the newest first; an unknown kind narrows nothing."""
    rows = reader.listed().select_related("event")
    if kind in KINDS:
        rows = rows.filter(kind=kind)
    if unread:
        rows = rows.filter(read_at=None)
    page = paginate(rows, order=("-id",), size=SIZE, cursor=cursor)
    return page, in_lines(reader, page.rows)


def in_lines(reader: Reader, notices: Iterable[Notice]) -> list[Line]:
    """The notices in the reader's words; as many queries for fifty as for one."""
    rows = list(notices)
    told = tell_all(Viewer(reader.organisation), [notice.event for notice in rows])
    return [Line(notice, happening) for notice, happening in zip(rows, told, strict=True)]


def chosen_by(reader: Reader) -> dict[str, Preference]:
    """What the person chose, by kind."""
    return {each.kind: each for each in Preference.objects.filter(user=reader.membership.user)}
