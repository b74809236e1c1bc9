"""Where a person is signed in, and how that ends (D27): the list on the account page, and what rooms above end."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from partnercenter.accounts.browsers import say_browser
from partnercenter.accounts.limits import SEEN, moment, why_over
from partnercenter.accounts.models import OpenSession, User
from partnercenter.audit.log import record
from partnercenter.audit.middleware import client_address, printable

BOUND_TO = "bound_to"  # session key: code of the cloud whose host it is, "" for the main host, OPERATORS for theirs
OPERATORS = "@operators"  # no code of a cloud
LONGEST_AGENT = 300


@dataclass(frozen=True)
class Place:
    """One session as its person reads it."""

    row: OpenSession
    browser: str
    host: str
    seen_at: datetime
    is_current: bool


def remember(request: HttpRequest, user: User) -> None:
    """Note the session that begins, or goes on under another key; forget those of the person that are over."""
    if not request.session.session_key:
        request.session.save()
    noted = OpenSession.objects.filter(user=user)
    noted.exclude(session_key__in=living_keys(noted)).delete()
    OpenSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={
            "user": user,
            "ip_address": client_address(request),
            "user_agent": printable(request.headers.get("user-agent", ""))[:LONGEST_AGENT],
        },
    )


def living_keys(noted: QuerySet[OpenSession]) -> list[str]:
    """The keys of those sessions that are still there."""
    keys = list(noted.values_list("session_key", flat=True))
    living = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    return list(living.values_list("session_key", flat=True))


def places_of(user: User, current_key: str | None) -> list[Place]:
    """Where the person is signed in, this browser first, then the newest."""
    noted = {row.session_key: row for row in OpenSession.objects.filter(user=user)}
    sessions = Session.objects.filter(session_key__in=noted, expire_date__gt=timezone.now())
    found = [place_of(noted[each.session_key], each, current_key) for each in sessions if stands(each, user)]
    return sorted(found, key=lambda place: (not place.is_current, -place.row.pk))


def stands(session: Session, user: User) -> bool:
    """Whether the session would still be taken: its password is the present one, and it is not over."""
    content = session.get_decoded()
    is_theirs = content.get("_auth_user_hash") == user.get_session_auth_hash()
    return is_theirs and why_over(content, user, timezone.now()) is None


def place_of(row: OpenSession, session: Session, current_key: str | None) -> Place:
    content = session.get_decoded()
    return Place(
        row=row,
        browser=say_browser(row.user_agent),
        host=host_name(content.get(BOUND_TO, "")),
        seen_at=moment(content.get(SEEN)) or row.began_at,
        is_current=row.session_key == current_key,
    )


def host_name(cloud_code: str) -> str:
    """The host that a session belongs to (decisions §1)."""
    if cloud_code in ("", OPERATORS):
        return str(settings.ADMIN_HOST if cloud_code else settings.MAIN_HOST)
    clouds = apps.get_model("clouds", "CloudRegion").objects  # clouds lie beside this room, so the registry is asked
    label = clouds.filter(code=cloud_code).values_list("host_label", flat=True).first()
    return f"{label}.{settings.ACCEPTANCE_DOMAIN}"


@transaction.atomic
def end_sessions(*, user: User, public_id: UUID | None = None, keep: str | None = None, by: User | None) -> int:
    """End one session of the person, or all but the one whose key is `keep`; answers how many. The next click asks
    for a sign-in."""
    rows = OpenSession.objects.filter(user=user)
    rows = rows.filter(public_id=public_id) if public_id else rows.exclude(session_key=keep or "")
    keys = list(rows.values_list("session_key", flat=True))
    rows.delete()
    Session.objects.filter(session_key__in=keys).delete()
    if keys:
        record("user.sessions_ended", about=user, by=by, details={"number": len(keys)})
    return len(keys)


def sign_out(user: User, *, by: User) -> None:
    """End every session of somebody whose roles another person changed (D27); who changes the own ones stays."""
    if user.pk != by.pk:
        end_sessions(user=user, by=by)
