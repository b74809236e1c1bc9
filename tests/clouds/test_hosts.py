"""Hosts: which names are served, as what, and where our own addresses lead (bad inputs 77 and 78)."""

import pytest

from partnercenter.clouds.hosts import acceptance_address, acceptance_origin, main_address
from partnercenter.clouds.middleware import hostname
from tests import factories
from tests.conftest import PersonaClient

pytestmark = pytest.mark.django_db
PAGE = "/accounts/login/"


@pytest.mark.parametrize(
    ("host", "cloud"),
    [
        ("localhost:8000", None),
        ("LOCALHOST:8000", None),
        ("localhost", None),
        ("localhost.:8000", None),
        ("public.localhost:8000", "public"),
        ("China.LocalHost:8000", "china"),
        ("germany.localhost.", "germany"),
        ("us-government.localhost:9", "us-government"),
    ],
)
def test_a_name_of_ours_is_served_however_it_is_written(host, cloud):
    answer = PersonaClient(host).get(PAGE)
    assert answer.status_code == 200
    served = answer.wsgi_request.cloud
    assert (served.code if served else None) == cloud


@pytest.mark.parametrize(
    "host",
    [
        "mars.localhost:8000",
        "public.public.localhost:8000",
        ".localhost:8000",
        "public.localhost.evil.example",
        "publiclocalhost",
        "127.0.0.1:8000",
        "[::1]:8000",
        "локальный",
    ],
)
def test_any_other_name_gets_400(host):
    answer = PersonaClient(host).get(PAGE)
    assert answer.status_code == 400
    assert "Partner Center" in answer.content.decode()


def test_a_cloud_that_this_deployment_does_not_serve_has_no_host(settings):
    settings.CLOUDS = ["public"]
    assert PersonaClient("public.localhost:8000").get(PAGE).status_code == 200
    assert PersonaClient("china.localhost:8000").get(PAGE).status_code == 400


def test_a_fifth_cloud_is_a_row():
    cloud = factories.cloud("public")
    cloud.pk, cloud.code, cloud.host_label, cloud.link_prefix = None, "moon", "moon", "moon"
    cloud.save()
    assert PersonaClient("moon.localhost:8000").get(PAGE).status_code == 200


@pytest.mark.parametrize(
    ("host", "name"), [("A.B:1", "a.b"), ("a.b.", "a.b"), ("a", "a"), ("", ""), ("[::1]:1", "::1")]
)
def test_a_name_is_compared_without_port_case_and_final_dot(host, name):
    assert hostname(host) == name


def test_our_addresses_come_from_the_settings():
    cloud = factories.cloud("china")
    assert main_address("account_login") == "http://localhost:8000/accounts/login/"
    assert acceptance_origin(cloud) == "http://china.localhost:8000"
    assert acceptance_address(cloud, "account_login") == "http://china.localhost:8000/accounts/login/"


def test_a_session_of_one_host_is_none_on_another(partner_client):
    assert partner_client.get("/accounts/profile/").status_code == 200
    for host in ("public.localhost:8000", "china.localhost:8000"):
        assert partner_client.get("/accounts/profile/", HTTP_HOST=host)["Location"].startswith(PAGE)
    assert partner_client.get("/accounts/profile/").status_code == 200


def test_a_stranger_to_this_host_can_sign_in_there(partner_client):
    partner_client.get("/accounts/profile/")
    form = {"login": partner_client.user.email, "password": factories.PASSWORD}
    partner_client.post(PAGE, form, HTTP_HOST="public.localhost:8000")
    assert partner_client.get("/accounts/profile/", HTTP_HOST="public.localhost:8000").status_code == 200
