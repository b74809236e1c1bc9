"""`serve`: PostgreSQL, broker and mail catcher alone, for developers, until a signal comes."""

import os
import signal
from pathlib import Path

from partnercenter.embedded.places import lasting_folder
from partnercenter.embedded.progress import announced
from partnercenter.embedded.server_user import server_user
from partnercenter.embedded.servers import Servers, lines_for_shell
from partnercenter.embedded.signals import Stopped, stop_on_signals


def serve(*, env_file: Path | None, wanted: Path | None) -> int:
    """Start the servers on the data in `wanted`, write their addresses to `env_file`, and wait."""
    stop_on_signals()
    folder = lasting_folder(server_user(), wanted=wanted)
    place = env_file or folder.root / "env"
    try:
        with Servers(folder, lasting=True, announce=announced) as servers:
            servers.start_missing()
            _write(place, lines_for_shell(servers.environment))
            print(f"Addresses are in {place}: source it. Ctrl-C stops the servers.", flush=True)
            while True:
                signal.pause()
    except Stopped:
        return 0


def _write(place: Path, text: str) -> None:
    """In one step, readable for its owner only: it holds passwords."""
    draft = place.with_name(f"{place.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as file:
        file.write(text)
    draft.replace(place)
