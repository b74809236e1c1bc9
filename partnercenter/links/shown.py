"""Which links a session has been shown: to show one is written to the log, to show it again is not."""

from uuid import UUID

from django.http import HttpRequest

SHOWN = "shown_links"  # session key: {public id of what the link belongs to: generation}
MOST_KEPT = 50


def keep_shown(request: HttpRequest, subject: UUID, generation: int) -> None:
    """Remember that this session may see the link: showing it was written to the log when this was called."""
    shown = {**request.session.get(SHOWN, {}), str(subject): generation}
    request.session[SHOWN] = dict(list(shown.items())[-MOST_KEPT:])


def shown_generation(request: HttpRequest, subject: UUID) -> int | None:
    """The generation of the link that this session was shown last; None where it was shown none."""
    generation: int | None = request.session.get(SHOWN, {}).get(str(subject))
    return generation
