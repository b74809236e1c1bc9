import socket

import pytest

from partnercenter.embedded.portal import chosen_port
from partnercenter.embedded.ports import free_port, is_taken
from partnercenter.embedded.problems import CannotStart


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "8000.0", "８０００", "1 2"])
def test_what_is_no_port_is_refused_in_one_line(monkeypatch, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(CannotStart, match="PORT must be a number from 1 to 65535"):
        chosen_port()


@pytest.mark.parametrize("address", ["127.0.0.1", "0.0.0.0", "::1"])
def test_a_taken_port_is_named_with_the_way_out(monkeypatch, address):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family) as other:
        try:
            other.bind((address, 0))
        except OSError:
            pytest.skip(f"this machine has no {address}")
        other.listen()
        port = other.getsockname()[1]
        monkeypatch.setenv("PORT", str(port))
        with pytest.raises(CannotStart) as refused:
            chosen_port()
    assert str(refused.value) == f"Port {port} is in use by another program. Choose another one: PORT=8080 make run"


def test_a_free_port_is_taken_as_it_is(monkeypatch):
    port = free_port()
    monkeypatch.setenv("PORT", str(port))
    assert chosen_port() == port
    assert not is_taken(port)
