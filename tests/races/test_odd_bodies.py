"""Bodies whose length is not what they say, on the wire (87): none of them holds a second request."""

import socket

import pytest

from tests.races.conftest import Portal

pytestmark = [pytest.mark.race, pytest.mark.django_db]
SMUGGLED = b"GET /smuggled/ HTTP/1.1\r\nHost: localhost\r\n\r\n"
BODIES = {
    "chunked and a length": b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n" + SMUGGLED,
    "two lengths": b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nemail" + SMUGGLED,
    "no number": b"Content-Length: five\r\n\r\nemail",
    "negative": b"Content-Length: -1\r\n\r\nemail",
    "bad chunk": b"Transfer-Encoding: chunked\r\n\r\nzz\r\nemail\r\n0\r\n\r\n",
}


def answer_of(portal: Portal, body: bytes) -> bytes:
    """All that comes back until the server closes, or has nothing more to say."""
    head = f"POST /accounts/login/ HTTP/1.1\r\nHost: localhost:{portal.port}\r\nConnection: close\r\n".encode()
    with socket.create_connection(("127.0.0.1", portal.port), timeout=60) as wire:
        wire.sendall(head + body)
        received = b""
        while part := wire.recv(65536):
            received += part
    return received


def test_a_length_that_is_not_the_bodys_is_no_second_request(portal: Portal) -> None:
    for case, body in BODIES.items():
        received = answer_of(portal, body)
        assert received.count(b"HTTP/1.1 ") <= 1, case
        assert not received or received.startswith(b"HTTP/1.1 4"), (case, received[:60])
