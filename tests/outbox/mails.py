"""Kinds of mail that exist in tests only, and a way to queue them."""

import os
import signal
import uuid
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from django.utils.translation import get_language

from partnercenter.links.crypto import open_sealed
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.queue import Recipient, queue_email
from partnercenter.outbox.renderers import Letter, NothingToSend, renders


@dataclass
class Subject:
    """Something that a mail is about."""

    public_id: uuid.UUID = field(default_factory=uuid.uuid4)
    _meta: Any = field(default_factory=lambda: SimpleNamespace(model_name="subject"))


def queue(kind: str = "test.letter", *, key: str = "", about: Any = None, **more: Any) -> OutboundEmail:
    """A queued mail with plausible values."""
    to = more.pop("to", Recipient("k.sato@minato-seiki.example", "Kenichi Sato", "en"))
    return queue_email(kind, to=to, about=about or Subject(), dedupe_key=key or str(uuid.uuid4()), **more)


def link_of(email: OutboundEmail) -> str:
    """Made anew at each rendering, and always the same: as a link from a row's nonce is."""
    return f"https://public.portal.example/i/{uuid.uuid5(email.public_id, 'link').hex}"


@renders("test.letter")
def letter(email: OutboundEmail) -> Letter:
    link = link_of(email)
    return Letter(
        subject="Kitakaze asks to become your reseller",
        text=f"Hello\n\n.a dot begins this line\n{link}\n",
        html=f'<p>Hello</p><p><a href="{link}">Review the request</a></p>',
        from_name="Kitakaze Systems K.K.",
        reply_to="m.tanaka@kitakaze.example",
    )


@renders("test.code")
def code(email: OutboundEmail) -> Letter:
    words = f"Your code is {open_sealed(email.secret)['code']}."
    return Letter(subject="Your code", text=words, html=f"<p>{words}</p>")


@renders("test.spoken")
def spoken(email: OutboundEmail) -> Letter:
    return Letter(subject=get_language() or "", text="x", html="x")


@renders("test.moot")
def moot(email: OutboundEmail) -> Letter:
    raise NothingToSend("The request was withdrawn.")


@renders("test.raising")
def raising(email: OutboundEmail) -> Letter:
    raise LookupError("a text that quotes /i/public_secret-token")


@renders("test.deadly")
def deadly(email: OutboundEmail) -> Letter:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


@renders("test.split_header")
def split_header(email: OutboundEmail) -> Letter:
    return Letter(subject="One\nBcc: everybody@victim.example", text="x", html="x")
