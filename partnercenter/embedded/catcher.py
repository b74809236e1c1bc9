"""The mail catcher: a real SMTP server that delivers to nobody and keeps every message as a file.

Run as `python -m partnercenter.embedded.catcher --port 1025 --folder …`. A message is written beside its
place and moved there in one step, with the envelope in `X-Envelope-…` lines before its own headers.
"""

import argparse
import asyncio
import os
import secrets
import time
from pathlib import Path

from aiosmtpd.smtp import SMTP, Envelope, Session

LARGEST = 10 * 1024 * 1024  # bytes
# What every address without a mailbox begins with, to see what the portal makes of it; no request goes to `nobody@`.
REFUSED = ("gone@", "nobody@")
SENDER_LINE, RECIPIENT_LINE = "X-Envelope-From", "X-Envelope-To"


class Keeper:
    """What aiosmtpd calls for each message."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Every address but those that begin with one of `REFUSED`."""
        if address.lower().startswith(REFUSED):
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Keep the message; the answer 250 is given only after its file is whole."""
        keep(self.folder, envelope)
        return "250 2.0.0 Kept"


def keep(folder: Path, envelope: Envelope) -> Path:
    """Write the message with its envelope into `folder`; file names sort by arrival."""
    name = f"{time.time_ns():020d}-{secrets.token_hex(4)}"
    lines = [f"{SENDER_LINE}: {envelope.mail_from or ''}"]
    lines += [f"{RECIPIENT_LINE}: {recipient}" for recipient in envelope.rcpt_tos]
    content = envelope.original_content or b""
    draft, place = folder / f"{name}.part", folder / f"{name}.eml"
    with draft.open("wb") as file:
        file.write("\r\n".join(lines).encode() + b"\r\n" + content)
        file.flush()
        os.fsync(file.fileno())
    return draft.rename(place)


async def serve(*, port: int, folder: Path) -> None:
    """Take mail on the loopback address until cancelled."""
    folder.mkdir(parents=True, exist_ok=True)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _session(folder), host="127.0.0.1", port=port)
    async with server:
        await server.serve_forever()


def _session(folder: Path) -> SMTP:
    return SMTP(Keeper(folder), data_size_limit=LARGEST, enable_SMTPUTF8=True, ident="mail catcher")


def main() -> None:
    """Read the command line and serve."""
    parser = argparse.ArgumentParser(prog="python -m partnercenter.embedded.catcher")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    options = parser.parse_args()
    asyncio.run(serve(port=options.port, folder=options.folder))


if __name__ == "__main__":
    main()
