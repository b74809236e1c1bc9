"""A team invites a colleague, takes that back, or gets a new member. What members are is each room's own affair."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from partnercenter.accounts.addresses import verified_keys
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.canonical.emails import email_key
from partnercenter.domains.owners import Organisation, find_owner
from partnercenter.teams import rules
from partnercenter.teams.kinds import team_kind
from partnercenter.teams.mails import tell_invited, tell_joined
from partnercenter.teams.models import TeamInvitation
from partnercenter.teams.queries import invitations_of, waiting_of

LIFE = timedelta(days=14)
Status = TeamInvitation.Status


def invite_colleague(
    *, organisation: Organisation, email: str, roles: Sequence[str], language: str, by: User
) -> TeamInvitation:
    """Invite an address for 14 days. The inviter learns nothing about accounts: who has one joins by signing in.

    Raises `ValidationError` (`team_closed`, `already_member`, `invited_already`, `too_many_invited`).
    """
    asked = {"email": email, "roles": list(roles), "language": language}
    try:
        return invite_once(organisation=organisation, asked=asked, by=by)
    except IntegrityError:  # two admins at the same moment: the second is told so
        rules.check_not_invited(waiting_of(organisation).filter(email_key=email_key(email)).first())
        raise


@transaction.atomic
def invite_once(*, organisation: Organisation, asked: dict[str, Any], by: User) -> TeamInvitation:
    key = email_key(asked["email"])
    check_may_invite(organisation, key)
    invitation = TeamInvitation.objects.create(
        **asked,
        **organisation.labels,
        cloud=organisation.cloud,
        email_key=key,
        invited_by=by,
        expires_at=timezone.now() + LIFE,
    )
    log("team_invitation.created", invitation, by=by, roles=asked["roles"])
    tell_invited(invitation)
    return invitation


def check_may_invite(organisation: Organisation, key: str) -> None:
    """The rules of an invitation, on the rows of the moment."""
    kind = team_kind(organisation.kind)
    rules.check_team_open(kind.is_open(organisation))
    expire_past(organisation)
    waiting = invitations_of(organisation).filter(status=Status.OPEN)
    members = kind.members(organisation).values_list("user__email_key", flat=True)
    rules.check_may_invite(key, members, waiting.count())
    rules.check_not_invited(waiting.filter(email_key=key).first())


def expire_past(organisation: Organisation) -> None:
    """What nobody answered in time stands in no new invitation's way."""
    past = invitations_of(organisation).filter(status=Status.OPEN, expires_at__lte=timezone.now())
    past.update(status=Status.EXPIRED, answered_at=timezone.now())


@transaction.atomic
def withdraw_invitation(*, invitation: TeamInvitation, by: User) -> TeamInvitation:
    """Take an invitation back; its link says so from then on. Raises `ValidationError` (`team_invitation_over`)."""
    locked = lock(invitation)
    rules.check_open(locked)
    settle(locked, Status.WITHDRAWN)
    log("team_invitation.withdrawn", locked, by=by)
    return locked


@transaction.atomic
def join_team(*, invitation: TeamInvitation, by: User) -> Any:
    """Make the addressee a member, with the roles of the invitation. Answers the membership.

    Raises `ValidationError` (`team_invitation_over`, `other_address`, `team_closed`).
    """
    organisation = find_owner(invitation.owner_kind, invitation.owner_id)
    assert organisation  # noqa: S101 - organisations are never deleted
    kind = team_kind(organisation.kind)
    locked = lock(invitation)
    rules.check_open(locked)
    rules.check_addressee(locked, verified_keys(by))
    rules.check_team_open(kind.is_open(organisation))
    settle(locked, Status.ACCEPTED)
    log("team_invitation.accepted", locked, by=by)
    membership = kind.add(organisation=organisation, user=by, roles=locked.roles, by=by)
    tell_joined(locked, by)
    return membership


def lock(invitation: TeamInvitation) -> TeamInvitation:
    related = TeamInvitation.objects.select_for_update(of=("self",)).select_related("cloud", "invited_by")
    return related.get(pk=invitation.pk)


def settle(invitation: TeamInvitation, status: str) -> None:
    invitation.status, invitation.answered_at = status, timezone.now()
    invitation.save(update_fields=["status", "answered_at"])


def log(action: str, invitation: TeamInvitation, *, by: User, **details: object) -> None:
    """The event of the team's organisation, with ids alone."""
    record(
        action,
        about=invitation,
        by=by,
        side=invitation.owner_kind,
        cloud_code=invitation.cloud.code,
        details=details,
        **{f"{invitation.owner_kind}_id": invitation.owner_id},
    )
