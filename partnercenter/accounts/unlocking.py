"""An operator forgets the failed sign-ins of somebody who has to wait (decisions §9: support unlocks)."""

from allauth.core.internal.ratelimit import clear
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest

from partnercenter.accounts.models import User
from partnercenter.audit.log import record


@transaction.atomic
def unlock(*, user: User, request: HttpRequest) -> None:
    """Let the person try again at once, on every host; the log says who allowed it."""
    record("user.unlocked", about=user, by=request.user, side="operator")  # type: ignore[arg-type]
    for host in {*hosts(), request.get_host()}:
        clear(request, app="allauth.account", action="login_failed", key=f"{host}:{user.email}")


def hosts() -> list[str]:
    """Where people sign in. Clouds lie beside this room, so the registry is asked."""
    labels = apps.get_model("clouds", "CloudRegion").objects.values_list("host_label", flat=True)
    return [settings.MAIN_HOST, *(f"{label}.{settings.ACCEPTANCE_DOMAIN}" for label in labels)]
