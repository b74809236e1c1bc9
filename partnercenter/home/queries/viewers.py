"""Whose log is read: a partner's, or a customer's; and which rows of the log that is."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from customers.directory.models import CustomerMembership
from partnercenter.audit.models import AuditEvent
from partnercenter.home.events import Reader, actions_for
from partnercenter.partners.models import Partner, PartnerMembership


@dataclass(frozen=True)
class Viewer:
    """The organisation that reads. Of its own side it sees people, of the other what is said there."""

    organisation: Any  # a Partner or a Customer

    @property
    def reader(self) -> Reader:
        """On which side it stands."""
        return Reader.PARTNER if isinstance(self.organisation, Partner) else Reader.CUSTOMER

    @property
    def staff(self) -> QuerySet[Any]:
        """Everybody who belongs or belonged to it."""
        if isinstance(self.organisation, Partner):
            return PartnerMembership.objects.filter(partner=self.organisation)
        return CustomerMembership.objects.filter(customer=self.organisation)

    @property
    def events(self) -> QuerySet[AuditEvent]:
        """All of its log: events under its own id, of the kinds that are its to read."""
        return self.under_its_id.filter(action__in=actions_for(self.reader))

    @property
    def under_its_id(self) -> QuerySet[AuditEvent]:
        """Every event that names it, whoever may read it."""
        return AuditEvent.objects.filter(**{f"{self.reader.value}_id": self.organisation.public_id})


@dataclass(frozen=True)
class Narrowing:
    """What a log is narrowed to; empty values narrow nothing. `until` is exclusive.

    `sides` are those of `AuditEvent.Side`; `others` are public ids of the other side's organisations, None for all.
    """

    topic: str = ""
    actor: UUID | None = None
    side: str = ""
    since: datetime | None = None
    until: datetime | None = None
    others: frozenset[UUID] | None = None

    def only(self, other: UUID) -> "Narrowing":
        """The same, of one organisation of the other side."""
        return replace(self, others=frozenset([other]))


def narrowed(viewer: Viewer, to: Narrowing) -> QuerySet[AuditEvent]:
    """The viewer's log, narrowed, without an order."""
    rows = viewer.under_its_id.filter(action__in=actions_for(viewer.reader, to.topic))
    if to.actor:
        rows = rows.filter(actor_id=to.actor)
    if to.side:
        rows = rows.filter(side=to.side)
    if to.since:
        rows = rows.filter(happened_at__gte=to.since)
    if to.until:
        rows = rows.filter(happened_at__lt=to.until)
    if to.others is not None:
        rows = rows.filter(**{f"{other_side(viewer.reader)}_id__in": to.others})
    return rows


def other_side(reader: Reader) -> str:
    """The reader's counterpart, as the log's columns call it."""
    return (Reader.CUSTOMER if reader is Reader.PARTNER else Reader.PARTNER).value
