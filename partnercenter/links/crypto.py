"""Seals what a mail row must carry until it is sent: one-time codes and reset links (issue "main job", D31).

`OUTBOX_KEYS` is a list of secrets, the current one first; older ones still open what they sealed.
"""

import base64
import json
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from partnercenter.links.keys import MIN_SECRET_LENGTH


class SealBrokenError(ValueError):
    """The sealed bytes were changed, cut off, or sealed with a key that is gone."""


def seal(content: dict[str, Any]) -> bytes:
    """Encrypted and signed bytes of a dict that JSON can hold."""
    return _fernet().encrypt(json.dumps(content, separators=(",", ":")).encode())


def open_sealed(sealed: bytes | memoryview) -> dict[str, Any]:
    """The dict that was sealed. Raises `SealBrokenError`."""
    try:
        return json.loads(_fernet().decrypt(bytes(sealed)))
    except InvalidToken:
        raise SealBrokenError("The seal is broken.") from None


def reseal(sealed: bytes | memoryview) -> bytes:
    """The same content, sealed with the current key. Raises `SealBrokenError`."""
    try:
        return _fernet().rotate(bytes(sealed))
    except InvalidToken:
        raise SealBrokenError("The seal is broken.") from None


def is_sealed_by_current(sealed: bytes | memoryview) -> bool:
    """Whether the current key opens it, so that the older ones are not needed for it."""
    try:
        Fernet(_derived(settings.OUTBOX_KEYS[0])).decrypt(bytes(sealed))
    except InvalidToken:
        return False
    return True


def _fernet() -> MultiFernet:
    keys = settings.OUTBOX_KEYS
    if not keys or any(len(secret) < MIN_SECRET_LENGTH for secret in keys):
        raise ImproperlyConfigured(f"OUTBOX_KEYS needs a secret of at least {MIN_SECRET_LENGTH} characters.")
    return MultiFernet([Fernet(_derived(secret)) for secret in keys])


def _derived(secret: str) -> bytes:
    # Operators give secrets of any shape; Fernet wants exactly 32 bytes of its own.
    key = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"outbox/v1").derive(secret.encode())
    return base64.urlsafe_b64encode(key)
