"""Who the embedded servers run as.

PostgreSQL refuses to run as root. Started by root, the servers therefore run as an unprivileged user that
exists already (none is made), with programs and data where that user may read them. Nobody's folders are
opened up for it.
"""

import os
import pwd
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from partnercenter.embedded.problems import CannotStart

CANDIDATES = ("nobody", "daemon", "www-data")


@dataclass(frozen=True)
class ServerUser:
    """An operating system user; `switched` says that it is not the one who started us."""

    name: str
    uid: int
    gid: int
    switched: bool

    @property
    def spawn_options(self) -> dict[str, object]:
        """What `subprocess.Popen` needs to become this user."""
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.switched else {}

    def own(self, path: Path) -> None:
        """Hand the file or folder `path` itself (not what is in it) to this user."""
        if self.switched:
            os.chown(path, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Whether this user may walk into `folder`; folders that do not exist yet count as reachable."""
        return not self.switched or all(self._may_enter(step) for step in _existing_steps(folder))

    def _may_enter(self, folder: Path) -> bool:
        status = folder.stat()
        if status.st_uid == self.uid:
            return bool(status.st_mode & stat.S_IXUSR)
        return bool(status.st_mode & (stat.S_IXGRP if status.st_gid == self.gid else stat.S_IXOTH))


def server_user() -> ServerUser:
    """The user for the servers: oneself, or for root the first of `CANDIDATES` that exists."""
    if os.geteuid() != 0:
        return ServerUser(name=_own_name(), uid=os.geteuid(), gid=os.getegid(), switched=False)
    known = {entry.pw_name: entry for entry in pwd.getpwall() if entry.pw_uid != 0}
    for name in CANDIDATES:
        if name in known:
            return ServerUser(name=name, uid=known[name].pw_uid, gid=known[name].pw_gid, switched=True)
    raise CannotStart("PostgreSQL does not run as root and there is no user 'nobody' here: run as an ordinary user.")


def _own_name() -> str:
    try:
        return pwd.getpwuid(os.geteuid()).pw_name
    except KeyError:
        raise CannotStart(
            f"User {os.geteuid()} has no entry in the user table, which PostgreSQL needs: run as another."
        ) from None


def _existing_steps(folder: Path) -> Iterator[Path]:
    resolved = folder.resolve()
    return (step for step in (resolved, *resolved.parents) if step.exists())
