"""`run`: the whole portal on this machine, with demo data, until Ctrl-C."""

import http.client
import time
from pathlib import Path

import environ

from partnercenter.embedded.children import Child
from partnercenter.embedded.logs import put_long_logs_aside
from partnercenter.embedded.places import CHECKOUT, DataFolder, lasting_folder
from partnercenter.embedded.portal import addresses_of, chosen_port, portal_programs
from partnercenter.embedded.ports import LOOPBACK
from partnercenter.embedded.preparing import SEED_COMMAND, prepare, printed_by
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.progress import announced, say
from partnercenter.embedded.server_user import server_user
from partnercenter.embedded.servers import NAMES, Servers
from partnercenter.embedded.signals import Stopped, stop_on_signals
from partnercenter.embedded.watching import keep_running

READY_WITHIN = 60.0  # seconds


def run(*, wanted: Path | None = None) -> int:
    """Bring everything up on the data in `wanted` (or the checkout's) and keep it up; 0 when asked to stop."""
    stop_on_signals()
    environ.Env.read_env(CHECKOUT / ".env")
    folder = lasting_folder(server_user(), wanted=wanted)
    began = time.monotonic()
    try:
        with Servers(folder, lasting=True, announce=announced) as servers:
            _serve(servers, folder, began=began)
    except Stopped:
        say("Stopped.")
    return 0


def _serve(servers: Servers, folder: DataFolder, *, began: float) -> None:
    port = chosen_port()
    put_long_logs_aside(folder.logs)
    servers.environment = addresses_of(port, folder) | servers.environment
    try:
        servers.start_missing()
        prepare(servers)
        _start_portal(servers, port)
        _print_guide(servers, seconds=time.monotonic() - began)
        keep_running(servers, [child for child in servers.children if not child.has_ended()])
    except Stopped:
        say("\nStopping …")
        raise


def _start_portal(servers: Servers, port: int) -> None:
    with servers.announce("Web server, worker, scheduler"):
        programs = portal_programs(port, folder=servers.folder, environment=servers.environment)
        started = {program.name: servers.start(program) for program in programs}
        _wait_until_ready(started["web"], port)


def _wait_until_ready(web: Child, port: int) -> None:
    deadline = time.monotonic() + READY_WITHIN
    while not _answers(port):
        if web.has_ended() or time.monotonic() > deadline:
            raise CannotStart(f"The web server did not start; its last words are in {web.program.log}.")
        time.sleep(0.2)


def _answers(port: int) -> bool:
    """Whether `/healthz` says that the portal is up."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _print_guide(servers: Servers, *, seconds: float) -> None:
    """Addresses and sign-ins: they are data, so Django commands print them."""
    own = ", ".join(name for name in NAMES if any(child.program.name == name for child in servers.children))
    say(f"\nPartner Center is ready ({seconds:.0f} s).\n")
    say(printed_by(servers, "show_addresses"))
    if SEED_COMMAND.exists():
        say("\n" + printed_by(servers, "seed_demo", "--print-sign-ins"))
    say(f"\nData and logs: {servers.folder.root} ({own or 'no embedded servers'}). Ctrl-C stops everything.\n")
