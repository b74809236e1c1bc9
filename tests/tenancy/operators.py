"""Operators of one cloud before the administration."""

from typing import Any

from django.urls import reverse

from tests.conftest import sign_in
from tests.factories import UserFactory
from tests.tenancy.canaries import Aviary
from tests.tenancy.crawling import Actor

START = reverse("admin:index", urlconf="partnercenter.urls")
ASIDE = ("?", "/logout/", "/history/", "/delete/", "/jsi18n/", "/password_change/")
WAYS_TO_CLOUD = ("cloud", "partner", "customer", "invitation", "owner", "provider")


def operator_of(code: str) -> Actor:
    """Somebody who may do everything, in one cloud."""
    client = sign_in(UserFactory(operator=True, operated_clouds=[code]))
    return Actor(f"operator of {code}", client, frozenset(), most=1, aside=ASIDE)


def abroad(aviary: Aviary, actor: Actor, code: str) -> list[str]:
    """Canaries of a cloud on the pages of somebody who does not operate it."""
    return [
        f"{address}: {canary}"
        for address, page in actor.pages.items()
        for canary in aviary.seen_in(page)
        if cloud_of(canary.row) == code
    ]


def cloud_of(row: Any) -> str | None:
    """The code of the cloud that a row lies in, by the first way that leads to one."""
    if row._meta.model_name == "cloudregion":
        return None
    if code := getattr(row, "cloud_code", None):
        return str(code)
    if cloud := getattr(row, "cloud", None):
        return str(cloud.code)
    return next((cloud_of(near) for way in WAYS_TO_CLOUD if (near := getattr(row, way, None))), None)
