"""The partner's *Webhooks* pages, for its global admins (decisions §9)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from partnercenter.pages.forms import render_form_page
from partnercenter.partners.access import Capability
from partnercenter.partners.guards import PartnerRequest, partner_page
from partnercenter.webhooks import actions
from partnercenter.webhooks.forms import EndpointForm
from partnercenter.webhooks.kinds import EventType
from partnercenter.webhooks.models import WebhookEndpoint
from partnercenter.webhooks.payloads import body_of
from partnercenter.webhooks.queries import deliveries_of, endpoints_of, log_of, waiting_for, with_last_state

BUTTONS: dict[str, Callable[..., Any]] = {
    "test": actions.send_test,
    "on": actions.switch_on,
    "off": actions.switch_off,
}


def said_done(action: str) -> str:
    """What a button did, in words."""
    return {
        "test": _("A test is on its way. Its line below says what came of it."),
        "on": _("The webhook is on. What still waits goes out now."),
        "off": _("The webhook is off. Events of the meantime are not kept for it."),
    }[action]


@require_safe
@partner_page(Capability.SETTINGS)
def webhooks(request: PartnerRequest) -> HttpResponse:
    """All of the partner's endpoints."""
    partner = request.membership.partner
    return render(request, "webhooks/webhooks.html", {"endpoints": with_last_state(endpoints_of(partner))})


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def add_webhook(request: PartnerRequest) -> HttpResponse:
    """A new one; its secret is shown this once."""
    check_open(request)
    form = EndpointForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            endpoint, secret = actions.add_endpoint(**form.cleaned_data, by=request.membership)
        except ValidationError as refusal:
            form.add_error(None, refusal)
        else:
            return show_secret(request, endpoint, secret)
    return render_form_page(request, "webhooks/edit.html", {"back": reverse("webhooks")}, form)


@require_safe
@partner_page(Capability.SETTINGS)
def webhook(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """One endpoint and its log."""
    endpoint = find(request, public_id)
    page = log_of(endpoint, request.GET.get("cursor", ""))
    labels = [EventType(each).label for each in endpoint.types if each in EventType.values]
    context = {"endpoint": endpoint, "page": page, "labels": labels, "may_change": may_change(request)}
    return render(request, "webhooks/webhook.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def change_webhook(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Another address, or other events."""
    check_open(request)
    endpoint = find(request, public_id)
    form = EndpointForm(request.POST if request.method == "POST" else None, endpoint=endpoint)
    if request.method == "POST" and form.is_valid():
        actions.change_endpoint(endpoint=endpoint, **form.cleaned_data, by=request.membership)
        messages.success(request, _("The webhook is saved."))
        return redirect("webhook", public_id=public_id)
    return render_form_page(request, "webhooks/edit.html", {"endpoint": endpoint, "back": address_of(endpoint)}, form)


@require_POST
@partner_page(Capability.SETTINGS)
def press_webhook(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """The buttons of the page: `test`, `on`, `off`; anything else does nothing."""
    endpoint, action = find(request, public_id), request.POST.get("action", "")
    if action in BUTTONS:
        attempt(request, said_done(action), BUTTONS[action], endpoint=endpoint)
    return redirect("webhook", public_id=public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def remove_webhook(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what ends, and removes it on POST."""
    check_open(request)
    endpoint = find(request, public_id)
    if request.method == "POST":
        attempt(request, _("The webhook is removed."), actions.remove_endpoint, endpoint=endpoint)
        return redirect("webhooks")
    return render(request, "webhooks/remove.html", {"endpoint": endpoint, "waiting": waiting_for(endpoint)})


@require_http_methods(["GET", "HEAD", "POST"])
@partner_page(Capability.SETTINGS)
def rotate_webhook(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Says what happens to the old secret; the new one is shown this once."""
    check_open(request)
    endpoint = find(request, public_id)
    if request.method == "POST":
        return show_secret(request, endpoint, actions.rotate_secret(endpoint=endpoint, by=request.membership))
    return render(request, "webhooks/rotate.html", {"endpoint": endpoint})


@require_safe
@partner_page(Capability.SETTINGS)
def webhook_delivery(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """One delivery: what was sent, and what came of each try."""
    delivery = get_object_or_404(deliveries_of(request.membership.partner), public_id=public_id)
    context = {"delivery": delivery, "body": body_of(delivery).decode(), "tries": delivery.tries.order_by("-id")[:50]}
    return render(request, "webhooks/delivery.html", context | {"may_change": may_change(request)})


@require_POST
@partner_page(Capability.SETTINGS)
def redeliver_webhook(request: PartnerRequest, public_id: UUID) -> HttpResponse:
    """Send it once more, under the same id."""
    delivery = get_object_or_404(deliveries_of(request.membership.partner), public_id=public_id)
    attempt(request, _("It is on its way again, under the same id."), actions.redeliver, delivery=delivery)
    return redirect("webhook_delivery", public_id=public_id)


def find(request: PartnerRequest, public_id: UUID) -> WebhookEndpoint:
    """One of the partner's own."""
    return get_object_or_404(endpoints_of(request.membership.partner), public_id=public_id)


def attempt(request: PartnerRequest, done: str, action: Callable[..., Any], **about: Any) -> None:
    """Do it and say so, or say why not."""
    try:
        action(**about, by=request.membership)
        messages.success(request, done)
    except ValidationError as refusal:
        messages.warning(request, " ".join(refusal.messages))


def show_secret(request: HttpRequest, endpoint: WebhookEndpoint, secret: str) -> HttpResponse:
    """The secret, for the only time. Language and appearance lead back to the endpoint's page, which lacks it."""
    request.here = address_of(endpoint)  # type: ignore[attr-defined]
    return render(request, "webhooks/secret.html", {"endpoint": endpoint, "secret": secret})


def may_change(request: PartnerRequest) -> bool:
    return not request.membership.partner.is_suspended


def check_open(request: PartnerRequest) -> None:
    """A suspended partner reads and changes nothing (decisions §6)."""
    actions.check_may(request.membership)


def address_of(endpoint: WebhookEndpoint) -> str:
    return reverse("webhook", args=[endpoint.public_id])
