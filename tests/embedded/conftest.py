import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def folder() -> Iterator[Path]:
    """An empty data folder with spaces and letters of other scripts in its path, where any user may pass."""
    parent = Path(tempfile.mkdtemp(prefix="partner center データ ", dir="/tmp"))
    parent.chmod(0o711)
    (parent / "its data").mkdir()
    yield parent / "its data"
    shutil.rmtree(parent, ignore_errors=True)


@pytest.fixture
def mails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the mails, as the pages see it."""
    monkeypatch.setenv("MAILBOX_FOLDER", str(tmp_path))
    return tmp_path
