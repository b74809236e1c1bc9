"""The whole portal, brought up as `make run` brings it up."""

import http.client
import os
import pty
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from partnercenter.embedded.places import CHECKOUT
from partnercenter.embedded.ports import free_port
from tests.embedded.launch import Copy, all_gone, bare_environment, started

READY = "Ctrl-C stops everything."
pytestmark = pytest.mark.fault


def words(folder: Path) -> list[str]:
    return ["run", "--folder", str(folder)]


def get(port: int, path: str, host: str = "localhost") -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", path, headers={"Host": f"{host}:{port}"})
    return connection.getresponse()


def member(copy: Copy, word: str) -> psutil.Process:
    """The direct child whose command line has `word`."""
    children = psutil.Process(copy.popen.pid).children()
    return next(child for child in children if word in child.cmdline())


def test_brings_everything_up_repairs_what_dies_and_stops_it_all(shared_folder):
    folder = shared_folder
    port = str(free_port())
    with started(*words(folder), folder=folder, PORT=port) as copy:
        copy.waits_for(READY)
        for line in ("Database … ready (", "Demo data … ready (", "Web server, worker, scheduler … ready ("):
            assert line in copy.text()
        for host in ("", "public.", "china.", "us-government.", "germany."):
            assert f"http://{host}localhost:{port}/" in copy.text()
        assert get(int(port), "/healthz").status == 200
        assert get(int(port), "/mailbox/").status == 200
        assert get(int(port), "/no-such-page/", host="elsewhere.example").status == 400
        killed = member(copy, "worker")
        killed.kill()
        copy.waits_for("worker | ended unexpectedly (-9), starts again in 1 s")
        deadline = time.monotonic() + 10
        while not any("worker" in child.cmdline() for child in copy.family()) and time.monotonic() < deadline:
            time.sleep(0.2)
        assert member(copy, "worker").pid != killed.pid
        family = copy.family()
        copy.popen.send_signal(signal.SIGINT)
        assert copy.ends() == 0
        assert all_gone(family, within=1)
    with started(*words(folder), folder=folder, PORT=port) as again:
        again.waits_for(READY)
        assert "Static files" not in again.text()
        family = again.family()
        again.popen.kill()
        assert all_gone(family)


def test_a_closed_terminal_stops_everything(shared_folder):
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "partnercenter.embedded", *words(shared_folder)]
    # As in a terminal window: a session of its own whose terminal it is.
    enter = "import fcntl, os, sys, termios; os.setsid(); fcntl.ioctl(0, termios.TIOCSCTTY, 0)"
    enter += "; os.execv(sys.argv[1], sys.argv[1:])"
    environment = bare_environment(PORT=str(free_port()))
    copy = subprocess.Popen(
        [sys.executable, "-c", enter, *command],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=CHECKOUT,
        env=environment,
    )
    os.close(theirs)
    seen = b""
    while READY.encode() not in seen:
        seen += os.read(ours, 1000)
    family = psutil.Process(copy.pid).children(recursive=True)
    os.close(ours)
    assert copy.wait(60) == 0
    assert all_gone(family, within=1)


def test_a_taken_port_gets_one_line_before_anything_is_started(folder):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = str(other.getsockname()[1])
        with started(*words(folder), folder=folder, PORT=port) as copy:
            assert copy.ends() == 1
    line = f"Port {port} is in use by another program. Choose another one: PORT=8080 make run\n"
    assert copy.text() == line
    assert not (folder / "postgres").exists()


def test_a_second_copy_on_the_same_data_gets_one_line_and_harms_nothing(folder):
    with started("serve", "--folder", str(folder), folder=folder) as first:
        first.waits_for("Addresses are in")
        with started(*words(folder), folder=folder, PORT=str(free_port())) as second:
            assert second.ends() == 1
        assert second.text() == f"Partner Center is already running on the data in {folder}: stop that copy first.\n"
        assert first.popen.poll() is None
