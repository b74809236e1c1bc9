import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


def odd_folder() -> Iterator[Path]:
    """An empty data folder with spaces and letters of other scripts in its path, where any user may pass."""
    parent = Path(tempfile.mkdtemp(prefix="partner center データ ", dir="/tmp"))
    parent.chmod(0o711)
    (parent / "its data").mkdir()
    yield parent / "its data"
    shutil.rmtree(parent, ignore_errors=True)


folder = pytest.fixture(odd_folder)
# For tests that need data, and not that they are fresh: the first of a module has to wait for them.
shared_folder = pytest.fixture(odd_folder, scope="module")


@pytest.fixture
def mails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the mails, as the pages see it."""
    monkeypatch.setenv("MAILBOX_FOLDER", str(tmp_path))
    return tmp_path
