"""Whose time zone the pages speak in."""

from zoneinfo import ZoneInfo

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory
from django.utils import timezone

from partnercenter.home.middleware import zone_of
from tests import factories
from tests.conftest import PersonaClient, sign_in

pytestmark = pytest.mark.django_db


def test_without_an_own_time_zone_the_organisations_counts(partner_client: PersonaClient) -> None:
    assert "Times are in JST" in partner_client.get("/").content.decode()


def test_the_persons_own_time_zone_goes_first(partner_client: PersonaClient) -> None:
    partner_client.user.time_zone = "Europe/Berlin"
    partner_client.user.save()

    page = partner_client.get("/").content.decode()

    assert "Times are in UTC+" in page


def test_a_visitor_keeps_the_zone_that_is_active() -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    with timezone.override(ZoneInfo("Asia/Seoul")):
        assert str(zone_of(request)) == "Asia/Seoul"


def test_the_zone_of_one_request_does_not_leak_into_the_next(partner_client: PersonaClient) -> None:
    partner_client.get("/")

    assert "Times are in UTC" in sign_in(factories.UserFactory()).get("/").content.decode()
