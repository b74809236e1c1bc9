"""The catcher as a real process, spoken to over SMTP."""

import os
import smtplib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from partnercenter.embedded.catcher_process import start_catcher
from partnercenter.embedded.children import Child, Program, start
from partnercenter.embedded.kept_mail import kept_mails
from partnercenter.embedded.places import lasting_folder
from partnercenter.embedded.server_user import server_user
from tests.embedded.mails import letter

Catcher = tuple[smtplib.SMTP, Path]


@pytest.fixture
def catcher(folder: Path) -> Iterator[Catcher]:
    children: list[Child] = []

    def noted(program: Program) -> Child:
        children.append(start(program))
        return children[-1]

    addresses = start_catcher(lasting_folder(server_user(), wanted=folder), start=noted)
    place = urlsplit(addresses["EMAIL_URL"])
    with smtplib.SMTP(place.hostname, place.port) as client:
        yield client, Path(addresses["MAILBOX_FOLDER"])
    for child in children:
        child.stop()


def test_keeps_what_it_is_sent_with_its_envelope(catcher: Catcher):
    client, folder = catcher
    client.send_message(letter("A letter"), from_addr="bounces@portal.example", to_addrs=["hidden@x.example"])
    (mail,) = kept_mails(folder)
    assert (mail.subject, mail.sender, mail.recipients) == ("A letter", "bounces@portal.example", ["hidden@x.example"])


def test_keeps_mails_of_one_connection_in_their_order(catcher: Catcher):
    client, folder = catcher
    for number in range(20):
        client.send_message(letter(f"Number {number}"))
    assert [mail.subject for mail in kept_mails(folder)] == [f"Number {number}" for number in reversed(range(20))]


def test_keeps_addresses_and_texts_in_any_script(catcher: Catcher):
    client, folder = catcher
    options = ["SMTPUTF8", "BODY=8BITMIME"]
    client.sendmail("a@x.example", ["佐藤@例え.example"], "Subject: 依頼\r\n\r\n本文".encode(), mail_options=options)
    (mail,) = kept_mails(folder)
    assert (mail.recipients, mail.subject) == (["佐藤@例え.example"], "依頼")


def test_leaves_nothing_half_written(catcher: Catcher):
    client, folder = catcher
    client.send_message(letter())
    assert [Path(name).suffix for name in os.listdir(folder)] == [".eml"]


def test_refuses_addresses_without_a_mailbox(catcher: Catcher):
    client, folder = catcher
    for address in ("Nobody@x.example", "gone@x.example"):
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            client.send_message(letter("To nobody"), to_addrs=[address])
        assert refused.value.recipients[address] == (550, b"5.1.1 No such mailbox")
    assert not list(kept_mails(folder))
