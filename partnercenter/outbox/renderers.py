"""How a mail gets its words: a renderer by kind, registered by the app that knows them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

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


Gatherer = Callable[[Sequence[OutboundEmail]], Mapping[int, Any]]
_gatherers: dict[str, Gatherer] = {}


def gathers(kind: str) -> Callable[[Gatherer], Gatherer]:
    """Register the function that reads what many mails of `kind` are about in one go, by the mail's key."""

    def register(gatherer: Gatherer) -> Gatherer:
        _gatherers[kind] = gatherer
        return gatherer

    return register


def gather(emails: Sequence[OutboundEmail]) -> None:
    """Read what the mails of a batch are about, kind by kind, for their renderers to find (`gathered`)."""
    for kind in {email.kind for email in emails} & set(_gatherers):
        several = [email for email in emails if email.kind == kind]
        found = _gatherers[kind](several)
        for email in several:
            email.gathered = found.get(email.pk)  # type: ignore[attr-defined]


def gathered(email: OutboundEmail) -> Any:
    """What the mail's gatherer found for it; it is asked for this mail alone where nobody asked before."""
    if not hasattr(email, "gathered"):
        gather([email])
    return email.gathered  # type: ignore[attr-defined]


def render(email: OutboundEmail) -> Letter:
    """The letter of a row, in the recipient's language. KeyError for a kind that nobody registered."""
    return _renderers[email.kind](email)
