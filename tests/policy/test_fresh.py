"""Deeds that need a fresh sign-in: the table holds every deed of these kinds, and each line of it acts."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.db import transaction
from django.urls import reverse

from partnercenter.accounts.fresh import DEEDS, Proof
from tests import factories
from tests.conftest import PersonaClient
from tests.invitations.acceptance_steps import confirm_identity
from tests.policy import table_customer, table_partner
from tests.policy.calling import Answer, Register
from tests.policy.entries import entries
from tests.policy.line import Line
from tests.policy.scenes import Scene, of_customers, of_partners
from tests.policy.walking import Call, make

pytestmark = pytest.mark.django_db
CONFIRMING, LONG_AGO = "/accounts/reauthenticate/", 1
RIGHTS = {"change rights", "end relationship", "end partnership"}  # actions of §9, partners
MEMBERS = {"invite_colleague", "team_member", "remove_member", "join_request"}
OTHERWISE = {
    "assign_group": "within rights that the customer gave",
    "change_assignment": "within rights that the customer gave",
    "remove_assignment": "within rights that the customer gave",
    "asked_end": "says that the partner would rather go on: nothing ends",
}
OWN = ["mfa_activate_totp", "mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn", "account_email"]
LINES = [*table_partner.TABLE, *table_customer.TABLE]


def is_of_these_kinds(line: Line) -> bool:
    """Rights and relationships that end or change, who belongs to an organisation, webhooks with their secrets."""
    if line.writes is None or line.good is None:
        return False
    on_webhooks = line.route.endswith("_webhook") and line.about in ("", "webhook") and line.reads is not None
    return line.writes in RIGHTS or line.about in ("held", "granular") or line.route in MEMBERS or on_webhooks


def test_every_deed_of_these_kinds_is_in_the_table() -> None:
    found = {line.route for line in LINES if is_of_these_kinds(line)}
    assert found - set(DEEDS) == set(OTHERWISE)


def test_the_table_names_routes_that_write() -> None:
    assert set(DEEDS) <= {name for _urls, name in entries()}
    assert {route for route in DEEDS if route.startswith(("mfa_", "account_"))} == {*OWN, "mfa_remove_webauthn"}


@pytest.fixture
def scene(db: None, kind: str) -> Iterator[Scene]:
    with transaction.atomic():
        yield of_customers() if kind == "customer" else of_partners(kind)
        transaction.set_rollback(True)


@pytest.mark.parametrize("kind", ["direct", "provider", "reseller", "customer"])
def test_nobody_does_such_a_deed_long_after_signing_in(scene: Scene, kind: str) -> None:
    table = [line for line in LINES if kind == "customer" or line.company == kind]
    own = table_customer.TABLE if kind == "customer" else table_partner.TABLE
    lines = [line for line in table if line in own and line.route in DEEDS and line.writes and line.good is not None]
    calls = [call_of(scene, line) for line in lines]
    register = Register()
    assert calls
    assert [str(call) for call in calls if not asks(stale_answer(register, call))] == []


def stale_answer(register: Register, call: Call) -> Answer:
    """What is answered where the sign-in was long ago; a fresh sign-in alone, where that is no confirmation."""
    confirm_identity(call.client, at=LONG_AGO)
    if DEEDS[call.line.route] is Proof.CONFIRMATION:
        call.client.force_login(call.client.user)
    return register.call(call.client, "POST", call.path, call.body)


def call_of(scene: Scene, line: Line) -> Call:
    role = next(role for role in scene.roles() if scene.may(line.writes, role) == "yes")
    return make(scene, line, "POST", role, "own", scene.home.ids(line.about, role), "asked")


def asks(answer: Answer) -> bool:
    return answer.status == 302 and urlsplit(answer.place).path == CONFIRMING and not answer.has_written


@pytest.mark.parametrize("route", OWN)
def test_nobody_changes_how_to_sign_in_after_a_sign_in_alone(route: str) -> None:
    person = factories.UserFactory()
    if route == "mfa_deactivate_totp":
        TOTP.activate(person, generate_totp_secret())
    client = PersonaClient()
    client.force_login(person)
    answer = client.post(reverse(route), {"email": "new@x.example", "action_add": "", "code": "123456"})
    assert (answer.status_code, urlsplit(answer["Location"]).path) == (302, CONFIRMING)


@pytest.mark.parametrize("query", ["", "?back=1"])
def test_the_form_goes_on_by_itself_once_the_person_has_confirmed(query: str) -> None:
    scene = of_partners("direct")
    line = next(line for line in table_partner.TABLE if line.route == "invite_colleague")
    call = call_of(scene, line)
    confirm_identity(call.client, at=LONG_AGO)
    asked = call.client.post(call.path + query, call.body)
    done = call.client.post(asked["Location"], {"password": factories.PASSWORD})
    assert (done.status_code, done["Location"]) == (302, reverse("team"))
