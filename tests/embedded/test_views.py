from http import HTTPStatus

import pytest
from django.test import Client

from tests.embedded.mails import letter, put

pytestmark = pytest.mark.django_db
BOTH = ("Hello http://public.localhost:8000/i/pub_x and https://elsewhere.example/y", "<p>Hello</p>")


@pytest.fixture
def visitor() -> Client:
    return Client(headers={"host": "localhost:8000"})


def test_the_mailbox_lists_the_newest_mail_first_and_needs_no_sign_in(visitor, mails):
    put(mails, letter("The older one"))
    put(mails, letter("<b>The newer one</b>"), "k.sato@minato.example")
    page = visitor.get("/mailbox/").content.decode()
    assert page.index("&lt;b&gt;The newer one&lt;/b&gt;") < page.index("The older one")
    assert "minato.example" in page


def test_an_empty_mailbox_says_what_to_do(visitor, mails):
    assert "No mail yet" in visitor.get("/mailbox/").content.decode()


def test_with_a_mail_server_of_ones_own_the_page_says_that_nothing_is_caught(visitor, monkeypatch):
    monkeypatch.delenv("MAILBOX_FOLDER", raising=False)
    assert "Mail goes elsewhere" in visitor.get("/mailbox/").content.decode()
    assert visitor.get("/mailbox/00000000000000000001-00000000/").status_code == HTTPStatus.NOT_FOUND


def test_no_more_than_a_hundred_are_listed(visitor, mails):
    for number in range(101):
        put(mails, letter(f"Letter number {number};"))
    page = visitor.get("/mailbox/").content.decode()
    assert page.count("Letter number") == 100
    assert "Letter number 0;" not in page
    assert "Only the newest 100 are shown." in page


def test_a_mail_opens_with_its_html_in_a_frame_without_rights(visitor, mails):
    name = put(mails, letter("Subject", *BOTH))
    page = visitor.get(f"/mailbox/{name}/").content.decode()
    assert f'src="/mailbox/{name}/html/" sandbox="allow-popups allow-popups-to-escape-sandbox"' in page


def test_only_the_links_of_the_portal_can_be_opened_with_one_click(visitor, mails):
    name = put(mails, letter("Subject", *BOTH))
    page = visitor.get(f"/mailbox/{name}/").content.decode()
    assert 'href="http://public.localhost:8000/i/pub_x"' in page
    assert 'href="https://elsewhere.example/y"' not in page


@pytest.mark.parametrize(
    ("part", "words"), [("text", "Hello http://public"), ("headers", "X-Envelope-From"), ("x", "Hello")]
)
def test_the_other_parts_are_shown_as_text(visitor, mails, part, words):
    name = put(mails, letter("Subject", *BOTH))
    assert words in visitor.get(f"/mailbox/{name}/", {"part": part}).content.decode()


def test_the_html_part_comes_under_a_policy_of_its_own(visitor, mails):
    name = put(mails, letter("Subject", "Hello", "<script>alert(1)</script><p>Hello</p>"))
    answer = visitor.get(f"/mailbox/{name}/html/")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "sandbox allow-popups" in policy
    assert "script-src" not in policy
    assert "allow-scripts" not in policy
    assert "frame-ancestors 'self'" in policy
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "<p>Hello</p>" in answer.content.decode()


@pytest.mark.parametrize("path", ["/mailbox/no-such/", "/mailbox/00000000000000000001-00000000/html/"])
def test_an_unknown_mail_is_not_found(visitor, mails, path):
    assert visitor.get(path).status_code == HTTPStatus.NOT_FOUND


def test_nothing_can_be_posted(visitor, mails):
    assert visitor.post("/mailbox/").status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_mails_are_not_kept_in_any_cache(visitor, mails):
    name = put(mails, letter("Subject", *BOTH))
    for path in ("/mailbox/", f"/mailbox/{name}/", f"/mailbox/{name}/html/"):
        assert visitor.get(path)["Cache-Control"] == "no-store"


def test_an_acceptance_host_has_no_mailbox(mails, db):
    assert Client(headers={"host": "public.localhost:8000"}).get("/mailbox/").status_code == HTTPStatus.NOT_FOUND
