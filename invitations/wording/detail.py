"""Everything that a request's page says, gathered with a bounded number of queries."""

from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from customers.grants.queries.roles import role_names
from invitations.access import (
    may_control,
    may_forward,
    why_not_control,
    why_not_mail,
    why_not_readdress,
    why_not_release,
)
from invitations.given import given_by
from invitations.models import Acceptance, Invitation
from invitations.queries.answers import count_uses, page_of_answers
from invitations.queries.sending import CANCELLED_MAIL, LINK_MAILS, REMINDER_MAIL, REQUEST_MAIL, mails_about
from invitations.wording.states import look_of
from invitations.wording.timeline import timeline_of
from invitations.wording.turns import turn_of
from partnercenter.outbox.timeline import mail_rows
from partnercenter.outbox.turns import is_for_address, lost_mail
from partnercenter.pages.keyset import KeysetPage
from partnercenter.partners.asking_again import is_link_wanted
from partnercenter.partners.models import PartnerMembership
from partnercenter.partners.request_rules import why_not_request

MOST_MAILS = 50
KINDS: dict[str, Promise] = {
    REQUEST_MAIL: _("Invitation"),
    REMINDER_MAIL: _("Reminder"),
    CANCELLED_MAIL: _("Withdrawal"),
}


def describe_request(invitation: Invitation, membership: PartnerMembership, cursor: str = "") -> dict[str, Any]:
    """The context of the page. Who only reads gets no mails of a provider's request (decisions §5)."""
    is_own = invitation.partner_id == membership.partner_id
    mails = list(mails_about(invitation)[:MOST_MAILS]) if is_own else []
    is_wanted = is_own and is_link_wanted(invitation)
    lost = lost_mail(mails, LINK_MAILS, read_at=invitation.read_at) if invitation.is_open else None
    return {
        "invitation": invitation,
        "is_own": is_own,
        "look": look_of(invitation),
        "turn": turn_of(invitation, lost, is_wanted=is_wanted),
        "is_link_wanted": is_wanted,
        "steps": timeline_of(invitation, mails),
        "may_remind": invitation.is_addressed and invitation.is_open,
        "mails": mail_rows(mails, KINDS),
        "answers": answers_with_rights(invitation, cursor) if is_own else None,
        "role_names": role_names(invitation.roles) if invitation.roles else [],
        "uses": count_uses(invitation) if is_own else None,
        "lost": lost,
        "wants_address": is_for_address(lost) and not why_not_readdress(membership, invitation),
        "why_not_address": why_not_readdress(membership, invitation) if is_for_address(lost) else "",
        "may_forward": may_forward(membership, invitation),
        "may_control": may_control(membership, invitation),
        "why_not_control": why_not_control(membership, invitation),
        "why_not_mail": why_not_mail(membership, invitation),
        "ask_again": address_to_ask_again(invitation) if is_own else "",
        "why_not_request": why_not_request(membership),
        "why_not_release": why_not_release(membership, invitation),
    }


def answers_with_rights(invitation: Invitation, cursor: str) -> KeysetPage[Acceptance]:
    """A page of answers, each with `given`: what it gave of that which was asked."""
    page = page_of_answers(invitation, cursor)
    for answer in page.rows:
        answer.given = given_by(answer)  # type: ignore[attr-defined]
    return page


def address_to_ask_again(invitation: Invitation) -> str:
    """Page 1 with the same addressee, for a request that came to nothing; empty for others."""
    if invitation.status not in Invitation.CAME_TO_NOTHING:
        return ""
    return f"{reverse('request_relationship')}?again={invitation.public_id}"
