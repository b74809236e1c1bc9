"""To whoever sent a request: its mail did not arrive (K37). One letter for all that came back in one go."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from partnercenter.accounts.models import User
from partnercenter.clouds.hosts import main_address
from partnercenter.outbox.letters import NOTICE, letter_of
from partnercenter.outbox.models import About, OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, email_row, queue_rows
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.outbox.states import delivery_state

UNDELIVERED = "requests.undelivered"
MOST_LISTED = 20


@dataclass(frozen=True)
class Lost:
    """A mail that did not arrive: what it was about, the page where that is mended, and who is to know."""

    mail: OutboundEmail
    about: About
    number: str
    page: str  # the name of the page's route
    people: Iterable[User]
    partner_id: UUID


def tell_lost(losses: Iterable[Lost]) -> None:
    """One mail to each person about everything that was lost; in the caller's transaction."""
    by_person: dict[User, list[Lost]] = defaultdict(list)
    for lost in losses:
        for user in lost.people:
            by_person[user].append(lost)
    queue_rows([row(user, of_user) for user, of_user in by_person.items()])


def row(user: User, losses: list[Lost]) -> OutboundEmail:
    """The mail to one person: numbers and pages, no addresses; these are read when it is written."""
    first = losses[0]
    listed = [
        {"mail": str(lost.mail.public_id), "number": lost.number, "page": lost.page, "about": str(lost.about.public_id)}
        for lost in losses[:MOST_LISTED]
    ]
    return email_row(
        UNDELIVERED,
        to=Recipient(user.email, user.display_name, user.locale or "en"),
        about=first.about,
        dedupe_key=f"{UNDELIVERED}:{first.mail.public_id}:{user.public_id}",
        payload={"lost": listed, "count": len(losses)},
        concerns=Concerns(first.mail.cloud_code, first.partner_id, None),
    )


@renders(UNDELIVERED)
def undelivered(email: OutboundEmail) -> Letter:
    """To whom the mails did not get, why, and where that is mended. Nothing to send where all are gone."""
    listed = email.payload["lost"]
    found = OutboundEmail.objects.filter(public_id__in=[each["mail"] for each in listed])
    mails = {str(mail.public_id): mail for mail in found}
    lost = [(each, mails[each["mail"]]) for each in listed if each["mail"] in mails]
    if not lost:
        raise NothingToSend("The mails are not there.")
    with override(email.language):
        context = about_one(*lost[0]) if email.payload["count"] == 1 else about_many(lost, email.payload["count"])
    return letter_of(NOTICE, context, email.language)


def about_one(said: dict[str, str], mail: OutboundEmail) -> dict[str, Any]:
    """The words about a single mail."""
    return {
        "subject": _("The e-mail to %(address)s did not arrive") % {"address": mail.recipient},
        "words": _("%(why)s Nobody can answer the request from there yet.")
        % {"why": str(delivery_state(mail).explanation)},
        "rows": [(_("Request"), said["number"]), (_("Recipient"), mail.recipient)],
        "address": main_address(said["page"], public_id=said["about"]),
        "button": _("Open the request"),
    }


def about_many(lost: list[tuple[dict[str, str], OutboundEmail]], count: int) -> dict[str, Any]:
    """The words about several."""
    subject = ngettext("%(count)d e-mail did not arrive", "%(count)d e-mails did not arrive", count)
    more = count - len(lost)
    closing = ngettext("And %(more)d more.", "And %(more)d more.", more) % {"more": more} if more else ""
    return {
        "subject": subject % {"count": count},
        "words": _("Check the addresses and send these requests again, or hand their links over yourself."),
        "rows": [(said["number"], mail.recipient) for said, mail in lost],
        "closing": closing,
        "address": main_address("requests"),
        "button": _("Open the requests"),
    }
