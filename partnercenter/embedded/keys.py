"""Passwords and keys of one data folder: made at random on its first start and kept beside the data."""

import json
import os
import secrets

from partnercenter.embedded.places import DataFolder

NAMES = ("superuser", "owner", "app", "broker", "SECRET_KEY", "LINK_KEYS", "OUTBOX_KEYS")


def keys_of(folder: DataFolder) -> dict[str, str]:
    """The folder's keys by name; the file is readable for its owner only and written in one step."""
    kept: dict[str, str] = json.loads(folder.secrets.read_text()) if folder.secrets.exists() else {}
    keys = {name: kept.get(name) or secrets.token_urlsafe(36) for name in NAMES}
    if keys != kept:
        _write(folder, keys)
    return keys


def _write(folder: DataFolder, keys: dict[str, str]) -> None:
    draft = folder.secrets.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        json.dump(keys, file)
    draft.replace(folder.secrets)
