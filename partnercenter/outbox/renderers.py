"""How a mail gets its words: a renderer by kind, registered by the app that knows them."""

from collections.abc import Callable
from dataclasses import dataclass

from partnercenter.outbox.models import OutboundEmail


class NothingToSend(Exception):
    """The mail makes no sense any more (a withdrawn request, an ended link): settled without sending, with why."""


@dataclass(frozen=True)
class Letter:
    """What is sent: words only. Sender address, Message-ID, Date and the other headers are the outbox's."""

    subject: str
    text: str
    html: str
    from_name: str = "Partner Center"
    reply_to: str = ""


Renderer = Callable[[OutboundEmail], Letter]
_renderers: dict[str, Renderer] = {}


def renders(kind: str) -> Callable[[Renderer], Renderer]:
    """Register the decorated function for `kind`; a kind has one renderer."""

    def register(renderer: Renderer) -> Renderer:
        if kind in _renderers:
            raise ValueError(f"{kind} has a renderer already.")
        _renderers[kind] = renderer
        return renderer

    return register


def render(email: OutboundEmail) -> Letter:
    """The letter of a row, in the recipient's language. KeyError for a kind that nobody registered."""
    return _renderers[email.kind](email)
