"""The points at which fault tests let a worker die exist nowhere but in the embedded default."""

import subprocess
import sys

import pytest

from partnercenter.outbox.crash import crash_at

DIE = """
import django; from django.conf import settings
settings.configure(EMBEDDED={embedded}); django.setup()
from partnercenter.outbox.crash import crash_at
crash_at("after_claim")
"""


def outcome(*, embedded: bool, point: str) -> int:
    program = DIE.format(embedded=embedded)
    return subprocess.run([sys.executable, "-c", program], env={"MAIL_CRASH_POINT": point}).returncode


@pytest.mark.parametrize(
    ("embedded", "point", "code"), [(True, "after_claim", -9), (True, "after_250", 0), (False, "after_claim", 0)]
)
def test_only_the_named_point_and_only_in_the_embedded_default(embedded, point, code):
    assert outcome(embedded=embedded, point=point) == code


def test_without_the_variable_nothing_happens(monkeypatch):
    monkeypatch.delenv("MAIL_CRASH_POINT", raising=False)
    crash_at("after_claim")
