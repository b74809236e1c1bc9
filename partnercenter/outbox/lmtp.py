"""The LMTP door for bounces: the mail server in front hands over what comes to the bounce address (RFC 2033).

It takes one recipient at a time, since this protocol owes an answer for each, and never more than a megabyte.
"""

import asyncio
import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import Envelope, Session
from django.db import Error, close_old_connections, connections

from partnercenter.outbox.bounces import count, take_bounce
from partnercenter.outbox.models import BounceTally
from partnercenter.outbox.reports import LARGEST
from partnercenter.outbox.returnpath import mail_of

logger = logging.getLogger(__name__)
LATER = "451 4.3.0 Try again later"
TAKEN = "250 2.0.0 Taken"


class BounceDoor:
    """What aiosmtpd calls; the database is spoken to on one thread of its own."""

    def __init__(self) -> None:
        self.thread = ThreadPoolExecutor(max_workers=1)

    async def handle_RCPT(  # noqa: N802
        self, server: LMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Only addresses that we signed, and one in a transaction."""
        if envelope.rcpt_tos:
            return "452 4.5.3 One recipient at a time"
        if mail_of(address) is None:
            await self.on_thread(count, BounceTally.Verdict.FORGED)
            return "550 5.1.1 No such address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Fine"

    async def handle_DATA(self, server: LMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Taken whatever it is, once it was looked at; later if the database is away."""
        content = envelope.original_content or b""
        return TAKEN if await self.on_thread(take_bounce, envelope.rcpt_tos[0], content) else LATER

    async def on_thread(self, action: Callable[..., object], *facts: object) -> bool:
        """Whether `action` could be done; the database may be away for a while."""
        return await asyncio.get_running_loop().run_in_executor(self.thread, attempt, action, *facts)

    def close(self) -> None:
        """Give the connection back and end the thread, after what it is at."""
        self.thread.submit(connections.close_all)
        self.thread.shutdown()


def attempt(action: Callable[..., object], *facts: object) -> bool:
    """Call `action` on a connection that lives; False if the database refuses."""
    close_old_connections()
    try:
        action(*facts)
    except Error:
        logger.exception("A bounce has to wait for the database.")
        return False
    return True


async def serve(host: str, port: int) -> None:
    """Take bounces until cancelled."""
    door = BounceDoor()
    server = await asyncio.get_running_loop().create_server(
        lambda: LMTP(door, data_size_limit=LARGEST, ident="bounces"), host=host, port=port
    )
    try:
        async with server:
            await server.serve_forever()
    finally:
        door.close()
