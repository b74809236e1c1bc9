"""Mails about teams: to whoever is invited, to whoever invited, and to members whose roles change or end."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import override

from partnercenter.accounts.models import User
from partnercenter.domains.owners import Organisation, find_owner
from partnercenter.outbox.letters import NOTICE, letter_of
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Concerns, Recipient, queue_email
from partnercenter.outbox.renderers import Letter, NothingToSend, renders
from partnercenter.pages.times import say_day
from partnercenter.teams.kinds import page_address, team_kind
from partnercenter.teams.models import TeamInvitation

INVITED, JOINED, ROLES_CHANGED, REMOVED = "team.invited", "team.joined", "team.roles_changed", "team.removed"


def tell_invited(invitation: TeamInvitation) -> None:
    """Queue the invitation, in the language that was chosen for it."""
    queue_email(
        INVITED,
        to=Recipient(invitation.email, "", invitation.language),
        about=invitation,
        dedupe_key=f"{INVITED}:{invitation.public_id}",
        concerns=concerns(invitation.owner_kind, invitation.owner_id, invitation.cloud.code),
        give_up_at=invitation.expires_at,
    )


def tell_joined(invitation: TeamInvitation, member: User) -> None:
    """Queue the news to whoever invited."""
    inviter = invitation.invited_by
    queue_email(
        JOINED,
        to=Recipient(inviter.email, inviter.display_name, inviter.locale or "en"),
        about=invitation,
        dedupe_key=f"{JOINED}:{invitation.public_id}",
        payload={"member": str(member.public_id)},
        concerns=concerns(invitation.owner_kind, invitation.owner_id, invitation.cloud.code),
    )


def tell_roles_changed(organisation: Organisation, membership: Any, moment: str) -> None:
    """Queue what a member may do from now on. `moment` tells one change from the next."""
    tell_member(ROLES_CHANGED, organisation, membership, membership.roles, moment)


def tell_removed(organisation: Organisation, membership: Any) -> None:
    """Queue the end of a membership to the person."""
    tell_member(REMOVED, organisation, membership, membership.roles, "left")


def tell_member(kind: str, organisation: Organisation, membership: Any, roles: Sequence[str], moment: str) -> None:
    user = membership.user
    queue_email(
        kind,
        to=Recipient(user.email, user.display_name, user.locale or organisation.language),
        about=membership,
        dedupe_key=f"{kind}:{membership.public_id}:{moment}",
        payload={"kind": str(organisation.kind), "organisation": str(organisation.public_id), "roles": list(roles)},
        concerns=concerns(organisation.kind, organisation.public_id, organisation.cloud.code),
    )


def concerns(kind: str, public_id: Any, cloud_code: str) -> Concerns:
    return Concerns(cloud_code, **{f"{kind}_id": public_id})


@renders(INVITED)
def invited(email: OutboundEmail) -> Letter:
    """Who invites, as what, until when; moot once it was answered or withdrawn."""
    invitation = find(email)
    if not invitation.is_open:
        raise NothingToSend("The invitation to the team was answered, withdrawn or has ended.")
    organisation = named(invitation.owner_kind, invitation.owner_id)
    names = {"organisation": organisation.name, "person": invitation.invited_by}
    with override(email.language):
        roles = team_kind(invitation.owner_kind).say_roles(invitation.roles)
        context = {
            "subject": _("%(organisation)s invites you to its team") % names,
            "words": _(
                "%(person)s invites you to work for %(organisation)s in Partner Center. Sign in with this address, or "
                "register with it, and join."
            )
            % names,
            "rows": [
                (_("Your roles"), roles),
                (_("Invited by"), f"{invitation.invited_by} <{invitation.invited_by.email}>"),
                (_("Answer by"), say_day(invitation.expires_at.date())),
            ],
            "closing": _("If you do not expect this, ignore this e-mail. Nothing happens without you."),
            "address": page_address(invitation.owner_kind, invitation.cloud, "join_team", public_id=email.about_id),
            "button": _("See the invitation"),
        }
    return letter_of(NOTICE, context, email.language)


@renders(JOINED)
def joined(email: OutboundEmail) -> Letter:
    """Who came, with which roles."""
    invitation = find(email)
    member = User.objects.get(public_id=email.payload["member"])
    organisation = named(invitation.owner_kind, invitation.owner_id)
    with override(email.language):
        context = {
            "subject": _("%(person)s has joined %(organisation)s")
            % {"person": member, "organisation": organisation.name},
            "words": _("Your invitation was accepted."),
            "rows": [
                (_("Name"), member.display_name),
                (_("E-mail address"), member.email),
                (_("Roles"), team_kind(invitation.owner_kind).say_roles(invitation.roles)),
            ],
            "address": page_address(invitation.owner_kind, invitation.cloud, "team"),
            "button": _("Open the team"),
        }
    return letter_of(NOTICE, context, email.language)


@renders(ROLES_CHANGED)
def roles_changed(email: OutboundEmail) -> Letter:
    """What the person is now."""
    said = email.payload
    organisation = named(said["kind"], said["organisation"])
    with override(email.language):
        context = {
            "subject": _("Your roles at %(organisation)s have changed") % {"organisation": organisation.name},
            "words": _("A global admin changed them. They count from your next click; you are asked to sign in again."),
            "rows": [(_("Your roles"), team_kind(said["kind"]).say_roles(said["roles"]))],
            "address": page_address(said["kind"], organisation.cloud, "home"),
            "button": _("Open Partner Center"),
        }
    return letter_of(NOTICE, context, email.language)


@renders(REMOVED)
def removed(email: OutboundEmail) -> Letter:
    """The person is no member any more."""
    organisation = named(email.payload["kind"], email.payload["organisation"])
    names = {"organisation": organisation.name}
    with override(email.language):
        context = {
            "subject": _("You are no longer in the team of %(organisation)s") % names,
            "words": _(
                "You can no longer open its pages. Your account stays, with everything else that you belong to."
            ),
            "closing": _("If that surprises you, talk to a global admin of %(organisation)s.") % names,
        }
    return letter_of(NOTICE, context, email.language)


def find(email: OutboundEmail) -> TeamInvitation:
    """The invitation that a mail is about. Raises `NothingToSend`."""
    related = TeamInvitation.objects.select_related("cloud", "invited_by")
    found = related.filter(public_id=str(email.about_id)).first()
    if found is None:
        raise NothingToSend("The invitation to the team is not there.")
    return found


def named(kind: str, public_id: Any) -> Organisation:
    """The organisation of a team. Raises `NothingToSend` where it is gone."""
    organisation = find_owner(kind, public_id)
    if organisation is None:
        raise NothingToSend("The organisation is not there.")
    return organisation
