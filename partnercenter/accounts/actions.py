"""What is done to an account outside of allauth's own pages. Each writes its log row in the same transaction."""

import uuid

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from partnercenter.accounts import mailing
from partnercenter.accounts.models import User
from partnercenter.audit.log import record
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient, queue_email


@transaction.atomic
def send_set_password_link(user: User, *, by: User | None) -> OutboundEmail:
    """Mail the link with which a person whom an operator registered chooses the first password (decisions §1).

    The link works once and for `PASSWORD_RESET_TIMEOUT` seconds; a later one does not end an earlier one, a password
    ends both. The token lies sealed in the mail's row until it is sent.
    """
    record("user.password_link_sent", about=user, by=by)
    return queue_email(
        "account.set_password",
        to=Recipient(email=user.email, name=user.display_name, language=mailing.short_language(user.locale)),
        about=user,
        dedupe_key=f"account.set_password:{uuid.uuid4()}",
        payload={"origin": settings.BASE_URL, "uid": urlsafe_base64_encode(force_bytes(user.pk))},
        secret={"token": default_token_generator.make_token(user)},
        give_up_at=mailing.end_of("set_password"),
    )


@transaction.atomic
def choose_password(*, user: User, password: str, by: User | None) -> User:
    """Set the password of a person who followed the mailed link, which proves the mailbox as well."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    locked.set_password(password)
    locked.save(update_fields=["password"])
    confirm_address(user=locked, by=by)
    record("user.password_chosen", about=locked, by=by)
    return locked


@transaction.atomic
def confirm_address(*, user: User, by: User | None) -> EmailAddress:
    """Mark the person's address as proven; it is the primary one and the login. Doing it twice is a no-op."""
    address, _is_new = EmailAddress.objects.get_or_create(user=user, email=user.email)
    if not (address.verified and address.primary):
        EmailAddress.objects.filter(user=user, primary=True).exclude(pk=address.pk).update(primary=False)
        address.verified = address.primary = True
        address.save(update_fields=["verified", "primary"])
        record("user.address_confirmed", about=user, by=by)
    return address


@transaction.atomic
def change_profile(*, user: User, display_name: str, locale: str, time_zone: str, by: User) -> User:
    """Change what a person says about themselves: name, language, time zone."""
    changed = {"display_name": display_name, "locale": locale, "time_zone": time_zone}
    fields = sorted(name for name, value in changed.items() if getattr(user, name) != value)
    User.objects.filter(pk=user.pk).update(**changed)
    if fields:
        record("user.profile_changed", about=user, by=by, details={"fields": fields})
    user.refresh_from_db()
    return user
