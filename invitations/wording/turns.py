"""Whose turn it is, and what is known about it: one title and one sentence for each state of a request."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from invitations.models import Invitation
from invitations.parties import all_partners
from invitations.rules.reasons import Reason
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.turns import Turn, lost_turn
from partnercenter.pages.lives import days_left
from partnercenter.pages.times import say_last_day, say_moment
from partnercenter.partners.asking_again import asked_turn

Status = Invitation.Status


def turn_of(invitation: Invitation, lost: OutboundEmail | None = None, *, is_wanted: bool = False) -> Turn:
    """The turn of a request as the asking side sees it; `lost` is the mail that did not arrive, `is_wanted` says that
    somebody waits for a new link.
    """
    zone = invitation.partner.time_zone
    if invitation.status == Status.DRAFT:
        waits = (
            _("An admin agent has to release this draft.")
            if invitation.asks_rights
            else _("This draft is not released.")
        )
        return Turn(waits, draft_text(invitation))
    if invitation.is_open:
        if suspended := next((each for each in all_partners(invitation) if each.is_suspended), None):
            return suspended_turn(invitation, suspended.legal_name)
        left = days_left(invitation.expires_at, zone=zone) if invitation.expires_at else None
        if lost:
            return lost_turn(lost, left)
        if is_wanted:
            return asked_turn(invitation, left)
        return open_turn(invitation, say_last_day(invitation.expires_at, zone), left)  # type: ignore[arg-type]
    if is_wanted and invitation.status == Status.EXPIRED:
        return asked_turn(invitation)
    return Turn(_("This request has ended."), ended_text(invitation))


def suspended_turn(invitation: Invitation, name: str) -> Turn:
    """The request keeps its status, its link answers "not available now" (decisions §4)."""
    until = say_last_day(invitation.expires_at, invitation.partner.time_zone) if invitation.expires_at else ""
    words = _(
        "%(partner)s is suspended, so the link says “not available now”. The request keeps its status; once the "
        "suspension is lifted, it can be answered %(until)s."
    )
    return Turn(_("Nobody can answer now."), words % {"partner": name, "until": until})


def draft_text(invitation: Invitation) -> str:
    """Why a draft waits."""
    if invitation.asks_rights:
        return _("It asks for administrator rights, so it gets its link only after the release.")
    return _("It has no link yet.")


def open_turn(invitation: Invitation, until: str, left: int | None) -> Turn:
    """Ready: ours; sent: the customer's."""
    if invitation.status == Status.READY:
        text = _("Send the e-mail, or hand the link over yourself. The link works %(until)s.")
        return Turn(_("The link is issued."), text % {"until": until}, left)
    words = {"who": addressee(invitation), "until": until}
    if invitation.read_at:
        words["read"] = say_moment(invitation.read_at, invitation.partner.time_zone)
        text = _("The request was read on %(read)s. %(who)s can answer %(until)s.")
    else:
        text = _("%(who)s can answer %(until)s.")
    return Turn(_("It is the customer’s turn."), text % words, left)


def addressee(invitation: Invitation) -> str:
    """Whom the request waits for."""
    if invitation.recipient_name:
        # Japanese adds the honorific that a customer's person is due.
        return pgettext("addressee", "%(person)s") % {"person": invitation.recipient_name}
    return invitation.recipient_email or _("Whoever has the link")


def ended_text(invitation: Invitation) -> str:
    """How a request came to its end, and what that means."""
    when = say_moment(invitation.ended_at, invitation.partner.time_zone) if invitation.ended_at else ""
    words = (
        reason_text(invitation)
        or {
            Status.ACCEPTED: accepted_text(invitation),
            Status.DECLINED: _("The customer declined on %(when)s. You can ask again with a new request."),
            Status.CANCELLED: _("It was withdrawn on %(when)s. The link no longer works."),
            Status.EXPIRED: _("Nobody answered in time; it ended on %(when)s. You can ask again with a new request."),
            Status.REPLACED: _("A request with other terms took its place on %(when)s."),
        }[Status(invitation.status)]
    )
    return words % {"when": when, "limit": invitation.use_limit}


def accepted_text(invitation: Invitation) -> str:
    """What began with the acceptance."""
    if invitation.with_relationship:
        return _("The customer accepted on %(when)s. The relationship is active.")
    return _("The customer accepted on %(when)s. The rights began at once.")


def reason_text(invitation: Invitation) -> str:
    """The words of an end that has a reason of its own; empty where the status says it all."""
    if invitation.is_reusable and invitation.status == Status.ACCEPTED:
        return _("Its link reached the limit of %(limit)s acceptances on %(when)s. What was accepted stays as it is.")
    if invitation.is_reusable and invitation.status == Status.EXPIRED:
        return _("Its link stopped working on %(when)s. What was accepted with it stays as it is.")
    by_reason: dict[str, str] = {
        Reason.PARTNERSHIP_ENDED: _(
            "It was withdrawn on %(when)s, because the partnership that it went through ended. The link no longer "
            "works."
        ),
        Reason.OWNER_LEFT: _(
            "It was withdrawn on %(when)s, because its owner left and nobody took over. The link no longer works."
        ),
        Reason.OPERATOR_ASKED: _("The operator withdrew it on %(when)s, as you had asked. The link no longer works."),
        Reason.OPERATOR_REPORTED: _(
            "The operator withdrew it on %(when)s, because somebody reported it. The link no longer works."
        ),
        Reason.OPERATOR_MISTAKE: _(
            "The operator withdrew it on %(when)s, because it was made by mistake. The link no longer works."
        ),
    }
    return by_reason.get(invitation.end_reason, "")
