"""What a partner does to the people of a customer's directory, each time by a right that is checked and logged.

Every action takes the customer's lock first, which ending a right takes as well: a right that ended a moment ago is
seen to have ended. Use and act are one deed in the log. Raises `NoRight` (a PermissionDenied) with the reason and
the role that would serve.
"""

from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from customers.directory.models import Customer
from customers.grants.actions import use_right
from customers.grants.needs import Need
from customers.grants.rights import Right
from customers.services.actions.locking import lock_customer
from customers.services.models import DirectoryUser
from customers.services.queries import own_domains_of
from customers.services.rules.people import check_own_domain
from partnercenter.audit.log import one_deed, record
from partnercenter.canonical.emails import email_key
from partnercenter.partners.models import PartnerMembership


@dataclass(frozen=True)
class Newcomer:
    """Who is invited: country (ISO code) and language (`en`, `ja`) may be empty."""

    display_name: str
    user_name: str
    country: str = ""
    language: str = ""


@transaction.atomic
def invite_directory_user(*, customer: Customer, newcomer: Newcomer, by: PartnerMembership) -> DirectoryUser:
    """Somebody new in the directory; without licences, and no portal sign-in comes of it.

    Raises `NoRight`, `ValidationError` (`user_name_taken`, `no_own_domain`, `foreign_domain`).
    """
    with one_deed(by.user):
        current = lock_customer(customer.pk)
        user = DirectoryUser(customer=current, invited_at=timezone.now(), **asdict(newcomer))
        right = use_right(customer=current, need=Need.MANAGE_USERS, about=user.public_id, by=by)
        check_own_domain(newcomer.user_name, own_domains_of(current))
        check_name_free(current, newcomer.user_name)
        user.save(force_insert=True)
        log("directoryuser.invited", user, right, by)
        return user


@transaction.atomic
def block_directory_user(*, user: DirectoryUser, by: PartnerMembership) -> DirectoryUser:
    """The person can no longer sign in to the customer's services. Raises `NoRight`, `ValidationError` (`no_move`)."""
    with one_deed(by.user):
        current, right = lock_for(user, Need.BLOCK_USERS, by=by)
        check_move(current.is_blocked, _("%(name)s is blocked already.") % {"name": current.display_name})
        current.blocked_at = timezone.now()
        return write(current, "blocked_at", "directoryuser.blocked", right, by=by)


@transaction.atomic
def unblock_directory_user(*, user: DirectoryUser, by: PartnerMembership) -> DirectoryUser:
    """The person can sign in again. Raises as `block_directory_user`."""
    with one_deed(by.user):
        current, right = lock_for(user, Need.BLOCK_USERS, by=by)
        check_move(not current.is_blocked, _("%(name)s is not blocked.") % {"name": current.display_name})
        current.blocked_at = None
        return write(current, "blocked_at", "directoryuser.unblocked", right, by=by)


@transaction.atomic
def reset_password(*, user: DirectoryUser, by: PartnerMembership) -> DirectoryUser:
    """The password no longer counts: the person chooses a new one at the next sign-in to the customer's services.

    No password exists in this portal, so none is made, shown or sent. Raises `NoRight`.
    """
    with one_deed(by.user):
        current, right = lock_for(user, Need.RESET_PASSWORDS, by=by)
        current.password_reset_at = timezone.now()
        return write(current, "password_reset_at", "directoryuser.password_reset", right, by=by)


def lock_for(user: DirectoryUser, need: Need, *, by: PartnerMembership) -> tuple[DirectoryUser, Right]:
    """The person's row, behind the customer's lock, and the right to act on it, checked and logged under that lock."""
    customer = lock_customer(user.customer_id)
    current = DirectoryUser.objects.select_for_update(of=("self",)).select_related("customer__cloud").get(pk=user.pk)
    return current, use_right(customer=customer, need=need, about=current.public_id, by=by)


def write(current: DirectoryUser, field: str, action: str, right: Right, *, by: PartnerMembership) -> DirectoryUser:
    """One field, and its event."""
    current.save(update_fields=[field])
    log(action, current, right, by)
    return current


def check_move(is_done: bool, words: str) -> None:
    """Code `no_move`."""
    if is_done:
        raise ValidationError(words, code="no_move")


def check_name_free(customer: Customer, user_name: str) -> None:
    """A user name serves one person of a directory. Code `user_name_taken`."""
    if DirectoryUser.objects.filter(customer=customer, user_name_key=email_key(user_name)).exists():
        raise ValidationError(_("Somebody has this user name already."), code="user_name_taken")


def log(action: str, user: DirectoryUser, right: Right, by: PartnerMembership, **details: Any) -> None:
    """The event about the person, with the grant that allowed it."""
    record(
        action,
        about=user,
        by=by.user,
        side="partner",
        cloud_code=user.customer.cloud.code,
        partner_id=right.grant.partner.public_id,
        customer_id=user.customer.public_id,
        details={"grant": str(right.grant.public_id), "role": right.role, **details},
    )
