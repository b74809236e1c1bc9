"""Operators sign in where everybody does; the admin's own form is closed."""

import pytest

from tests import factories
from tests.conftest import PUBLIC_HOST, PersonaClient, sign_in

pytestmark = pytest.mark.django_db


def test_the_admin_sends_a_visitor_to_our_sign_in(client):
    first = client.get("/admin/")
    assert client.get(first["Location"])["Location"] == "/accounts/login/?next=%2Fadmin%2F"


def test_posting_to_the_admins_own_form_signs_nobody_in(client):
    operator = factories.UserFactory(operator=True)
    client.post("/admin/login/", {"username": operator.email, "password": factories.PASSWORD})
    assert "_auth_user_id" not in client.session


def test_an_operator_comes_back_to_the_admin(client):
    operator = factories.UserFactory(operator=True)
    form = {"login": operator.email, "password": factories.PASSWORD, "next": "/admin/"}
    assert client.post("/accounts/login/", form)["Location"] == "/admin/"
    assert client.get("/admin/").status_code == 200


def test_nobody_else_gets_in(partner_client):
    answer = partner_client.get("/admin/", follow=True)
    assert answer.status_code == 403


def test_acceptance_hosts_have_no_admin():
    operator = factories.UserFactory(operator=True)
    for client in (PersonaClient(PUBLIC_HOST), sign_in(operator, host=PUBLIC_HOST)):
        assert client.get("/admin/").status_code in (302, 404)
    assert sign_in(operator, host=PUBLIC_HOST).get("/admin/").status_code == 404
