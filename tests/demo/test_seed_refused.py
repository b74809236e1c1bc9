"""Where the demo must never be loaded."""

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from partnercenter.accounts.models import User


@pytest.mark.parametrize("words", [(), ("--print-sign-ins",)])
def test_the_demo_is_refused_outside_the_embedded_default(db: None, words: tuple[str, ...]) -> None:
    with override_settings(EMBEDDED=False), pytest.raises(CommandError):
        call_command("seed_demo", *words)
    assert not User.objects.exists()
