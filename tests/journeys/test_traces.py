"""After everything: what was mailed in confidence stands in no table, no log and no key of the broker (G9)."""

import re
from collections.abc import Iterator

import pytest
import redis
from django.core import signing

from tests.journeys.customer_steps import SESSION_SALT
from tests.journeys.person import CODE
from tests.journeys.running import Portal

TOKEN = re.compile(r"/i/([^/\s\"<>]+)/")
DATABASES_OF_BROKER = 2  # queue and cache


@pytest.fixture
def secrets(portal: Portal) -> set[bytes]:
    """Every link's token and every code that went out by mail."""
    texts = [mail.text + mail.html for mail in portal.mails()]
    found = {one for text in texts for pattern in (TOKEN, CODE) for one in pattern.findall(text)}
    if not any(len(one) > len("1234-5678") for one in found):
        pytest.skip("no journey has mailed a link before")
    return {one.encode() for one in found}


def test_no_table_holds_a_mailed_token_or_code(portal: Portal, secrets: set[bytes]) -> None:
    assert leaks(tables(portal), secrets) == []


def test_no_session_holds_a_mailed_token_or_code(portal: Portal, secrets: set[bytes]) -> None:
    """A session is packed, so that a look at its table proves nothing."""
    with portal.connect() as connection:
        rows = connection.execute("SELECT session_key, session_data FROM django_session").fetchall()
    opened = [(key, signing.loads(data, key=portal.environment["SECRET_KEY"], salt=SESSION_SALT)) for key, data in rows]
    assert leaks([(key, repr(session).encode()) for key, session in opened], secrets) == []


def test_no_log_holds_a_mailed_token_or_code(portal: Portal, secrets: set[bytes]) -> None:
    assert leaks(((log.name, log.read_bytes()) for log in portal.logs()), secrets) == []


def test_neither_queue_nor_cache_holds_a_mailed_token_or_code(portal: Portal, secrets: set[bytes]) -> None:
    assert leaks(keys(portal), secrets) == []


def leaks(stores: Iterator[tuple[str, bytes]] | list[tuple[str, bytes]], secrets: set[bytes]) -> list[str]:
    """In which stores a secret stands, as it is or in hexadecimal (as bytes are written)."""
    forms = secrets | {one.hex().encode() for one in secrets}
    return [name for name, content in stores if any(form in content for form in forms)]


def tables(portal: Portal) -> Iterator[tuple[str, bytes]]:
    """Every table of the database, all of its columns as text."""
    with portal.connect() as connection:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        assert len(names) > 20
        for (name,) in names:
            with connection.cursor().copy(f'COPY "{name}" TO STDOUT') as rows:
                yield name, b"".join(bytes(row) for row in rows)


def keys(portal: Portal) -> Iterator[tuple[str, bytes]]:
    """Every key of the broker and of the cache, with all that it holds."""
    for number in range(DATABASES_OF_BROKER):
        with redis.Redis.from_url(f"{portal.environment['REDIS_URL']}/{number}") as client:
            for key in client.scan_iter():
                yield f"{number}: {key!r}", key + content_of(client, key)


def content_of(client: redis.Redis, key: bytes) -> bytes:
    reads = {
        b"string": lambda: client.get(key),
        b"list": lambda: client.lrange(key, 0, -1),
        b"hash": lambda: client.hgetall(key),
        b"set": lambda: client.smembers(key),
        b"zset": lambda: client.zrange(key, 0, -1),
    }
    return repr(reads[client.type(key)]()).encode()
