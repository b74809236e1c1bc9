"""One copy per data folder: a lock that the kernel drops with the process that holds it."""

import fcntl
import os
import time
from pathlib import Path
from typing import IO

from partnercenter.embedded.children import born, still_lives
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.problems import CannotStart

CLEANING_TIME = 40.0  # seconds that the guard of a killed copy may need to stop its servers


def take_lock(folder: DataFolder) -> IO[str]:
    """Hold the folder until the returned file is closed; a living second copy raises `CannotStart` at once.

    The guard inherits the file, so the lock of a copy that was killed lasts until its servers have
    stopped: that is waited for.
    """
    file = folder.lock.open("a+")
    deadline = time.monotonic() + CLEANING_TIME
    while not _locked(file):
        if _holder_lives(folder.lock) or time.monotonic() > deadline:
            raise CannotStart(f"Partner Center is already running on the data in {folder.root}: stop that copy first.")
        time.sleep(0.2)
    file.seek(0)
    file.truncate()
    file.write(f"{os.getpid()} {born(os.getpid())}\n")
    file.flush()
    return file


def _locked(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _holder_lives(lock: Path) -> bool:
    """Whether the process that wrote itself into the lock is still the same living one (if unknown: yes)."""
    words = lock.read_text().split()
    return len(words) != 2 or still_lives(int(words[0]), float(words[1]))
