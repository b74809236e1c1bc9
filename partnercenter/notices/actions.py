"""What a person does with notifications. It concerns nobody else: the log keeps nothing of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models.functions import Now

from partnercenter.accounts.models import User
from partnercenter.notices.models import Notice, Preference
from partnercenter.notices.queries import Reader

KEPT = timedelta(days=365)


@dataclass(frozen=True)
class Choice:
    """What a person wants for one kind."""

    is_listed: bool
    mail: str


def mark_read(*, reader: Reader, notice: Notice) -> bool:
    """Mark one as read; False if it was."""
    return bool(reader.listed().filter(pk=notice.pk, read_at=None).update(read_at=Now()))


def mark_all_read(*, reader: Reader, until: Notice) -> int:
    """Mark as read what was told up to the one that the person saw as the newest; how many."""
    everything = Notice.objects.filter(user=reader.membership.user, organisation_id=reader.organisation.public_id)
    return everything.filter(is_listed=True, read_at=None, pk__lte=until.pk).update(read_at=Now())


@transaction.atomic
def choose(*, choices: Mapping[str, Choice], by: User) -> None:
    """Keep what a person wants, kind by kind; it holds for what happens from now on."""
    rows = [
        Preference(user=by, kind=kind, is_listed=wanted.is_listed, mail=wanted.mail) for kind, wanted in choices.items()
    ]
    Preference.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["user", "kind"], update_fields=["is_listed", "mail"]
    )


def forget_old() -> int:
    """Drop the notices of more than a year ago; the log keeps the events."""
    return Notice.objects.filter(created_at__lt=Now() - KEPT).delete()[0]
