"""The embedded Valkey: broker (database 0) and shared cache (database 1), with a password."""

import os
import time

import redis

from partnercenter.embedded.children import Child, Program, Starter
from partnercenter.embedded.keys import keys_of
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.ports import LOOPBACK, free_port
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.wheels import broker_program

READY_WITHIN = 20.0  # seconds
ATTEMPTS = 3
SETTINGS = """\
bind {host}
port {port}
requirepass {password}
dir "{folder}"
daemonize no
maxmemory-policy noeviction
appendonly no
save {save}
"""


def start_broker(folder: DataFolder, *, start: Starter, lasting: bool) -> dict[str, str]:
    """Start the server; the address has no database number yet. `lasting` keeps the queue over a stop."""
    for _ in range(ATTEMPTS):
        port = free_port()
        child = start(_program(folder, port=port, lasting=lasting))
        address = f"redis://:{keys_of(folder)['broker']}@{LOOPBACK}:{port}"
        if _becomes_ready(child, address):
            return {"REDIS_URL": address}
        child.stop()
    raise CannotStart(f"The broker did not start; its last words are in {folder.log_of('broker')}.")


def _program(folder: DataFolder, *, port: int, lasting: bool) -> Program:
    home = folder.for_server("broker")
    settings = home / "valkey.conf"
    save = "300 1" if lasting else '""'
    password = keys_of(folder)["broker"]
    settings.touch(mode=0o600)
    # The password stands in a file of the server's own: on the command line every user of the machine
    # would see it.
    settings.write_text(SETTINGS.format(host=LOOPBACK, port=port, password=password, folder=home, save=save))
    folder.user.own(settings)
    return Program(
        name="broker",
        command=[broker_program(folder), settings],
        log=folder.log_of("broker"),
        environment={"PATH": os.environ.get("PATH", os.defpath)},
        folder=home,
        user=folder.user,
    )


def _becomes_ready(child: Child, address: str) -> bool:
    """Wait until the server takes our password (which proves that it is ours), or the process ends."""
    deadline = time.monotonic() + READY_WITHIN
    with redis.Redis.from_url(address, socket_timeout=2) as client:
        while time.monotonic() < deadline and not child.has_ended():
            try:
                return bool(client.ping())
            except redis.RedisError:
                time.sleep(0.05)
    return False
