"""Log rows for what allauth does: it tells by signal, inside the request that did it."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from django.dispatch import receiver

from partnercenter.accounts.models import User
from partnercenter.audit.log import record


def note(action: str, user: User) -> None:
    record(action, about=user, by=user)


@receiver(account.user_signed_up)
def on_registered(user: User, **kwargs: Any) -> None:
    note("user.registered", user)


@receiver(account.user_logged_in)
def on_signed_in(user: User, **kwargs: Any) -> None:
    note("user.signed_in", user)


@receiver(account.email_confirmed)
def on_address_confirmed(email_address: Any, **kwargs: Any) -> None:
    note("user.address_confirmed", email_address.user)


@receiver(account.email_changed)
def on_address_changed(user: User, **kwargs: Any) -> None:
    note("user.address_changed", user)


@receiver([account.password_changed, account.password_set])
def on_password_changed(user: User, **kwargs: Any) -> None:
    note("user.password_changed", user)


@receiver(account.password_reset)
def on_password_reset(user: User, **kwargs: Any) -> None:
    note("user.password_reset", user)


@receiver(mfa.authenticator_added)
def on_second_factor_added(user: User, **kwargs: Any) -> None:
    note("user.second_factor_added", user)


@receiver(mfa.authenticator_removed)
def on_second_factor_removed(user: User, **kwargs: Any) -> None:
    note("user.second_factor_removed", user)
