"""The shared cache with and without its server, dead and hung."""

import socket
import time
from collections.abc import Iterator

import pytest

from partnercenter.pages import cache as steady
from partnercenter.pages.cache import SteadyCache


def build(server: str) -> SteadyCache:
    options = {"socket_timeout": 0.3, "socket_connect_timeout": 0.3}
    return SteadyCache(server, {"OPTIONS": options})


@pytest.fixture(autouse=True)
def _no_outage() -> Iterator[None]:
    steady._Outage.until = 0.0
    yield
    steady._Outage.until = 0.0


@pytest.fixture
def hung_server() -> Iterator[str]:
    """A server that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/1"


def use(cache: SteadyCache) -> None:
    """What allauth's limits do, and the rest of the interface."""
    cache.delete("a")
    assert cache.get("a", []) == []
    assert cache.add("a", [1], 60)
    assert not cache.add("a", [2], 60)
    cache.set("b", 1, 60)
    assert cache.incr("b") == 2
    assert cache.get_many(["a", "b"]) == {"a": [1], "b": 2}
    assert cache.has_key("a")
    assert cache.touch("a", 60)
    assert cache.set_many({"c": 3}) == []
    cache.delete_many(["a", "b", "c"])
    assert cache.get("a") is None


def test_it_is_a_shared_cache_while_the_server_is_there(shared_store):
    use(build(shared_store))
    build(shared_store).set("shared", 1, 5)
    assert build(shared_store).get("shared") == 1
    assert steady._Outage.until == 0.0


def test_without_a_server_this_process_counts(caplog):
    use(build("redis://127.0.0.1:9/1"))
    assert "The cache is away" in caplog.text
    assert len(caplog.records) == 1


def test_a_hung_server_costs_one_waiting_time_not_one_a_call(hung_server):
    began = time.monotonic()
    use(build(hung_server))
    assert time.monotonic() - began < 1


def test_the_server_is_asked_again_after_the_pause(monkeypatch):
    cache = build("redis://127.0.0.1:9/1")
    cache.get("a")
    first = steady._Outage.until
    monkeypatch.setattr(time, "monotonic", lambda: first + 1)
    cache.get("a")
    assert steady._Outage.until > first


def test_no_secret_of_the_address_is_logged(caplog):
    build("redis://:very-secret@127.0.0.1:9/1").get("a")
    assert "very-secret" not in caplog.text
