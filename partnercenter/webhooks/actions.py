"""What a global admin does with webhooks: one verb each, in one transaction, with its event in the log."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext as _

from partnercenter.audit.log import record
from partnercenter.partners.access import Allowed, Capability, allowed
from partnercenter.partners.models import PartnerMembership
from partnercenter.webhooks.hearing import wake_deliverer
from partnercenter.webhooks.kinds import TEST
from partnercenter.webhooks.models import WebhookDelivery, WebhookEndpoint
from partnercenter.webhooks.rules import check_number, check_url
from partnercenter.webhooks.signing import new_secret, sealed

OVERLAP = timedelta(hours=24)  # the old secret still signs beside the new one
LIFE = timedelta(days=3)
Status, State = WebhookEndpoint.Status, WebhookDelivery.State


@transaction.atomic
def add_endpoint(*, url: str, types: Sequence[str], by: PartnerMembership) -> tuple[WebhookEndpoint, str]:
    """A new endpoint and its secret, which nobody sees again. Raises `ValidationError` (`rules`), PermissionDenied."""
    check_may(by)
    check_url(url)
    present = WebhookEndpoint.objects.filter(partner=by.partner).exclude(status=Status.REMOVED)
    check_number(len(present.select_for_update()))
    secret = new_secret()
    endpoint = WebhookEndpoint.objects.create(
        partner=by.partner, url=url, types=list(types), secret=sealed(secret), created_by=by.user
    )
    log("webhook.added", endpoint, by, types=list(types))
    return endpoint, secret


@transaction.atomic
def change_endpoint(*, endpoint: WebhookEndpoint, url: str, types: Sequence[str], by: PartnerMembership) -> None:
    """Another address, or other events. Raises `ValidationError` (`rules`, `removed`), PermissionDenied."""
    locked = lock(endpoint, by)
    if url != locked.url:
        check_url(url)
    locked.url, locked.types = url, list(types)
    locked.save(update_fields=["url", "types"])
    log("webhook.changed", locked, by, types=list(types))


@transaction.atomic
def rotate_secret(*, endpoint: WebhookEndpoint, by: PartnerMembership) -> str:
    """A new secret; the old one signs beside it for a day. Raises `ValidationError` (`removed`), PermissionDenied."""
    locked, secret = lock(endpoint, by), new_secret()
    locked.old_secret, locked.old_secret_until = locked.secret, timezone.now() + OVERLAP
    locked.secret = sealed(secret)
    locked.save(update_fields=["secret", "old_secret", "old_secret_until"])
    log("webhook.secret_replaced", locked, by)
    return secret


@transaction.atomic
def switch_on(*, endpoint: WebhookEndpoint, by: PartnerMembership) -> None:
    """Call it again; what still waits goes out."""
    locked = lock(endpoint, by)
    locked.status, locked.stopped_at = Status.ACTIVE, None
    locked.save(update_fields=["status", "stopped_at"])
    log("webhook.switched_on", locked, by)
    transaction.on_commit(wake_deliverer, robust=True)


@transaction.atomic
def switch_off(*, endpoint: WebhookEndpoint, by: PartnerMembership) -> None:
    """Call it no more until it is switched on; events of the meantime are not kept for it."""
    locked = lock(endpoint, by)
    locked.status, locked.stopped_at = Status.OFF, timezone.now()
    locked.save(update_fields=["status", "stopped_at"])
    log("webhook.switched_off", locked, by)


@transaction.atomic
def remove_endpoint(*, endpoint: WebhookEndpoint, by: PartnerMembership) -> None:
    """Call it never again; what waits is given up, and its secrets are dropped."""
    locked = lock(endpoint, by)
    locked.status, locked.stopped_at = Status.REMOVED, timezone.now()
    locked.secret, locked.old_secret, locked.old_secret_until = b"", None, None
    locked.save(update_fields=["status", "stopped_at", "secret", "old_secret", "old_secret_until"])
    locked.deliveries.filter(state__in=WebhookDelivery.WAITING).update(state=State.FAILED, settled_at=Now())
    log("webhook.removed", locked, by)


@transaction.atomic
def send_test(*, endpoint: WebhookEndpoint, by: PartnerMembership) -> WebhookDelivery:
    """A delivery that tells of nothing. Raises `ValidationError` (`off`, `removed`), PermissionDenied."""
    locked = lock(endpoint, by)
    check_active(locked)
    delivery = WebhookDelivery.objects.create(endpoint=locked, type=TEST, give_up_at=timezone.now() + LIFE)
    transaction.on_commit(wake_deliverer, robust=True)
    return delivery


@transaction.atomic
def redeliver(*, delivery: WebhookDelivery, by: PartnerMembership) -> None:
    """Send it once more, under the same id; pressed while it waits, it goes out at once.

    Raises `ValidationError` (`off`, `removed`, `on_its_way`), PermissionDenied.
    """
    check_active(lock(delivery.endpoint, by))
    locked = WebhookDelivery.objects.select_for_update().get(pk=delivery.pk)
    if locked.state == State.SENDING:
        raise ValidationError(_("This delivery is on its way right now."), code="on_its_way")
    locked.state, locked.settled_at, locked.next_at = State.QUEUED, None, timezone.now()
    locked.give_up_at = timezone.now() + LIFE
    locked.save(update_fields=["state", "settled_at", "next_at", "give_up_at"])
    transaction.on_commit(wake_deliverer, robust=True)


def check_may(by: PartnerMembership) -> None:
    """A global admin of a partner that is not suspended (decisions §6, §9)."""
    if by.left_at or allowed(by.roles, Capability.SETTINGS) is Allowed.NO:
        raise PermissionDenied(Capability.SETTINGS)
    if by.partner.is_suspended:
        raise PermissionDenied(_("Your company is suspended: it can read everything and change nothing."))


def check_active(endpoint: WebhookEndpoint) -> None:
    if not endpoint.is_active:
        raise ValidationError(_("This webhook is off. Switch it on first."), code="off")


def lock(endpoint: WebhookEndpoint, by: PartnerMembership) -> WebhookEndpoint:
    """The endpoint, locked and read afresh, for somebody who may change it."""
    check_may(by)
    rows = WebhookEndpoint.objects.select_for_update(of=("self",)).select_related("partner__cloud")
    locked = rows.get(pk=endpoint.pk, partner=by.partner)
    if locked.status == Status.REMOVED:
        raise ValidationError(_("This webhook has been removed."), code="removed")
    return locked


def log(action: str, endpoint: WebhookEndpoint, by: PartnerMembership, **details: Any) -> None:
    """The event; the address stays out of it."""
    partner = endpoint.partner
    record(
        action,
        about=endpoint,
        by=by.user,
        side="partner",
        cloud_code=partner.cloud.code,
        partner_id=partner.public_id,
        details=details,
    )
