"""Copy, mail app and draft file: each starts with the words and the fixed box, and carries the link whole."""

import email
from email.policy import default
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from invitations.drafts.handing import eml_draft, mail_to, whole_text
from partnercenter.outbox.handing import LONGEST_MAILTO
from tests import factories

pytestmark = pytest.mark.django_db
LINK = "http://public.localhost:8000/i/pub_" + "a" * 43 + "/"


def test_the_whole_text_is_words_then_box():
    asked = factories.InvitationFactory(body="Dear Mr Sato\n{link}")
    whole = whole_text(asked, LINK)
    assert whole.startswith(f"Dear Mr Sato\n{LINK}\n\n-----")
    assert "The sender cannot change this part." in whole


@pytest.mark.parametrize(
    ("body", "language", "has_text", "has_box"),
    [
        ("Hello\n{link}", "en", True, None),
        ("x" * 1200 + " {link}", "en", True, False),
        ("x" * 3000 + " {link}", "en", False, False),
        ("次のリンク" * 60 + "{link}", "ja", False, False),
    ],
)
def test_mail_apps_get_what_fits(body, language, has_text, has_box):
    opened = mail_to(factories.InvitationFactory(body=body, language=language), LINK)
    assert len(opened.address) <= LONGEST_MAILTO
    assert opened.has_text is has_text
    assert has_box is None or opened.has_box is has_box
    assert LINK in unquote(opened.address)


def test_even_the_longest_subject_fits_beside_the_short_text():
    asked = factories.InvitationFactory(subject="件" * 150, body="本" * 3000 + "{link}", language="ja")
    assert len(mail_to(asked, LINK).address) <= LONGEST_MAILTO


def test_signs_in_the_words_cannot_add_headers_to_the_address():
    asked = factories.InvitationFactory(
        subject="a&bcc=x@evil.example?#", body="b&cc=y {link}", recipient_email="o'brien+x@minato.example"
    )
    parts = urlsplit(mail_to(asked, LINK).address)
    assert set(parse_qs(parts.query)) == {"subject", "body"}
    assert unquote(parts.path) == "o'brien+x@minato.example"
    assert parts.fragment == ""


def test_the_draft_file_opens_unsent_with_recipient_subject_and_text():
    asked = factories.InvitationFactory(
        subject="【北風】再販業者関係のご依頼", body="佐藤 様\n{link}", recipient_email="k.sato@例え.jp", language="ja"
    )
    message = email.message_from_bytes(eml_draft(asked, LINK), policy=default)
    assert message["X-Unsent"] == "1"
    assert message["To"] == "k.sato@xn--r8jz45g.jp"
    assert message["Subject"] == "【北風】再販業者関係のご依頼"
    assert message.get_content().replace("\r\n", "\n").startswith(f"佐藤 様\n{LINK}\n")


def test_a_draft_file_without_recipient_has_no_to_line():
    message = email.message_from_bytes(eml_draft(factories.InvitationFactory(unaddressed=True), LINK))
    assert message["To"] is None
