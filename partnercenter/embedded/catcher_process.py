"""The mail catcher as a process of its own, so that a test can take it away and bring it back."""

import os
import smtplib
import sys
import time

from partnercenter.embedded.children import Child, Program, Starter
from partnercenter.embedded.places import CHECKOUT, DataFolder
from partnercenter.embedded.ports import LOOPBACK, free_port
from partnercenter.embedded.problems import CannotStart

READY_WITHIN = 20.0  # seconds
ATTEMPTS = 3


def start_catcher(folder: DataFolder, *, start: Starter) -> dict[str, str]:
    """Start the catcher on a free port; its address and the mails' folder come back by variable name."""
    for _ in range(ATTEMPTS):
        port = free_port()
        child = start(catcher_program(folder, port=port))
        if _becomes_ready(child, port):
            return {"EMAIL_URL": f"smtp://{LOOPBACK}:{port}", "MAILBOX_FOLDER": str(folder.mails)}
        child.stop()
    raise CannotStart(f"The mail catcher did not start; its last words are in {folder.log_of('catcher')}.")


def catcher_program(folder: DataFolder, *, port: int) -> Program:
    """What is started for a catcher on `port` that keeps its mails in the data folder."""
    words = ["--port", str(port), "--folder", str(folder.mails)]
    return Program(
        name="catcher",
        command=[sys.executable, "-m", "partnercenter.embedded.catcher", *words],
        log=folder.log_of("catcher"),
        environment=dict(os.environ),
        folder=CHECKOUT,
    )


def _becomes_ready(child: Child, port: int) -> bool:
    deadline = time.monotonic() + READY_WITHIN
    while time.monotonic() < deadline and not child.has_ended():
        try:
            with smtplib.SMTP(LOOPBACK, port, timeout=2) as client:
                client.noop()
        except OSError:
            time.sleep(0.05)
        else:
            return True
    return False
