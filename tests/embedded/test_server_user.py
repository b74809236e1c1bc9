import os

import pytest

from partnercenter.embedded.places import lasting_folder
from partnercenter.embedded.problems import CannotStart
from partnercenter.embedded.server_user import ServerUser, server_user

STRANGER = ServerUser(name="stranger", uid=54321, gid=54321, switched=True)


def test_root_hands_the_servers_to_somebody_else_and_all_others_run_them_themselves():
    user = server_user()
    assert user.uid != 0
    assert user.switched == (os.geteuid() == 0)


@pytest.mark.parametrize(("mode", "reached"), [(0o755, True), (0o711, True), (0o700, False), (0o750, False)])
def test_a_stranger_reaches_a_folder_only_if_every_step_lets_others_in(folder, mode, reached):
    below = folder / "closed or not" / "below"
    below.mkdir(parents=True)
    below.chmod(0o755)
    folder.chmod(0o755)
    below.parent.chmod(mode)
    assert STRANGER.reaches(below) is reached
    assert STRANGER.reaches(below / "not yet there") is reached


def test_a_folder_out_of_reach_gets_one_line_and_is_not_opened_up(folder):
    folder.chmod(0o700)
    with pytest.raises(CannotStart, match="may not enter"):
        lasting_folder(STRANGER, wanted=folder / "data")
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_of_somebody_else_is_refused(folder):
    if os.geteuid() != 0:
        pytest.skip("only root can give a folder away")
    os.chown(folder, 54321, 54321)
    with pytest.raises(CannotStart, match="belongs to somebody else"):
        lasting_folder(server_user(), wanted=folder)
