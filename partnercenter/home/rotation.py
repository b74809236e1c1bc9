"""Changing the secrets of the environment: fresh values in front of the old, what still needs an old one, and sealing
anew what lies sealed for long, so that the old one can go (D31)."""

import secrets
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from invitations.models import Invitation, InvitationLink
from partnercenter.authorities.models import Authority
from partnercenter.links.crypto import is_sealed_by_current, reseal
from partnercenter.outbox.models import OutboundEmail
from partnercenter.partners.models import PartnershipLink, PartnershipRequest
from partnercenter.webhooks.models import WebhookEndpoint

SEALED_IN_FACTORS = ("secret", "seed")  # of authenticators: the app's key, what recovery codes are made of
LENGTH = 36  # bytes


@dataclass(frozen=True)
class Needed:
    """What would be lost with the old keys: key ids that living links name, and values that only old keys open."""

    link_keys: list[str]
    factors: int
    mails: int
    authorities: int
    webhooks: int


def fresh_values() -> dict[str, str]:
    """The settings with a new secret in front; everything that the old ones made goes on working."""
    link_ring = ",".join(f"{kid}:{secret}" for kid, secret in settings.LINK_KEYS.items())
    outbox = list(settings.OUTBOX_KEYS)
    outbox_ring = ",".join(f"{len(outbox) - place}:{secret}" for place, secret in enumerate(outbox))
    return {
        "SECRET_KEY": fresh(),
        "SECRET_KEY_FALLBACKS": ",".join([settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]),
        "LINK_KEYS": f"{next_id(settings.LINK_KEYS)}:{fresh()},{link_ring}",
        "OUTBOX_KEYS": f"{len(outbox) + 1}:{fresh()},{outbox_ring}",
    }


def fresh() -> str:
    return secrets.token_urlsafe(LENGTH)


def next_id(ring: Mapping[str, str]) -> str:
    """An id that no key of the ring has."""
    return str(max((int(kid) for kid in ring if kid.isdigit()), default=0) + 1)


def what_is_needed() -> Needed:
    """What still stands in the way of dropping the old keys."""
    return Needed(
        link_keys=sorted(set(settings.LINK_KEYS) & used_link_keys() - {next(iter(settings.LINK_KEYS))}),
        factors=sum(1 for each in Authenticator.objects.all() if any(stale_in(each))),
        mails=sum(1 for mail in sealed_mails() if not is_sealed_by_current(mail.secret or b"")),
        authorities=sum(1 for each in Authority.objects.all() if is_stale(each)),
        webhooks=sum(1 for endpoint in signing_webhooks() if any(stale_secrets(endpoint))),
    )


def used_link_keys() -> set[str]:
    """The ids of the keys that living links were made with: links whose address can still be shown or sent again."""
    now = timezone.now()
    living: tuple[QuerySet, ...] = (
        InvitationLink.objects.filter(invitation__status__in=Invitation.OPEN, invitation__expires_at__gt=now),
        PartnershipLink.objects.filter(request__status__in=PartnershipRequest.OPEN, request__expires_at__gt=now),
    )
    return {kid for links in living for kid in links.filter(replaced_at=None).values_list("key_id", flat=True)}


def stale_in(authenticator: Authenticator) -> Iterator[str]:
    """The names of the values of an authenticator that only an old key opens."""
    for name in SEALED_IN_FACTORS:
        if (value := authenticator.data.get(name)) and not is_sealed_by_current(value.encode()):
            yield name


def sealed_mails() -> "QuerySet[OutboundEmail]":
    return OutboundEmail.objects.filter(secret__isnull=False).order_by("pk")


def is_stale(authority: Authority) -> bool:
    """Whether only an old key opens the client secret of an authority."""
    return bool(authority.sealed_secret) and not is_sealed_by_current(authority.sealed_secret)


def signing_webhooks() -> "QuerySet[WebhookEndpoint]":
    return WebhookEndpoint.objects.exclude(status=WebhookEndpoint.Status.REMOVED).order_by("pk")


def stale_secrets(endpoint: WebhookEndpoint) -> Iterator[str]:
    """The names of the columns of an endpoint that only an old key opens."""
    for name in ("secret", "old_secret"):
        if (sealed := getattr(endpoint, name)) and not is_sealed_by_current(sealed):
            yield name


def reseal_all() -> int:
    """Seal with the current key whatever an old one sealed; answers how many rows. Safe to run twice."""
    factors = Authenticator.objects.order_by("pk").values_list("pk", flat=True)
    done = sum(in_own_transaction(reseal_factor, pk) for pk in factors)
    done += sum(in_own_transaction(reseal_authority, pk) for pk in Authority.objects.values_list("pk", flat=True))
    done += sum(in_own_transaction(reseal_webhook, pk) for pk in signing_webhooks().values_list("pk", flat=True))
    return done + sum(in_own_transaction(reseal_mail, pk) for pk in sealed_mails().values_list("pk", flat=True))


def in_own_transaction(act: Callable[[int], bool], pk: int) -> bool:
    with transaction.atomic():
        return act(pk)


def reseal_factor(pk: int) -> bool:
    """One authenticator, if it is still there."""
    found = Authenticator.objects.select_for_update().filter(pk=pk).first()
    stale = list(stale_in(found)) if found else []
    if not found or not stale:
        return False
    found.data |= {name: reseal(found.data[name].encode()).decode("ascii") for name in stale}
    found.save(update_fields=["data"])
    return True


def reseal_authority(pk: int) -> bool:
    """The client secret of one authority."""
    found = Authority.objects.select_for_update().get(pk=pk)
    if not is_stale(found):
        return False
    found.sealed_secret = reseal(found.sealed_secret)
    found.save(update_fields=["sealed_secret"])
    return True


def reseal_webhook(pk: int) -> bool:
    """The secrets of one webhook, if it is still there."""
    found = signing_webhooks().select_for_update().filter(pk=pk).first()
    stale = list(stale_secrets(found)) if found else []
    for name in stale:
        setattr(found, name, reseal(getattr(found, name)))
    if found and stale:
        found.save(update_fields=stale)
    return bool(stale)


def reseal_mail(pk: int) -> bool:
    """One mail, if it still waits."""
    found = OutboundEmail.objects.select_for_update().filter(pk=pk, secret__isnull=False).first()
    if not found or not found.secret or is_sealed_by_current(found.secret):
        return False
    found.secret = reseal(found.secret)
    found.save(update_fields=["secret"])
    return True
