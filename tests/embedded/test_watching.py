"""A real program that ends by itself is started again, later each time."""

import sys
import time
from pathlib import Path

import pytest

from partnercenter.embedded.children import Child, Program, start
from partnercenter.embedded.logs import LogReader
from partnercenter.embedded.watching import FIRST_PAUSE, LONGEST_PAUSE, STEADY_AFTER, Watched


class Starter:
    """Stands where the servers do: it starts programs and keeps the list."""

    def __init__(self) -> None:
        self.children: list[Child] = []

    def start(self, program: Program) -> Child:
        self.children.append(start(program))
        return self.children[-1]


@pytest.fixture
def servers():
    starter = Starter()
    yield starter
    for child in starter.children:
        child.stop()


def watched(servers: Starter, folder: Path, words: str) -> Watched:
    command = [sys.executable, "-c", words]
    program = Program(name="web", command=command, log=folder / "web.log", environment={}, folder=folder)
    return Watched(servers.start(program), LogReader(program.log))


def test_an_ended_program_is_said_and_started_again_after_a_pause_that_doubles(servers, tmp_path, capsys):
    entry = watched(servers, tmp_path, "raise SystemExit(3)")
    now = time.monotonic()
    for pause in (1, 2, 4, 8, 16, 30, 30):
        entry.child.popen.wait()
        first = entry.child.pid
        entry.look(servers, now)
        assert f"ended unexpectedly (3), starts again in {pause} s" in capsys.readouterr().out
        entry.look(servers, now + pause - 0.1)
        assert entry.child.pid == first
        now += pause
        entry.look(servers, now)
        assert entry.child.pid != first
    assert entry.pause == LONGEST_PAUSE
    assert len(servers.children) == 1


def test_a_program_that_ran_well_for_a_while_is_started_again_at_once(servers, tmp_path):
    entry = watched(servers, tmp_path, "raise SystemExit(3)")
    entry.pause = LONGEST_PAUSE
    entry.child.popen.wait()
    entry.look(servers, entry.started + STEADY_AFTER + 1)
    assert entry.pause == FIRST_PAUSE * 2


def test_warnings_of_a_program_are_shown_with_its_name(servers, tmp_path, capsys):
    entry = watched(servers, tmp_path, "print('WARNING: look here', flush=True); import time; time.sleep(60)")
    deadline = time.monotonic() + 20
    while "web | WARNING: look here" not in capsys.readouterr().out and time.monotonic() < deadline:
        entry.look(servers, time.monotonic())
        time.sleep(0.1)
    assert time.monotonic() < deadline


def test_what_an_ended_program_had_started_ends_with_it(servers, tmp_path):
    words = "import subprocess, sys; subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(300)'])"
    entry = watched(servers, tmp_path, words)
    entry.child.popen.wait()
    session = entry.child.pid
    entry.look(servers, time.monotonic())
    entry.look(servers, time.monotonic() + 60)
    from partnercenter.embedded.children import session_members

    assert session_members(session) == []
