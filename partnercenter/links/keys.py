"""The secrets that tokens are made of: `LINK_KEYS`, a dict of key id to secret, the current one first (D1,
D31)."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

MIN_SECRET_LENGTH = 32


class UnknownKeyError(LookupError):
    """A row names a key id that the settings no longer hold; its link cannot be rendered again."""


def current_kid() -> str:
    """The id of the key that new links are made with. Raises `ImproperlyConfigured` if there is none."""
    kid = next(iter(settings.LINK_KEYS), None)
    if kid is None:
        raise ImproperlyConfigured("LINK_KEYS holds no key.")
    return kid


def secret_of(kid: str) -> bytes:
    """The secret of a key id, old ones included (they render links that are alive). Raises
    `UnknownKeyError`."""
    try:
        secret = settings.LINK_KEYS[kid]
    except KeyError:
        raise UnknownKeyError(kid) from None
    if len(secret) < MIN_SECRET_LENGTH:
        raise ImproperlyConfigured(f"The secret of LINK_KEYS[{kid!r}] is shorter than {MIN_SECRET_LENGTH} characters.")
    return secret.encode()
