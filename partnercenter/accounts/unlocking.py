"""An operator forgets the failed sign-ins of somebody who has to wait (decisions §9: support unlocks)."""

from allauth.account.adapter import get_adapter
from django.db import transaction
from django.http import HttpRequest

from partnercenter.accounts.models import User
from partnercenter.audit.log import record


@transaction.atomic
def unlock(*, user: User, request: HttpRequest) -> None:
    """Let the person try again at once, on every host; the log says who allowed it."""
    record("user.unlocked", about=user, by=request.user, side="operator")  # type: ignore[arg-type]
    get_adapter()._delete_login_attempts_cached_email(request, email=user.email)
