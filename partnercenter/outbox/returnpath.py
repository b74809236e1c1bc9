"""Where bounces go: an address of our own for each mail, signed, so that a bounce can be trusted (VERP, D13, D20).

Nothing that a bounce says about whom it concerns is believed; only who holds the signed address can name a mail.
"""

import hashlib
import hmac
import re
from uuid import UUID

from django.conf import settings

from partnercenter.canonical.emails import ascii_address

SIGNED = 20  # hexadecimal digits of the signature: 80 bits
TAG = re.compile(rf"([0-9a-f]{{32}})\.([0-9a-f]{{{SIGNED}}})")


def return_path(public_id: UUID) -> str:
    """The envelope's sender of a mail: `bounce+<id>.<signature>@…`, or `MAIL_FROM` without a `BOUNCE_ADDRESS`."""
    if not settings.BOUNCE_ADDRESS:
        return ascii_address(settings.MAIL_FROM)
    local, _at, domain = ascii_address(settings.BOUNCE_ADDRESS).rpartition("@")
    return f"{local}+{public_id.hex}.{signature(public_id, settings.OUTBOX_KEYS[0])}@{domain}"


def mail_of(address: str) -> UUID | None:
    """The mail whose return path this is; None for any address that we did not sign, with whichever of our keys."""
    local, _at, domain = address.strip().lower().rpartition("@")
    own_local, _at, own_domain = settings.BOUNCE_ADDRESS.lower().rpartition("@")
    base, _plus, tag = local.partition("+")
    found = TAG.fullmatch(tag)
    if not own_local or (base, domain) != (own_local, own_domain) or not found:
        return None
    public_id = UUID(found.group(1))
    signed = (signature(public_id, secret) for secret in settings.OUTBOX_KEYS)
    return public_id if any(hmac.compare_digest(found.group(2), each) for each in signed) else None


def signature(public_id: UUID, secret: str) -> str:
    """Eighty bits, in hexadecimal, so that the address survives servers that change case."""
    return hmac.new(secret.encode(), b"return-path/v1:" + public_id.bytes, hashlib.sha256).hexdigest()[:SIGNED]
