"""The number of a request: on each of its log lines, on its answer, and on the work that it leaves to the worker."""

import json
import logging
import secrets
from collections.abc import Callable
from contextvars import ContextVar, Token
from datetime import UTC, datetime
from typing import Any

from celery import signals
from django.core.signals import request_finished
from django.http import HttpRequest, HttpResponse

HEADER = "X-Request-ID"
CARRIED = "portal_request"  # in the head of a task's message
LENGTH = 16
present: ContextVar[str] = ContextVar("request_number", default="")
_before: dict[str, Token[str]] = {}
_formatter = logging.Formatter()


class RequestNumberMiddleware:
    """Gives every request a number of ours: what a caller sends as one is the caller's to forge.

    The number on the page of a failure is its beginning. It stands until the answer has left: Django writes its line on
    a refused request after all middleware.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = secrets.token_hex(LENGTH // 2).upper()
        request.reference = number[:8]  # type: ignore[attr-defined]
        present.set(number)
        response = self.get_response(request)
        response.headers[HEADER] = number
        return response


class NumberFilter(logging.Filter):
    """Writes the number on the record; a dash where there is none."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.request_id = present.get() or "-"
        return True


class JsonFormatter(logging.Formatter):
    """One object for each record, on one line."""

    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": getattr(record, "request_id", "-"),
        }
        if status := getattr(record, "status_code", None):
            line["status"] = status
        if failure := record.exc_text or (record.exc_info and _formatter.formatException(record.exc_info)):
            line["traceback"] = failure
        return json.dumps(line, ensure_ascii=False, default=str)


def carry_along(headers: dict[str, Any] | None = None, **_kwargs: Any) -> None:
    """The number travels with what the request leaves to the worker; a job of the timetable has none."""
    if headers is not None and present.get():
        headers[CARRIED] = present.get()


def take_up(task_id: str, task: Any, **_kwargs: Any) -> None:
    """The worker speaks with the number of the request, else with the task's own."""
    number = task.request.get(CARRIED) or f"task-{task_id}"
    _before[task_id] = present.set(str(number)[:64])


def lay_down(task_id: str, **_kwargs: Any) -> None:
    """After the task nobody's number is left."""
    if token := _before.pop(task_id, None):
        present.reset(token)


def forget(**_kwargs: Any) -> None:
    """The answer has left; the thread goes on to the next request."""
    present.set("")


def follow() -> None:
    """Connect to what Django says of the end of a request, and Celery of every task."""
    request_finished.connect(forget, dispatch_uid=CARRIED)
    signals.before_task_publish.connect(carry_along, dispatch_uid=CARRIED)
    signals.task_prerun.connect(take_up, dispatch_uid=CARRIED)
    signals.task_postrun.connect(lay_down, dispatch_uid=CARRIED)
