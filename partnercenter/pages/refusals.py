"""A refused deed, said on the next page."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def attempt(request: HttpRequest, action: Callable[[], object]) -> bool:
    """Run an action; a refusal is shown as a message on the next page."""
    try:
        action()
    except ValidationError as refusal:
        for words in refusal.messages:
            messages.error(request, words)
        return False
    return True
