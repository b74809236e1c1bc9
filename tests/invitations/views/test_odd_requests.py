"""Page 1 with entries of the catalogue: refused at their field and nothing changed, or taken as text."""

import pytest

from invitations.models import Invitation
from tests.invitations.views.asking import NEW, addressed, counts, filled

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("value", ["granular", "all", "FULL", "", "\x00", "none,full"])
def test_other_kinds_of_rights_are_refused(partner_client, value):
    before = counts()
    assert partner_client.post(NEW, filled(rights=value)).status_code in (400, 422)
    assert counts() == before


EMAILS = {
    2: "a@b", 3: "a@localhost", 4: "a@[127.0.0.1]", 5: '"a\\"b"@x.com', 7: "a@x.com\r\nBcc: e@e.com",
    8: "a@x.com%0aBcc:z@z", 9: "a@x.com,b@y.com", 10: "Bob <a@x.com>", 12: "a@x.com\u202e", 13: "a\u200bb@x.com",
    14: "İ@x.com", 15: "ａ@ｘ.com", 16: "а@x.com", 19: "a@xn--zzzzz---.com", 22: "ü@x.com", 23: "a" * 65 + "@x.com",
    24: "a@" + "b" * 60 + "." + "c" * 60 + "." + "d" * 60 + "." + "e" * 60 + "." + "f" * 20 + ".com",
    25: "a@" + "b" * 64 + ".com", 26: "a..b@x.com", 29: "=cmd|'/c calc'!A0@x.com", 30: "postmaster@x.com",
    32: "a\x00b@x.com",
}  # fmt: skip


@pytest.mark.parametrize("number", EMAILS)
def test_addresses_of_the_catalogue_are_refused_with_a_page_and_change_nothing(partner_client, number):
    before = counts()
    answer = partner_client.post(NEW, addressed(recipient_email=EMAILS[number]))
    assert answer.status_code in ((400, 422) if number == 32 else (422,))
    assert counts() == before


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        ("   ", ""),
        ("a@x.com\n", "a@x.com"),
        ("\u3000a@x.com\u00a0", "a@x.com"),
        ("a@例え.jp", "a@xn--r8jz45g.jp"),
        ("a+tag@x.com", "a+tag@x.com"),
        ("o'brien@x.com", "o'brien@x.com"),
        ("a@ß.de", "a@xn--zca.de"),
    ],
)
def test_addresses_of_the_catalogue_are_stored_in_their_form(partner_client, typed, stored):
    assert partner_client.post(NEW, addressed(recipient_email=typed)).status_code == 302
    assert Invitation.objects.get().recipient_email == stored


@pytest.mark.parametrize("address", ["a@аррӏе.com", "a@xn--80ak6aa92e.com"])
def test_a_domain_that_looks_like_another_is_accepted_with_a_warning_on_page_2(partner_client, address):
    answer = partner_client.post(NEW, addressed(recipient_email=address))
    assert answer.status_code == 302
    assert "xn--80ak6aa92e.com" in partner_client.get(answer["Location"]).content.decode()


NAMES = {
    33: "Minato\r\nBcc: x", 41: "Minato {link}", 34: "Mina\x0bto", "NUL": "a\x00b", 42: "\u200b\u200b",
    "zalgo": "a" + "\u0301" * 300, 46: "x" * 100_000, "link": "visit https://evil.example", "domain": "evil.com",
}  # fmt: skip


@pytest.mark.parametrize("field", ["customer_name", "recipient_name"])
@pytest.mark.parametrize("name", NAMES)
def test_names_of_the_catalogue_are_refused_and_change_nothing(partner_client, field, name):
    before = counts()
    answer = partner_client.post(NEW, addressed(**{field: NAMES[name]}))
    assert answer.status_code in (400, 413, 422)
    assert counts() == before


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("{{7*7}} {% load x %} %(x)s ${x}", "{{7*7}} {% load x %} %(x)s ${x}"),
        ("Minato 🍁", "Minato 🍁"),
        ("Cafe\u0301", "Café"),
        ("=?utf-8?q?hello?=", "=?utf-8?q?hello?="),
        ("=1+1", "=1+1"),
    ],
)
def test_names_of_the_catalogue_are_text_and_nothing_else(partner_client, typed, stored):
    answer = partner_client.post(NEW, addressed(customer_name=typed, recipient_name=typed))
    made = Invitation.objects.get()
    assert (made.customer_name, made.recipient_name) == (stored, stored)
    page = partner_client.get(answer["Location"])
    assert page.status_code == 200
    assert "<script>alert" not in page.content.decode()


@pytest.mark.parametrize("days", ["0", "-1", "91", "x", "", "1.5", "9" * 5000, "\x00"])
def test_other_lives_are_refused(partner_client, days):
    before = counts()
    assert partner_client.post(NEW, filled(life_days=days)).status_code in (400, 422)
    assert counts() == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"customer_country": "DE"}, "cannot sell in Germany"),
        ({"customer_country": "RU"}, "Nobody can sell in Russia"),
        ({"is_reusable": "on"}, "has no recipient"),
        ({"use_limit": "3"}, "has a limit"),
        ({"request_key": "zz"}, "could not be read"),
        ({"recipient_email": "x@kitakaze.example"}, "belongs to your own company"),
    ],
)
def test_refusals_stand_at_their_field_with_the_cure_and_change_nothing(partner_client, changes, words):
    before = counts()
    answer = partner_client.post(NEW, addressed(**changes))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "<title>Error: " in page
    assert counts() == before
