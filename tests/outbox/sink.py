"""A mail server made for tests: it keeps what it takes, and misbehaves on demand, step by step."""

import contextlib
import socket
import socketserver
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

DROP, HANG = "drop the connection", "say nothing more"
PLEASANT = {
    "connect": "220 sink",
    "ehlo": "250 sink",
    "mail": "250 2.1.0 fine",
    "rcpt": "250 2.1.5 fine",
    "data": "354 go on",
    "content": "250 2.0.0 kept",
    "rset": "250 2.0.0 forgotten",
    "noop": "250 2.0.0 here",
    "quit": "221 2.0.0 goodbye",
}


@dataclass(frozen=True)
class Slow:
    """A reply that trickles, a byte at a time."""

    reply: str
    seconds: float


Action = str | Slow


@dataclass
class Received:
    """One message that came in whole, whatever the server said to it then."""

    sender: str
    recipients: list[str]
    content: bytes

    @property
    def message(self) -> EmailMessage:
        return message_from_bytes(self.content, policy=policy.default)  # type: ignore[return-value]


@dataclass
class Sink:
    """`script` maps steps (connect, ehlo, mail, rcpt, data, content, quit) to what happens instead."""

    script: Mapping[str, Action] = field(default_factory=dict)
    received: list[Received] = field(default_factory=list)
    connections: list[float] = field(default_factory=list)
    at_content: threading.Event = field(default_factory=threading.Event)
    port: int = 0
    _server: socketserver.ThreadingTCPServer | None = None

    def start(self) -> "Sink":
        """Listen, on the same port as before if there was one."""
        sink = self

        class Talk(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with contextlib.suppress(OSError):
                    _converse(sink, self.request, self.rfile)

        class Server(socketserver.ThreadingTCPServer):
            allow_reuse_address, daemon_threads, block_on_close = True, True, False
            request_queue_size = 64

        self._server = Server(("127.0.0.1", self.port), Talk)
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def copies(self) -> dict[str, list[Received]]:
        """What came in, by Message-ID."""
        found: dict[str, list[Received]] = {}
        for one in list(self.received):
            found.setdefault(str(one.message["Message-ID"]), []).append(one)
        return found


def _converse(sink: Sink, wire: socket.socket, lines: "socketserver._BufferedIOBase") -> None:  # type: ignore[name-defined]
    sink.connections.append(time.monotonic())
    if not _say(sink, wire, "connect"):
        return
    sender, recipients = "", []
    while line := lines.readline():
        words = line.decode("latin-1").strip()
        verb = words[:4].lower().replace("helo", "ehlo")
        if verb == "mail":
            sender, recipients = words.partition(":")[2].split()[0].strip("<>"), []
        elif verb == "rcpt":
            recipients.append(words.partition(":")[2].split()[0].strip("<>"))
        if not _say(sink, wire, verb) or verb == "quit":
            return
        if verb == "data" and _action(sink, "data") == PLEASANT["data"]:
            sink.received.append(Received(sender, recipients, _content(lines)))
            sink.at_content.set()
            if not _say(sink, wire, "content"):
                return


def _content(lines: "socketserver._BufferedIOBase") -> bytes:  # type: ignore[name-defined]
    content = b""
    while (line := lines.readline()) not in (b".\r\n", b""):
        content += line[1:] if line.startswith(b".") else line
    if not line:
        raise ConnectionError
    return content


def _action(sink: Sink, step: str) -> Action:
    return sink.script.get(step) or PLEASANT.get(step, "502 5.5.2 what")


def _say(sink: Sink, wire: socket.socket, step: str) -> bool:
    """Answer as the script says; False if this was the last word."""
    action = _action(sink, step)
    if action == DROP:
        return False
    if action == HANG:
        with contextlib.suppress(OSError):
            wire.settimeout(600)
            wire.recv(1)
        return False
    if isinstance(action, Slow):
        for sign in f"{action.reply}\r\n".encode():
            wire.sendall(bytes([sign]))
            time.sleep(action.seconds)
        return True
    wire.sendall(f"{action}\r\n".encode())
    return not action.startswith("421")
