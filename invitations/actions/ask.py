"""A new request as page 1 makes it: in one transaction with its first link, where the role allows that."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction

from invitations.access import may_release
from invitations.actions.create import checked, made_before, refuse_taken_name, save_new
from invitations.actions.ready import first_link, make_ready
from invitations.asking import Terms
from invitations.models import Invitation, InvitationLink
from partnercenter.audit.log import one_deed
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class Asked:
    """The request; its link if that was issued just now, None for a draft and for what the same form made before."""

    invitation: Invitation
    link: InvitationLink | None


def ask(*, terms: Terms, request_key: UUID, by: PartnerMembership) -> Asked:
    """What `create` and `ready` do one after the other, with their checks and events and without a second lock.

    A row that nobody else can see yet needs none: it is inserted as it will stand, ready or, where an admin agent
    has to release it, as a draft. Raises what `create` raises.
    """
    try:
        return ask_once(terms, request_key, by=by)
    except IntegrityError:  # the unique index is the backstop: the same form came twice at once
        earlier = made_before(terms, request_key, by=by)
        if earlier is None:
            refuse_taken_name(terms, by)
            raise
        return Asked(earlier, None)


@transaction.atomic
def ask_once(terms: Terms, request_key: UUID, *, by: PartnerMembership) -> Asked:
    """One row, one link, two events, or the first result."""
    made = checked(terms, request_key, by=by)
    if made.pk is not None:
        return Asked(made, None)
    with one_deed(by.user):
        if not may_release(by, made):
            save_new(made, by=by)
            return Asked(made, None)
        make_ready(made)
        save_new(made, by=by)
        return Asked(made, first_link(made, by=by, action="invitation.readied"))
