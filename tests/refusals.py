"""What a rule refuses, as its tables compare it."""

from collections.abc import Callable

from django.core.exceptions import ValidationError


def code_of(rule: Callable[..., object], *args: object, **kwargs: object) -> str:
    """The code of the refusal, if its words are filled in; empty where the rule lets it pass."""
    try:
        rule(*args, **kwargs)
    except ValidationError as refusal:
        return "words not filled in" if "%(" in refusal.messages[0] else refusal.code
    return ""
