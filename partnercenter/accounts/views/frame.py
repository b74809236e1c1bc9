"""What every page of allauth gets here: our context, 422 for a failed form, the way back."""

import json
from collections.abc import Callable
from contextlib import nullcontext
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse

from partnercenter.accounts.cancelling import way_back, with_way_back
from partnercenter.accounts.devices import keep_device
from partnercenter.accounts.guessing import TooManyTriesError, answer_too_many
from partnercenter.accounts.opened import opened_page
from partnercenter.accounts.places import GOING_TO, origin_of
from partnercenter.pages.forms import UNPROCESSABLE

View = Callable[..., HttpResponseBase]


def account_page(view: View) -> View:
    """A page of allauth in our frame: it knows the opened link and its host, and a failed form answers 422.

    A POST is one transaction: what it changes, its log row and its mail row stand or fall together.
    """

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            with transaction.atomic() if request.method == "POST" else nullcontext():
                response = view(request, *args, **kwargs)
        except TooManyTriesError as refusal:
            return answer_too_many(request, refusal)
        keep_device(request, response)
        if isinstance(response, TemplateResponse) and not response.is_rendered:
            context = dict(response.context_data or {})
            response.context_data = context | describe_frame(request, context)
            if response.context_data["form_errors"] and response.status_code == 200:
                response.status_code = UNPROCESSABLE
        return response

    return page


def describe_frame(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """What the templates of account pages read beside allauth's own context."""
    forms = [value for value in context.values() if isinstance(value, BaseForm)]
    return describe_confirming(request, context) | {
        "opened": opened_page(request),
        "host_name": urlsplit(origin_of(request)).netloc,
        "going_to": request.session.get(GOING_TO),
        "form_errors": any(form.is_bound and not form.is_valid() for form in forms),
        "has_passkeys": bool(offered_passkeys(context)),
        "passkey_options": json.dumps(context.get("js_data", {}), cls=DjangoJSONEncoder),
    }


def describe_confirming(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    """Of the pages that ask to confirm: where *Cancel* leads, which every other way keeps too."""
    if (ways := context.get("reauthentication_alternatives")) is None:
        return {}
    back = way_back(request)
    kept = [way | {"url": with_way_back(way["url"], back)} for way in ways]
    return {"cancel_confirming": back, "reauthentication_alternatives": kept}


def offered_passkeys(context: dict[str, Any]) -> list[Any]:
    """The passkeys that the page's challenge would take."""
    options = context.get("js_data", {}).get("request_options", {})
    found: list[Any] = options.get("publicKey", {}).get("allowCredentials") or []
    return found
