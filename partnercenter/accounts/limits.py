"""How long a session lasts: so long without a click, and so long in all (D26, D27)."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from partnercenter.accounts.models import User

BEGAN, SEEN = "began_at", "seen_at"  # session keys, moments in ISO form
NOTED_EVERY = 10  # a click is noted when a tenth of the idle time has passed since the last note: few rows change
# Why, for `parts/_signed_out.html`, which says the rest (K42).
IDLE: Promise = _("You were away for a while.")
OVER: Promise = _("The session had lasted its longest time.")


def idle_limit(user: User) -> timedelta:
    """The longest pause; operators, who can change everything, get a shorter one."""
    minutes = settings.OPERATOR_IDLE_MINUTES if user.is_staff else settings.SESSION_IDLE_MINUTES
    return timedelta(minutes=minutes)


def why_over(session: MutableMapping[str, Any], user: User, now: datetime) -> Promise | None:
    """Why the session has ended, in words for its person; None while it lasts. A new one begins to count."""
    began = moment(session.get(BEGAN)) or now
    seen = moment(session.get(SEEN)) or began
    if now - began >= timedelta(seconds=settings.SESSION_COOKIE_AGE):
        return OVER
    return IDLE if now - seen >= idle_limit(user) else None


def note_click(session: MutableMapping[str, Any], user: User, now: datetime) -> None:
    """Remember that the person is here; writes nothing where that was noted a moment ago."""
    session.setdefault(BEGAN, now.isoformat())
    seen = moment(session.get(SEEN))
    if seen is None or now - seen >= idle_limit(user) / NOTED_EVERY:
        session[SEEN] = now.isoformat()


def begin(session: MutableMapping[str, Any]) -> None:
    """A sign-in: both times count from now."""
    session[BEGAN] = session[SEEN] = timezone.now().isoformat()


def moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
