"""`exec -- COMMAND…`: fresh servers for one command; its exit code is ours."""

import os
import signal
import subprocess
from collections.abc import Sequence

from partnercenter.embedded.children import end_with_parent
from partnercenter.embedded.places import passing_folder, remove
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.progress import silent
from partnercenter.embedded.server_user import server_user
from partnercenter.embedded.servers import Servers
from partnercenter.embedded.signals import Stopped, stop_on_signals

COMMAND_NOT_FOUND = 127


def exec_command(command: Sequence[str]) -> int:
    """Run `command` with servers of its own; stop them, delete their data, return its exit code."""
    if not command:
        raise CannotStart("Say what to run: exec -- COMMAND…")
    stop_on_signals()
    folder = passing_folder(server_user())
    try:
        with Servers(folder, lasting=False, announce=silent, remove=folder.root) as servers:
            servers.start_missing()
            return _run(command, servers.environment)
    except Stopped as stopped:
        return stopped.exit_code
    finally:
        remove(folder)


def _run(command: Sequence[str], environment: dict[str, str]) -> int:
    """Run in our own process group (so that Ctrl-C reaches the command itself) and wait for its end."""
    try:
        running = subprocess.Popen(command, env=environment, preexec_fn=end_with_parent(signal.SIGTERM))
    except OSError as error:
        print(f"{command[0]}: {os.strerror(error.errno or 0)}")
        return COMMAND_NOT_FOUND
    while True:
        try:
            code = running.wait()
        except Stopped as stopped:
            if stopped.number != signal.SIGINT:  # the terminal has told the command about Ctrl-C itself
                running.send_signal(stopped.number)
        else:
            return code if code >= 0 else 128 - code
