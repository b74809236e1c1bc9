"""The daily e-mail: once a day in the person's own zone, with what waits for it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from partnercenter.notices.mails import queue_digest, zone_of
from partnercenter.notices.members import present_member
from partnercenter.notices.models import Digest, Notice
from partnercenter.notices.queries import Reader
from partnercenter.pages.times import find_zone

HOUR = 8  # of the morning from which the day's e-mail goes out


@dataclass(frozen=True)
class Waiting:
    """A person of an organisation for whom something waits."""

    user_id: int
    organisation_id: UUID
    side: str

    def notices(self) -> QuerySet[Notice]:
        rows = Notice.objects.filter(is_for_digest=True, digest=None)
        return rows.filter(user=self.user_id, organisation_id=self.organisation_id)

    def reader(self) -> Reader | None:
        """The person as a member of the organisation; None for somebody who left it."""
        member = present_member(side=self.side, organisation_id=self.organisation_id, user=self.user_id)
        return Reader(member) if member else None


def send_due(now: datetime | None = None) -> int:
    """Queue the daily e-mails that are due; answers how many. Several workers may run it at once."""
    waiting = Notice.objects.filter(is_for_digest=True, digest=None).order_by()
    people = waiting.values_list("user", "organisation_id", "side").distinct()
    return sum(send_one(Waiting(*each), now or timezone.now()) for each in people)


@transaction.atomic
def send_one(waiting: Waiting, now: datetime) -> bool:
    """The day's e-mail to one person; False before its hour, and where the day has had one."""
    reader = waiting.reader()
    if reader is None:  # nothing is told to somebody who left
        waiting.notices().delete()
        return False
    there = now.astimezone(find_zone(zone_of(reader)))
    if there.hour < HOUR:
        return False
    row = Digest(user=reader.membership.user, organisation_id=waiting.organisation_id, day=there.date())
    Digest.objects.bulk_create([row], ignore_conflicts=True)
    digest = Digest.objects.filter(public_id=row.public_id).first()
    if digest is None:
        return False
    waiting.notices().update(digest=digest)
    queue_digest(digest, reader)
    return True
