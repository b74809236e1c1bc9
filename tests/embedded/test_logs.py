from partnercenter.embedded import logs
from partnercenter.embedded.logs import LogReader, put_long_logs_aside


def test_shows_new_warnings_once_and_nothing_old(tmp_path):
    log = tmp_path / "web.log"
    log.write_text("ERROR of yesterday\n")
    reader = LogReader(log)
    with log.open("a") as file:
        file.write("INFO fine\nWARNING careful\nhalf of an ERR")
    assert reader.new_warnings() == ["WARNING careful"]
    with log.open("a") as file:
        file.write("OR\nERRORS is no level\n")
    assert reader.new_warnings() == ["half of an ERROR"]
    assert reader.new_warnings() == []


def test_many_warnings_are_cut_short(tmp_path):
    log = tmp_path / "web.log"
    reader = LogReader(log)
    log.write_text("ERROR\n" * 100)
    shown = reader.new_warnings()
    assert len(shown) == logs.LINES_AT_ONCE + 1
    assert shown[-1].startswith("… and 88 more lines in")


def test_a_log_that_does_not_exist_yet_is_no_error(tmp_path):
    assert LogReader(tmp_path / "none.log").new_warnings() == []


def test_long_logs_are_put_aside(tmp_path, monkeypatch):
    monkeypatch.setattr(logs, "LARGEST", 10)
    (tmp_path / "long.log").write_text("x" * 11)
    (tmp_path / "short.log").write_text("x")
    put_long_logs_aside(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["long.old", "short.log"]
