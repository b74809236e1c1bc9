"""A real HTTP server that receives webhooks, and misbehaves as a test says. It checks signatures by itself."""

import base64
import hashlib
import hmac
import socket
import threading
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Received:
    headers: dict[str, str]
    body: bytes

    def is_signed_with(self, secret: str) -> bool:
        """As the specification of Standard Webhooks says, not as the portal does."""
        key = base64.b64decode(secret[len("whsec_") :])
        content = b".".join(
            [self.headers["webhook-id"].encode(), self.headers["webhook-timestamp"].encode(), self.body]
        )
        expected = base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
        given = [part.partition(",") for part in self.headers["webhook-signature"].split(" ")]
        return any(version == "v1" and hmac.compare_digest(signature, expected) for version, _comma, signature in given)


@dataclass
class Receiver:
    """`statuses` are answered in turn, the last one again and again; 0 drops the connection, -1 hangs."""

    statuses: list[int] = field(default_factory=lambda: [204])
    answer: bytes = b""
    location: str = ""
    drip: float = 0  # seconds between single bytes of an endless answer
    received: list[Received] = field(default_factory=list)
    server: ThreadingHTTPServer | None = None
    hung: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        assert self.server
        return f"http://127.0.0.1:{self.server.server_address[1]}/hooks?for=us"

    @property
    def ids(self) -> list[str]:
        return [each.headers["webhook-id"] for each in self.received]

    def start(self) -> "Receiver":
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads, self.server.receiver = True, self  # type: ignore[attr-defined]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def stop(self) -> None:
        assert self.server
        self.hung.set()
        self.server.shutdown()
        self.server.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        receiver: Receiver = self.server.receiver  # type: ignore[attr-defined]
        body = self.rfile.read(int(self.headers["content-length"]))
        receiver.received.append(Received({k.lower(): v for k, v in self.headers.items()}, body))
        status = receiver.statuses.pop(0) if len(receiver.statuses) > 1 else receiver.statuses[0]
        if status <= 0:
            self.break_off(receiver, hangs=status < 0)
            return
        self.send_response(status)
        if receiver.location:
            self.send_header("Location", receiver.location)
        self.end_headers()
        self.wfile.write(receiver.answer)
        while receiver.drip and not receiver.hung.wait(receiver.drip):
            self.wfile.write(b".")

    def break_off(self, receiver: Receiver, *, hangs: bool) -> None:
        if hangs:
            receiver.hung.wait(60)
        self.connection.shutdown(socket.SHUT_RDWR)

    def do_GET(self) -> None:
        raise AssertionError("A webhook is never fetched.")

    def log_message(self, *words: object) -> None:
        """Nothing on the console."""


def until_received(receiver: Receiver, number: int, *, within: float = 30) -> None:
    began = time.monotonic()
    while len(receiver.received) < number:
        assert time.monotonic() - began < within, f"{len(receiver.received)} of {number} arrived."
        time.sleep(0.05)
