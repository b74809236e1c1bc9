"""`clean`: deletes the demo data of this checkout."""

from partnercenter.embedded.lock import take_lock
from partnercenter.embedded.places import lasting_folder, remove
from partnercenter.embedded.progress import say
from partnercenter.embedded.server_user import server_user


def clean() -> int:
    """Delete the data folder with everything in it; `CannotStart` while a copy runs on it."""
    folder = lasting_folder(server_user())
    with take_lock(folder):
        remove(folder)
    say(f"Deleted {folder.root}.")
    return 0
