"""The link from the mail: nothing but a living token gets on, and nobody who opens it changes anything (D1–D6)."""

import pytest
from django.db import connection

from invitations.models import Invitation
from partnercenter.links.tokens import mint
from tests.conftest import PersonaClient, acceptance_host
from tests.factories import InvitationFactory, PartnerFactory, ago, cloud, live_link, midnight_in, token_of

pytestmark = pytest.mark.django_db
UNKNOWN = "We do not know this link"


def counts() -> dict[str, int]:
    """Rows and changes of every table, as the database counts them in this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, n_tup_ins + n_tup_upd + n_tup_del FROM pg_stat_xact_user_tables")
        return dict(cursor.fetchall())


@pytest.fixture
def asked() -> Invitation:
    return InvitationFactory(sent=True)


def test_a_living_link_leads_to_an_address_without_token(acceptance_client, asked):
    answer = acceptance_client.get(f"/i/{token_of(live_link(asked))}/")
    assert (answer.status_code, answer["Location"]) == (303, "/invitation/")
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert "noindex" in answer["X-Robots-Tag"]
    cookie = answer.cookies["link"]
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert token_of(live_link(asked)) not in cookie.value


@pytest.mark.parametrize("method", ["get", "head"])
def test_opening_a_link_a_hundred_times_changes_no_row(acceptance_client, asked, method):
    before = counts()
    for _ in range(50):
        getattr(acceptance_client, method)(f"/i/{token_of(live_link(asked))}/")
        getattr(acceptance_client, method)("/invitation/")
    assert counts() == before


@pytest.mark.parametrize("method", ["post", "put", "delete", "options", "patch", "trace"])
def test_other_methods_are_refused_and_change_nothing(acceptance_client, asked, method):
    before = counts()
    assert getattr(acceptance_client, method)(f"/i/{token_of(live_link(asked))}/").status_code == 405
    assert counts() == before


def test_the_landing_page_names_who_asks_and_no_addressee(acceptance_client, asked):
    acceptance_client.get(f"/i/{token_of(live_link(asked))}/")
    page = acceptance_client.get("/invitation/")
    words = page.content.decode()
    assert page.status_code == 200
    assert f"{asked.partner.legal_name}</span> asks to become your reseller" in words
    assert "Sign in" in words
    assert asked.recipient_email not in words
    assert asked.customer_name not in words


@pytest.mark.parametrize(
    "tail",
    ["", "null/", "None/", "undefined/", "0/", "a%00b/", "%ff/", "..%2f/", "%2e%2e/", ";x=y/", "x" * 65_000 + "/"],
)
def test_what_is_no_token_is_unknown_without_a_query_for_it(acceptance_client, tail, asked):
    answer = acceptance_client.get(f"/i/{tail}")
    assert answer.status_code == 404
    assert live_link(asked).replaced_at is None


@pytest.mark.parametrize(
    "damage", [lambda t: t[:-1], lambda t: t + "A", lambda t: t.swapcase(), lambda t: t[:20] + flip(t[20]) + t[21:]]
)
def test_a_damaged_token_is_unknown(acceptance_client, asked, damage):
    answer = acceptance_client.get(f"/i/{damage(token_of(live_link(asked)))}/")
    assert answer.status_code == 404
    assert UNKNOWN in answer.content.decode()


def flip(sign: str) -> str:
    return "B" if sign == "A" else "A"


def test_another_clouds_host_does_not_know_the_link(asked):
    known = PersonaClient(acceptance_host(cloud("china"))).get(f"/i/{token_of(live_link(asked))}/")
    unknown = PersonaClient(acceptance_host(cloud("china"))).get(
        f"/i/{mint('pub', 'invitation', asked.public_id, 9).token}/"
    )
    assert known.status_code == unknown.status_code == 404
    assert UNKNOWN in known.content.decode()


def test_unknown_and_foreign_links_cost_the_same_queries(acceptance_client, asked, django_assert_num_queries):
    foreign = InvitationFactory(sent=True, partner=PartnerFactory(cloud=cloud("germany"), country="DE"))
    counted = []
    for token in (token_of(live_link(foreign)), mint("pub", "invitation", asked.public_id, 7).token):
        with django_assert_num_queries(2):  # the host's cloud, the hash
            counted.append(acceptance_client.get(f"/i/{token}/").status_code)
    assert counted == [404, 404]


@pytest.mark.parametrize("sign", [".", ",", ")", ">", "./", "/.x"])
def test_a_sign_that_a_mail_program_took_along_is_dropped_once(acceptance_client, asked, sign):
    token = token_of(live_link(asked))
    answer = acceptance_client.get(f"/i/{token}{sign}")
    if sign == "/.x":
        assert answer.status_code == 404
    else:
        assert (answer.status_code, answer["Location"]) == (301, f"/i/{token}/")


def test_other_signs_behind_the_token_are_unknown(acceptance_client, asked):
    token = token_of(live_link(asked))
    for tail in ("=/", "%3D/", "../", ".,/"):
        assert acceptance_client.get(f"/i/{token}{tail}").status_code == 404


@pytest.mark.parametrize(
    ("trait", "words"),
    [
        ("expired", "This link has expired"),
        ("accepted", "This link has been used"),
        ("declined", "This link has been used"),
        ("cancelled", "This request was withdrawn"),
        ("replaced", "There is a newer link"),
    ],
)
def test_a_dead_link_has_its_own_page_and_names_nobody(acceptance_client, trait, words):
    asked = InvitationFactory(**{trait: True})
    answer = acceptance_client.get(f"/i/{token_of(asked.links.get())}/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert words in page
    for secret in (asked.partner.legal_name, asked.recipient_email, asked.recipient_name, asked.customer_name):
        assert secret not in page


def test_a_link_past_its_last_day_is_dead_before_any_job_says_so(acceptance_client):
    asked = InvitationFactory(sent=True, expires_at=ago(seconds=1))
    answer = acceptance_client.get(f"/i/{token_of(live_link(asked))}/")
    assert answer.status_code == 410
    assert "This link has expired" in answer.content.decode()


def test_an_old_generation_is_replaced_while_the_request_lives(acceptance_client, asked):
    old = token_of(live_link(asked))
    asked.links.update(replaced_at=ago(minutes=1))
    answer = acceptance_client.get(f"/i/{old}/")
    assert answer.status_code == 410
    assert "There is a newer link" in answer.content.decode()


def test_a_suspended_partners_link_answers_not_available_now(acceptance_client):
    asked = InvitationFactory(sent=True, partner=PartnerFactory(suspended=True))
    answer = acceptance_client.get(f"/i/{token_of(live_link(asked))}/")
    assert answer.status_code == 410
    assert "This request cannot be answered now" in answer.content.decode()


def test_a_browser_that_carries_nothing_or_something_forged_gets_the_unknown_page(acceptance_client, asked):
    assert acceptance_client.get("/invitation/").status_code == 404
    acceptance_client.cookies["link"] = "forged:value:here"
    answer = acceptance_client.get("/invitation/")
    assert answer.status_code == 404
    assert answer.cookies["link"].value == ""


def test_a_link_on_the_main_host_is_unknown(client, asked):
    assert client.get(f"/i/{token_of(live_link(asked))}/").status_code == 404


def test_a_link_works_until_the_last_moment_of_its_last_day(acceptance_client):
    asked = InvitationFactory(sent=True, expires_at=midnight_in(1))
    assert acceptance_client.get(f"/i/{token_of(live_link(asked))}/").status_code == 303
