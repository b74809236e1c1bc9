"""Whether an address may be invited to a team, and whether an invitation can be answered."""

from collections.abc import Container
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from partnercenter.teams.models import TeamInvitation

MOST_OPEN = 50  # invitations that wait at once: nobody mails the world through a team


def check_may_invite(email_key: str, member_keys: Container[str], waiting: int) -> None:
    """Refuse an address that is in the team, and more open invitations than a team needs.

    Codes `already_member`, `too_many_invited`.
    """
    if email_key in member_keys:
        raise ValidationError(_("This address belongs to somebody who is in the team already."), code="already_member")
    if waiting >= MOST_OPEN:
        raise ValidationError(
            _("%(number)d invitations wait for an answer. Withdraw some of them first."),
            code="too_many_invited",
            params={"number": MOST_OPEN},
        )


def check_not_invited(invitation: TeamInvitation | None) -> None:
    """Refuse a second invitation to the same address. Code `invited_already`."""
    if invitation is not None:
        raise ValidationError(
            _("This address is invited already. To change anything, withdraw that invitation first."),
            code="invited_already",
        )


def check_open(invitation: TeamInvitation) -> None:
    """Refuse an answer to what was answered, withdrawn or has ended. Code `team_invitation_over`."""
    if not invitation.is_open:
        raise ValidationError(_("This invitation no longer works."), code="team_invitation_over")


def check_addressee(invitation: TeamInvitation, verified_keys: list[str]) -> None:
    """Only the proven owner of the mailbox joins. Code `other_address`."""
    if invitation.email_key not in verified_keys:
        raise ValidationError(_("The invitation was sent to another address."), code="other_address")


def check_not_from_directory(membership: Any) -> None:
    """Refuse to change by hand what the organisation's directory says at each sign-in. Code `from_directory`."""
    if membership.is_from_directory:
        raise ValidationError(
            _("The directory of the organisation says these roles. Change them there; they count at the next sign-in."),
            code="from_directory",
        )


def check_team_open(is_open: bool) -> None:
    """Refuse changes to the team of a suspended partner (decisions §6). Code `team_closed`."""
    if not is_open:
        raise ValidationError(
            _("The team cannot be changed at present. Ask the operator what has to be settled."), code="team_closed"
        )
