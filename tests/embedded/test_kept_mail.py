import time

import pytest

from partnercenter.embedded.kept_mail import find_mail, kept_mails
from tests.embedded.mails import letter, put


def test_reads_envelope_subject_and_both_bodies(tmp_path):
    name = put(tmp_path, letter("リセラー関係の依頼", "こんにちは", "<p>こんにちは</p>"), "a@x.example", "b@x.example")
    mail = find_mail(tmp_path, name)
    assert mail.sender == "bounces@portal.example"
    assert mail.author == ("Portal", "no-reply@portal.example")
    assert mail.recipients == ["a@x.example", "b@x.example"]
    assert mail.subject == "リセラー関係の依頼"
    assert mail.text.strip() == "こんにちは"
    assert mail.html.strip() == "<p>こんにちは</p>"
    assert ("From", "Portal <no-reply@portal.example>") in mail.headers


def test_the_newest_comes_first(tmp_path):
    names = [put(tmp_path, letter(f"Number {number}")) for number in range(3)]
    assert [mail.name for mail in kept_mails(tmp_path)] == names[::-1]


def test_arrival_is_the_time_of_keeping(tmp_path):
    put(tmp_path, letter())
    (mail,) = kept_mails(tmp_path)
    assert abs(mail.arrived_at.timestamp() - time.time()) < 10


def test_a_file_that_is_still_being_written_is_not_shown(tmp_path):
    (tmp_path / "00000000000000000001-00000000.part").write_bytes(b"half")
    (tmp_path / "notes.eml").write_bytes(b"not ours")
    assert list(kept_mails(tmp_path)) == []


@pytest.mark.parametrize("name", ["", "..", "../secrets", "1-2", "00000000000000000001-0000000g", "a" * 5000, "\0"])
def test_a_name_that_is_not_ours_finds_nothing(tmp_path, name):
    assert find_mail(tmp_path, name) is None


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("no address", []),
        ("Open http://public.localhost:8000/i/pub_abc.", ["http://public.localhost:8000/i/pub_abc"]),
        ("（https://x.example/あ）を開く", ["https://x.example/あ"]),
        ("<https://x.example/1> and https://x.example/1", ["https://x.example/1"]),
        ("javascript:alert(1) ftp://x.example", []),
    ],
)
def test_finds_the_web_addresses_in_the_text(tmp_path, text, addresses):
    assert find_mail(tmp_path, put(tmp_path, letter(text=text))).addresses == addresses


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        b"\xff\xfe not a header",
        b"Subject: =?utf-8?b?////?=\r\n\r\nx",
        b"Subject: a\r\nContent-Type: text/plain; charset=no-such\r\n\r\n\xe3\x81",
        b"Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!",
        b"Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\n",
        b"Content-Type: multipart/mixed\r\n\r\nno boundary",
        b"From: @@@ <<>>\r\nTo: ,,,;\r\nDate: never\r\n\r\n",
        b"Content-Type: message/rfc822\r\n\r\nSubject: inner\r\n\r\nx",
        b"Content-Type: application/pdf\r\n\r\n%PDF",
    ],
)
def test_a_broken_mail_is_read_without_an_error(tmp_path, content):
    mail = find_mail(tmp_path, put(tmp_path, content))
    assert isinstance(
        mail.subject + mail.text + mail.html + repr(mail.headers) + repr([mail.addresses, mail.author]), str
    )
    assert mail.recipients == ["k.sato@minato.example"]


def test_a_subject_that_is_folded_before_its_first_word_begins_with_that_word(tmp_path):
    content = b"Subject:\r\n =?utf-8?b?5L6d6aC8?=\r\n\r\nx\r\n"
    assert find_mail(tmp_path, put(tmp_path, content, "a@x.example", "b@x.example")).subject == "依頼"
