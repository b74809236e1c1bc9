"""Links as rows: the first of a request, and the next."""

from typing import Any, Protocol
from uuid import UUID

from django.utils import timezone

from partnercenter.links import tokens


class Linked(Protocol):
    """A request of any kind: it has a cloud, and links."""

    public_id: UUID
    cloud: Any
    links: Any


def issue_link(request: Linked, *, purpose: str, generation: int = 1) -> Any:
    """A new link row of `request.links`; only the hash of its token is kept."""
    return request.links.create(**minted_values(request, purpose=purpose, generation=generation))


def minted_values(request: Linked, *, purpose: str, generation: int = 1) -> dict[str, Any]:
    """What a new link's row holds, for those who write many at once."""
    minted = tokens.mint(request.cloud.link_prefix, purpose, request.public_id, generation)
    return {"generation": generation, "token_hash": minted.token_hash, "key_id": minted.kid, "nonce": minted.nonce}


def replace_link(request: Linked, *, purpose: str) -> Any:
    """End the living link and issue the next generation, in the caller's transaction."""
    old = request.links.get(replaced_at=None)
    old.replaced_at = timezone.now()
    old.save(update_fields=["replaced_at"])
    return issue_link(request, purpose=purpose, generation=old.generation + 1)
