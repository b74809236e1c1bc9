"""The mails about a partnership that began or ended, to the admins of both sides (decisions §7)."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.clouds.hosts import main_address
from partnercenter.outbox.letters import letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import find_zone, say_day
from partnercenter.partners.mails.answering import admins_of, queue_notices
from partnercenter.partners.models import Partner, Partnership

STARTED, ENDED = "partnership.started", "partnership.ended"


def tell_started(partnership: Partnership) -> None:
    """Tell both sides' admins of a partnership that an operator registered."""
    tell(STARTED, partnership)


def tell_ended(partnership: Partnership) -> None:
    """Tell both sides' admins."""
    tell(ENDED, partnership)


def tell(kind: str, partnership: Partnership) -> None:
    for partner in (partnership.provider, partnership.reseller):
        queue_notices(kind, partnership, partner, admins_of(partner))


@renders(STARTED)
def started_mail(email: OutboundEmail) -> Letter:
    """The two are partners, registered by the operator."""
    partnership = find_partnership(email)
    with override(email.language):
        subject = _("%(provider)s and %(reseller)s are partners now") % names_of(partnership)
    return write(email, partnership, "mail/partnerships/started", subject)


@renders(ENDED)
def ended_mail(email: OutboundEmail) -> Letter:
    """The two are partners no longer: by whom, what stays, what was withdrawn."""
    partnership = find_partnership(email)
    with override(email.language):
        subject = _("The partnership of %(provider)s and %(reseller)s has ended") % names_of(partnership)
    return write(email, partnership, "mail/partnerships/ended", subject)


def find_partnership(email: OutboundEmail) -> Partnership:
    """The partnership that a mail is about. Raises NothingToSend where it is not there."""
    found = Partnership.objects.select_related("provider", "reseller").filter(public_id=str(email.about_id)).first()
    if found is None:
        raise NothingToSend("The partnership is not there.")
    return found


def names_of(partnership: Partnership) -> dict[str, str]:
    return {"provider": partnership.provider.legal_name, "reseller": partnership.reseller.legal_name}


def write(email: OutboundEmail, partnership: Partnership, template: str, subject: str) -> Letter:
    """Subject, text and HTML in the reader's language; the day is that of the reader's side."""
    ended = partnership.ended_at or email.created_at
    with override(email.language):
        day = say_day(ended.astimezone(find_zone(reader(email, partnership).time_zone)).date())
    facts = names_of(partnership) | {
        "subject": subject,
        "side": partnership.ended_side,
        "reason": partnership.end_reason,
        "date": day,
        "address": main_address("partnership", public_id=partnership.public_id),
    }
    return letter_of(template, facts, email.language)


def reader(email: OutboundEmail, partnership: Partnership) -> Partner:
    """On whose side the reader works."""
    is_provider = email.payload["partner"] == str(partnership.provider.public_id)
    return partnership.provider if is_provider else partnership.reseller
