"""The mails of this room: what happened, at once where no other room mails it; and the daily one."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnercenter.accounts.models import User
from partnercenter.audit.models import AuditEvent
from partnercenter.clouds.hosts import acceptance_address, main_address
from partnercenter.home.queries.happenings import in_words, tell_all
from partnercenter.home.queries.viewers import Viewer
from partnercenter.notices.kinds import PARTNER
from partnercenter.notices.members import present_member
from partnercenter.notices.models import Digest
from partnercenter.notices.queries import Line, Reader, in_lines
from partnercenter.outbox.letters import NOTICE, letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import find_zone, say_moment

TOLD, DIGEST = "notice.told", "notice.digest"
MOST_LINES = 50
MOMENT = 176  # pixels of the column in which a day takes one line


@dataclass(frozen=True)
class Told:
    """A person who is told of an event by mail at once."""

    user_id: int
    event_id: int
    side: str
    organisation_id: UUID


def queue_told(told: Sequence[Told]) -> None:
    """One mail to each person for each event."""
    users = User.objects.in_bulk({each.user_id for each in told})
    events = AuditEvent.objects.in_bulk({each.event_id for each in told})
    queue_rows([told_row(users[each.user_id], events[each.event_id], each) for each in told])


def told_row(user: User, event: AuditEvent, told: Told) -> OutboundEmail:
    return email_row(
        TOLD,
        to=Recipient(user.email, user.display_name, user.locale or "en"),
        about=event,
        dedupe_key=f"{TOLD}:{event.public_id}:{user.public_id}:{told.organisation_id}",
        payload={"side": told.side, "organisation": str(told.organisation_id)},
        concerns=Concerns(event.cloud_code, event.partner_id, event.customer_id),
    )


def queue_digest(digest: Digest, reader: Reader) -> None:
    """The day's mail; its dedupe key is the day's row."""
    user, own, is_partner = reader.membership.user, reader.organisation, reader.side == PARTNER
    concerns = Concerns(
        own.cloud.code, own.public_id if is_partner else None, None if is_partner else own.public_id
    )  # fmt: skip
    queue_rows(
        [
            email_row(
                DIGEST,
                to=Recipient(user.email, user.display_name, user.locale or getattr(own, "language", "en")),
                about=digest,
                dedupe_key=f"{DIGEST}:{digest.public_id}",
                payload={"side": reader.side, "organisation": str(own.public_id)},
                concerns=concerns,
            )
        ]
    )


def reader_of(email: OutboundEmail) -> Reader:
    """Who reads the mail, as a member still. Raises `NothingToSend` for somebody who left."""
    where = {"side": email.payload["side"], "organisation_id": email.payload["organisation"]}
    membership = present_member(**where, user__email_key=email.recipient_key)
    if membership is None:
        raise NothingToSend("The person is a member no longer.")
    return Reader(membership)


@renders(TOLD)
def told_letter(email: OutboundEmail) -> Letter:
    """What happened, in one sentence, with the way to its page, or to the list where it has none."""
    reader = reader_of(email)
    event = AuditEvent.objects.get(public_id=str(email.about_id))
    with override(email.language):
        happening = tell_all(Viewer(reader.organisation), [event])[0]
        context = {
            "subject": in_words(happening),
            "words": in_words(happening),
            "advice": happening.advice,
            "rows": [(_("When"), say_moment(event.happened_at, zone_of(reader)))],
            "address": urljoin(address_of(reader, "notices"), happening.parts["what"].url),
            "button": _("Open the page") if happening.parts["what"].url else _("Open notifications"),
            "choose": address_of(reader, "notice_preferences"),
        }
    return letter_of(NOTICE, context, email.language)


@renders(DIGEST)
def digest_letter(email: OutboundEmail) -> Letter:
    """Everything that waited for the day's mail, the newest first."""
    reader = reader_of(email)
    notices = reader.notices().filter(digest__public_id=str(email.about_id)).select_related("event").order_by("-id")
    number, shown = notices.count(), notices[:MOST_LINES]
    if not number:
        raise NothingToSend("The person may not see any of it any more.")
    with override(email.language), timezone.override(find_zone(zone_of(reader))):
        subject = ngettext("%(number)d notification for %(name)s", "%(number)d notifications for %(name)s", number)
        context = {
            "subject": subject % {"number": number, "name": reader.membership.organisation_name},
            "words": _("This happened since the last daily e-mail, the newest first."),
            "rows": [row_of(line, zone_of(reader)) for line in in_lines(reader, shown)],
            "label_width": MOMENT,
            "address": address_of(reader, "notices"),
            "button": _("Open notifications"),
            "choose": address_of(reader, "notice_preferences"),
        }
    return letter_of(NOTICE, context, email.language)


def row_of(line: Line, zone: str) -> tuple[str, str]:
    """When, and what."""
    return say_moment(line.happening.event.happened_at, zone), in_words(line.happening)


def zone_of(reader: Reader) -> str:
    return reader.membership.user.time_zone or reader.membership.time_zone


def address_of(reader: Reader, route: str) -> str:
    """A page of this room on the reader's own host."""
    if reader.side == PARTNER:
        return main_address(route)
    return acceptance_address(reader.organisation.cloud, route)
