"""Tokens: mint, make again, hash, recognise (D1, D2, bad inputs 49-63).

A token is `<prefix>_` and 43 characters of base64url: HMAC-SHA256 over purpose, subject, generation and a
random nonce. The database holds the SHA-256 of the token, key id, nonce and generation, never the token;
so a worker that tries again and the *Copy* button make the very same link, and a copy of the database
makes none.
"""

import base64
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from uuid import UUID

from partnercenter.links.keys import current_kid, secret_of

NONCE_LENGTH = 32
MAX_TOKEN_LENGTH = 12 + 1 + 43
PREFIX_PATTERN = r"[a-z0-9][a-z0-9-]{1,11}"
# 32 bytes leave two bits unused in the 43rd character, so that only these can end a token.
TOKEN_PATTERN = PREFIX_PATTERN + r"_[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]"
TRAILING = ".,)>"

_PREFIX = re.compile(PREFIX_PATTERN)
_TOKEN = re.compile(TOKEN_PATTERN)
_LABELS = {"invitation": b"invite/v1", "partnership": b"partnership/v1"}


@dataclass(frozen=True, slots=True)
class MintedLink:
    """A new link: the token to show or mail, and the three values to store beside the generation."""

    token: str = field(repr=False)
    token_hash: bytes
    kid: str
    nonce: bytes = field(repr=False)


def mint(prefix: str, purpose: str, subject_uuid: UUID, generation: int) -> MintedLink:
    """A new link of `subject_uuid` with the current key and a fresh nonce. `prefix` is the cloud's
    `link_prefix`."""
    kid, nonce = current_kid(), secrets.token_bytes(NONCE_LENGTH)
    token = remake(prefix, purpose, subject_uuid, generation, kid, nonce)
    return MintedLink(token=token, token_hash=token_hash(token), kid=kid, nonce=nonce)


def remake(prefix: str, purpose: str, subject: UUID, generation: int, kid: str, nonce: bytes | memoryview) -> str:
    """The same token again from what the row holds. Raises `UnknownKeyError` if its key has been retired,
    `ValueError` for arguments that no row can hold."""
    nonce = bytes(nonce)
    if not _PREFIX.fullmatch(prefix) or generation < 0 or len(nonce) != NONCE_LENGTH:
        raise ValueError("Prefix, generation or nonce is out of range.")
    message = _label(purpose) + subject.bytes + generation.to_bytes(8, "big") + nonce
    digest = hmac.digest(secret_of(kid), message, "sha256")
    return f"{prefix}_{base64.urlsafe_b64encode(digest).rstrip(b'=').decode('ascii')}"


def token_hash(token: str) -> bytes:
    """The 32 bytes by which a link is stored and looked up (SHA-256; enough for 256 random bits, ASVS
    6.5.2)."""
    return hashlib.sha256(token.encode()).digest()


def recognise(text: str | None) -> str | None:
    """The token if the text is one, to the letter; None for anything else, before any look-up in the
    database."""
    if not text or len(text) > MAX_TOKEN_LENGTH:
        return None
    return text if _TOKEN.fullmatch(text) else None


def clean_trailing(text: str) -> str:
    """The text without one of the signs that mail programs take into a link behind it (54). The caller
    redirects permanently if the result is recognised; anything else is an unknown link."""
    return text[:-1] if text[-1:] and text[-1] in TRAILING else text


def _label(purpose: str) -> bytes:
    if purpose not in _LABELS:
        raise ValueError(f"Unknown purpose of a link: {purpose!r}")
    return _LABELS[purpose] + b"\x00"
