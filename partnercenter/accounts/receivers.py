"""Log rows for what allauth does: it tells by signal, inside the request that did it."""

from typing import Any

from allauth.account import signals as account
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_out
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.http import HttpRequest

from partnercenter.accounts.confirming import has_just_registered, note_confirmed
from partnercenter.accounts.devices import note_sign_in
from partnercenter.accounts.limits import begin
from partnercenter.accounts.middleware import BOUND_TO, is_bound_here
from partnercenter.accounts.models import OpenSession, User
from partnercenter.accounts.sessions import end_sessions, remember
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
    remember(request, user)
    note_sign_in(request, user)
    if has_just_registered(user):
        note_confirmed(request, user)
    note("user.signed_in", user)


@receiver(user_logged_out)
def on_signed_out(request: HttpRequest, **kwargs: Any) -> None:
    OpenSession.objects.filter(session_key=request.session.session_key or "").delete()


@receiver(account.email_confirmed)
def on_address_confirmed(email_address: Any, **kwargs: Any) -> None:
    note("user.address_confirmed", email_address.user)


@receiver(account.email_changed)
def on_address_changed(user: User, **kwargs: Any) -> None:
    note("user.address_changed", user)


@receiver([account.password_changed, account.password_set])
def on_password_changed(user: User, request: HttpRequest, **kwargs: Any) -> None:
    note("user.password_changed", user)
    end_others(request, user)


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


@receiver([mfa.authenticator_added, mfa.authenticator_removed])
def on_second_factor_changed(user: User, request: HttpRequest, **kwargs: Any) -> None:
    end_others(request, user)


def end_others(request: HttpRequest, user: User) -> None:
    """A changed way of signing in ends every other session (D27); this one goes on, perhaps under a new key."""
    remember(request, user)
    end_sessions(user=user, keep=request.session.session_key, by=user)
