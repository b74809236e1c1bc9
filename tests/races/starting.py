"""Deeds that start at the same moment, each on a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import OperationalError, connections

from invitations.actions import answering as requests
from partnercenter.partners.actions import answering as partnerships

REFUSALS = (
    *(ValidationError, PermissionDenied, OperationalError),
    *(requests.Stopped, requests.TermsChanged, partnerships.Stopped),
)


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Run the deeds in threads behind one barrier: what each gave or refused, in order; other errors are raised."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        barrier.wait()
        try:
            return deed()
        except REFUSALS as refusal:
            return refusal
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))
