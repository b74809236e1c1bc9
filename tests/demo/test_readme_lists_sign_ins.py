"""The README lists every sign-in that `make run` prints."""

from pathlib import Path

import pytest

from partnercenter.demo.sign_ins import print_sign_ins

README = Path(__file__).resolve().parents[2] / "README.md"


@pytest.mark.django_db
def test_every_printed_sign_in_stands_in_the_readme() -> None:
    readme = README.read_text(encoding="utf-8")
    missing = [line for line in print_sign_ins() if "@" in line and line.split()[0] not in readme]
    assert not missing
