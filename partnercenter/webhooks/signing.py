"""Signatures in the way of Standard Webhooks (standardwebhooks.com): `v1`, HMAC-SHA256, over id, time and body."""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable
from datetime import datetime

from partnercenter.links.crypto import open_sealed, seal
from partnercenter.webhooks.models import WebhookEndpoint

PREFIX = "whsec_"
LENGTH = 32  # bytes


def new_secret() -> str:
    """A fresh secret, as the receiver keeps it."""
    return PREFIX + base64.b64encode(secrets.token_bytes(LENGTH)).decode()


def sealed(secret: str) -> bytes:
    """The secret as its column holds it."""
    return seal({"secret": secret})


def secrets_of(endpoint: WebhookEndpoint, now: datetime) -> list[str]:
    """The secrets that sign now: the present one first, the old one while the receiver may still have it."""
    columns = [endpoint.secret]
    if endpoint.old_secret is not None and endpoint.old_secret_until and now < endpoint.old_secret_until:
        columns.append(endpoint.old_secret)
    return [str(open_sealed(column)["secret"]) for column in columns]


def headers_for(message_id: str, body: bytes, keys: Iterable[str], now: datetime) -> dict[str, str]:
    """The three headers; a signature for each secret, with a space between them."""
    moment = str(int(now.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(sign(key, message_id, moment, body) for key in keys),
    }


def sign(secret: str, message_id: str, moment: str, body: bytes) -> str:
    """`v1,` and the signature in base 64."""
    key = base64.b64decode(secret.removeprefix(PREFIX))
    signed = hmac.new(key, f"{message_id}.{moment}.".encode() + body, hashlib.sha256)
    return "v1," + base64.b64encode(signed.digest()).decode()
