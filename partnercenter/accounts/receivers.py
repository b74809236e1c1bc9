"""Log rows for what allauth does: it tells by signal, inside the request that did it."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from partnercenter.accounts.limits import begin
from partnercenter.accounts.middleware import BOUND_TO, is_bound_here
from partnercenter.accounts.models import User
from partnercenter.audit.log import record


def note(action: str, user: User) -> None:
    record(action, about=user, by=user)


@receiver(account.user_signed_up)
def on_registered(user: User, **kwargs: Any) -> None:
    note("user.registered", user)


@receiver(account.user_logged_in)
def on_signed_in(user: User, request: HttpRequest, **kwargs: Any) -> None:
    begin(request.session)
    request.session.pop(BOUND_TO, None)
    is_bound_here(request)
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


@receiver(post_save, sender=Authenticator)
def on_second_factor_saved(instance: Authenticator, created: bool, **kwargs: Any) -> None:
    # allauth's own signal comes after the commit; the log row belongs into the transaction.
    if created:
        record("user.second_factor_added", about=instance.user, by=instance.user, details={"type": instance.type})


@receiver(post_delete, sender=Authenticator)
def on_second_factor_removed(instance: Authenticator, **kwargs: Any) -> None:
    record("user.second_factor_removed", about=instance.user, by=instance.user, details={"type": instance.type})
