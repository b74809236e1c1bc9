"""Own words for all requests of a file: places as templates have them, and a preview of what is sent."""

import re

import pytest

from invitations.models import Invitation
from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from tests.invitations.batches.files import FILE, NO_RIGHTS, checked_by_pages, post_file

pytestmark = pytest.mark.django_db
LINK = re.compile(r"/i/[\w-]+/")
OWN = {"subject": "For {customer}", "body": "Dear {recipient},\n\n{asks}\n{link}\n\n{closing}"}
REFUSED = {
    "unknown place": (OWN | {"body": "{Customer} {link}"}, "{Customer} stands for nothing in this e-mail."),
    "place of another mail": (OWN | {"body": "{asked_on} {link}"}, "{asked_on} stands for nothing in this e-mail."),
    "unknown in the subject": (OWN | {"subject": "{nobody}"}, "{nobody} stands for nothing in this e-mail."),
    "link in the subject": (OWN | {"subject": "{link}"}, "Take {link} out of the subject."),
    "no link": (OWN | {"body": "Dear {recipient}"}, "{link}"),
    "made into a link": (OWN | {"body": "www.{customer}.com {link}"}, "link"),
    "half": (OWN | {"subject": ""}, "Enter both, subject and text, or neither."),
}


@pytest.mark.parametrize(("words", "reason"), REFUSED.values(), ids=REFUSED)
def test_words_that_no_template_could_have_are_refused_with_the_reason(partner_client, words, reason: str) -> None:
    answer = partner_client.post(post_file(partner_client, FILE)["Location"], NO_RIGHTS | words)
    assert answer.status_code == 422
    assert reason in answer.content.decode()


def bare(text: str, email: OutboundEmail) -> str:
    """What was sent, without link and number, which a preview leaves out."""
    number = Invitation.objects.get(public_id=email.about_id).number
    return LINK.sub("/i/…/", text).replace(number, "R-…")


def test_the_preview_shows_the_mail_of_the_first_good_row_in_each_language_as_it_is_sent(partner_client) -> None:
    bad_first = FILE.replace("\na.mori", "\nnobody,Nobody,,,,\na.mori", 1)
    place = checked_by_pages(partner_client, bad_first, **OWN)
    shown = {code: partner_client.get(f"{place}email/", {"language": code}) for code in ("en", "ja")}
    framed = {code: partner_client.get(f"{place}email/html/", {"language": code}).content for code in ("en", "ja")}
    assert not Invitation.objects.exists()
    partner_client.post(f"{place}confirm/")
    assert Invitation.objects.get(language="en").subject == "For Harbour Ltd"
    for email in OutboundEmail.objects.filter(kind="invitation.request"):
        sent, letter = render(email), shown[email.language].context["letter"]
        assert (letter.subject, letter.text) == (sent.subject, bare(sent.text, email))
        assert framed[email.language].decode() == bare(sent.html, email)
    assert partner_client.get(f"{place}email/").status_code == 404  # it is sent; each request has its own page


def test_a_file_in_one_language_has_one_preview(partner_client) -> None:
    place = checked_by_pages(partner_client, FILE.replace(",ja,", ",,"))
    answer = partner_client.get(f"{place}email/", {"language": "ja"})
    assert answer.context["language"] == "en"
    assert [code for code, _name in answer.context["languages"]] == ["en"]


def test_a_file_without_a_good_row_has_no_mail_to_show(partner_client) -> None:
    place = checked_by_pages(partner_client, FILE.partition("\n")[0] + "\nnobody,Nobody,,,,\n")
    assert partner_client.get(f"{place}email/").status_code == 200
    assert partner_client.get(f"{place}email/html/").status_code == 404
