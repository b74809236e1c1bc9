"""One try: a POST with limits of its own. Never raises, follows no redirect, and reads little of the answer."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import SplitResult

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import ConnectTimeoutError, HTTPError
from urllib3.response import HTTPResponse
from urllib3.util import Timeout

from partnercenter.webhooks.reaching import Address, Unreachable, address_for, split

CONNECTING, WHOLE = 3.0, 10.0  # seconds
LARGEST_ANSWER = 2048  # bytes that are read
LONGEST_ANSWER = 500  # characters that are kept
AGENT = "PartnerCenter-Webhooks/1"


class Trouble(StrEnum):
    """Why no answer came."""

    NO_SUCH_HOST = "no_such_host"
    CLOSED_ADDRESS = "closed_address"
    NOT_SECURE = "not_secure"  # the certificate is not the name's
    NO_CONNECTION = "no_connection"
    TOO_SLOW = "too_slow"
    BROKEN_OFF = "broken_off"
    LOST = "lost"  # our own side died with it in hand


@dataclass(frozen=True)
class Reply:
    """What came of a try: the status and the first words of the answer, or why there is none."""

    status: int | None = None
    answer: str = ""
    trouble: str = ""
    milliseconds: int = 0

    @property
    def is_good(self) -> bool:
        return self.status is not None and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """The receiver says that it is there no more."""
        return self.status == 410


def post(url: str, body: bytes, headers: Mapping[str, str]) -> Reply:
    """One try. A redirect is an answer like any other that is not 2xx."""
    started = time.monotonic()
    try:
        parts = split(url)
        status, answer = exchange(parts, address_for(parts), body, headers)
        said = {"status": status, "answer": as_words(answer)}
    except Unreachable as refusal:
        said = {"trouble": refusal.code}
    except (OSError, HTTPError, ValueError, AttributeError) as problem:  # the last two: cut off while it read
        said = {"trouble": trouble_of(problem, time.monotonic() - started)}
    return Reply(**said, milliseconds=int((time.monotonic() - started) * 1000))  # type: ignore[arg-type]


def exchange(parts: SplitResult, address: Address, body: bytes, headers: Mapping[str, str]) -> tuple[int, bytes]:
    """Status and first bytes of the answer; raises what sockets, TLS and urllib3 raise."""
    connection = connection_to(parts, address)
    try:
        connection.connect()
        with cut_off_after(WHOLE, connection.sock):
            all_headers = {"Host": parts.netloc, "User-Agent": AGENT, "Content-Type": "application/json", **headers}
            target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
            connection.request(
                "POST", target, body, all_headers | {"Connection": "close"}, preload_content=False, decode_content=False
            )
            response = connection.getresponse()
            return response.status, first_of(response)
    finally:
        connection.close()


def connection_to(parts: SplitResult, address: Address) -> HTTPConnection:
    """A connection to that address alone; the certificate has to be the name's."""
    limits = Timeout(connect=CONNECTING, read=WHOLE)
    if parts.scheme == "http":
        return HTTPConnection(str(address), parts.port or 80, timeout=limits.connect_timeout)
    context = ssl.create_default_context()
    return HTTPSConnection(
        str(address),
        parts.port or 443,
        timeout=limits.connect_timeout,
        server_hostname=parts.hostname,
        ssl_context=context,
    )


@contextmanager
def cut_off_after(seconds: float, sock: socket.socket | None) -> Iterator[None]:
    """End the connection when the time is over, however steadily single bytes drip in."""
    assert sock is not None  # noqa: S101 - connected
    sock.settimeout(seconds)
    watch = threading.Timer(seconds, lambda: cut(sock))
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()


def cut(sock: socket.socket) -> None:
    """Whoever reads from it reads no more."""
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


def first_of(response: HTTPResponse) -> bytes:
    """The first bytes of the answer; what cannot be read of it matters nothing, the status is here."""
    read = b""
    try:
        while len(read) < LARGEST_ANSWER and (piece := response.read1(LARGEST_ANSWER - len(read))):
            read += piece
    except (OSError, HTTPError, ValueError, AttributeError):
        return read
    return read


def as_words(answer: bytes) -> str:
    """What is kept of an answer: one printable line."""
    text = "".join(sign if sign.isprintable() else " " for sign in answer.decode("utf-8", "replace"))
    return " ".join(text.split())[:LONGEST_ANSWER]


def trouble_of(problem: Exception, took: float) -> str:
    """The code of what went wrong."""
    if isinstance(problem, ssl.SSLError):
        return Trouble.NOT_SECURE
    if took >= WHOLE or isinstance(problem, TimeoutError):
        return Trouble.TOO_SLOW
    if isinstance(problem, ConnectTimeoutError | ConnectionRefusedError) or "NewConnection" in type(problem).__name__:
        return Trouble.NO_CONNECTION
    return Trouble.BROKEN_OFF
