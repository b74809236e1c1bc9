"""Whose directories have said a session's roles: what a directory manages counts in such sessions alone."""

from collections.abc import Iterable, MutableMapping
from typing import Any

from partnercenter.authorities.models import ConnectedTenant

SAID_BY = "directory_organisations"  # session key: public ids of organisations


def note_organisations(session: MutableMapping[str, Any], tenants: Iterable[ConnectedTenant]) -> None:
    """Remember the organisations whose directory has just said what the person is."""
    said = {*session.get(SAID_BY, ()), *(str(tenant.owner_id) for tenant in tenants)}
    session[SAID_BY] = sorted(said)


def counts_here(session: MutableMapping[str, Any], membership: Any, owner_id: object) -> bool:
    """Whether a membership counts in this session: by hand always, a directory's where the directory has said it."""
    return not membership.is_from_directory or str(owner_id) in session.get(SAID_BY, ())
