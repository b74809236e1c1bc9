"""Where the embedded default keeps its data.

Normally `.data` in the checkout. Where the user of the servers may not walk into the checkout (root's home,
for example), a folder of our own under /var/tmp, keyed by the checkout's path, so that a second start finds
it again.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from dataclasses import dataclass
from pathlib import Path

from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.server_user import ServerUser

CHECKOUT = Path(__file__).resolve().parent.parent.parent
SHARED_FOLDER = Path("/var/tmp")  # noqa: S108 - survives a reboot; the folder made in it is ours alone


@dataclass(frozen=True)
class DataFolder:
    """One set of data: the servers' folders, the mails, the logs and the secrets."""

    root: Path
    user: ServerUser

    @property
    def mails(self) -> Path:
        return self.root / "mails"

    @property
    def logs(self) -> Path:
        return self.root / "logs"

    @property
    def secrets(self) -> Path:
        return self.root / "secrets.json"

    @property
    def lock(self) -> Path:
        return self.root / "running"

    def for_server(self, name: str) -> Path:
        """The folder of the server `name`, made when missing, closed to all but the user of the servers."""
        folder = self.root / name
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self.user.own(folder)
        return folder

    def log_of(self, name: str) -> Path:
        return self.logs / f"{name}.log"


def lasting_folder(user: ServerUser, *, wanted: Path | None = None) -> DataFolder:
    """The folder whose data outlives the process: `wanted`, or the checkout's own."""
    root = wanted.resolve() if wanted else _folder_of_checkout(user)
    if not user.reaches(root):
        raise CannotStart(f"{user.name}, who runs the servers, may not enter {root}: choose another folder.")
    return _prepared(root, user)


def passing_folder(user: ServerUser) -> DataFolder:
    """A fresh folder for one command; the caller removes it with `remove`."""
    parents = (Path(tempfile.gettempdir()), Path("/tmp"), SHARED_FOLDER)  # noqa: S108 - mkdtemp makes it private
    parent = next((path for path in parents if path.is_dir() and user.reaches(path)), None)
    if parent is None:
        raise CannotStart(f"There is no temporary folder that {user.name}, who runs the servers, may enter.")
    return _prepared(Path(tempfile.mkdtemp(prefix="partnercenter-", dir=parent)), user)


def remove(folder: DataFolder) -> None:
    """Delete a passing folder with everything in it."""
    shutil.rmtree(folder.root, ignore_errors=True)


def _folder_of_checkout(user: ServerUser) -> Path:
    if user.reaches(CHECKOUT):
        return CHECKOUT / ".data"
    key = hashlib.sha256(os.fsencode(CHECKOUT)).hexdigest()[:12]
    return SHARED_FOLDER / f"partnercenter-{os.geteuid()}-{key}"


def _prepared(root: Path, user: ServerUser) -> DataFolder:
    """Make the folder; the users of the servers may pass through it, and only its owner may look into it."""
    folder = DataFolder(root=root, user=user)
    try:
        root.mkdir(mode=0o700, parents=True, exist_ok=True)
        _refuse_foreign(root)
        root.chmod(0o711 if user.switched else 0o700)
        for part in (folder.mails, folder.logs):
            part.mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(f"Cannot write to {root}: {error.strerror}.") from None
    return folder


def _refuse_foreign(root: Path) -> None:
    """Somebody else may have made a folder of that name in a shared place."""
    status = root.lstat()
    if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.geteuid():
        raise CannotStart(f"{root} belongs to somebody else: remove it or run as its owner.")
