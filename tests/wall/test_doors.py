"""Every view reads for one organisation, or is a door that says why it stands for none."""

from types import SimpleNamespace
from typing import Any

import pytest
from django.urls import path

from customers.directory.models import Customer
from partnercenter.wall.doors import DOORS, is_door
from tests.conftest import PersonaClient
from tests.policy.entries import patterns
from tests.policy.killing import layers
from tests.policy.scenes import ACCEPTANCE, MAIN

VIEWS = {entry.callback for urls in (MAIN, ACCEPTANCE) for _route, entry in patterns(urls)}


def is_guarded(view: Any) -> bool:
    return hasattr(view, "reads_as")


def test_a_view_without_a_guard_is_a_door() -> None:
    assert sorted(str(view) for view in VIEWS if not is_guarded(view) and not is_door(view)) == []


def test_every_door_leads_somewhere() -> None:
    modules = {layers(SimpleNamespace(callback=view))[-1].__module__ for view in VIEWS}  # type: ignore[arg-type]
    outside = ("django.views", "partnercenter.embedded")  # not in the tables of the walk
    used = {door for door in DOORS for module in modules if f"{module}.".startswith(f"{door}.")}
    assert sorted(set(DOORS) - used - set(outside)) == []


def forgetful(request: Any) -> Any:
    """A view whose guard was forgotten."""
    from django.http import HttpResponse

    return HttpResponse(str(Customer.objects.count()))


class WithForgetful:
    urlpatterns = [path("forgetful/", forgetful)]


@pytest.mark.django_db
def test_a_view_that_forgot_its_guard_reads_nothing(
    settings: Any, customer: Customer, partner_client: PersonaClient
) -> None:
    settings.ROOT_URLCONF = WithForgetful
    assert Customer.objects.count() == 1
    assert partner_client.get("/forgetful/").content == b"0"
