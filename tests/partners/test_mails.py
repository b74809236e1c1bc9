"""Every mail of partnerships, in Japanese: nobody is invited, and nothing of the letter's frame is left to fill in."""

import pytest

from partnercenter.outbox.models import OutboundEmail
from partnercenter.outbox.renderers import render
from partnercenter.partners import actions
from partnercenter.partners.drafts.text import default_body, default_subject, fixed_box
from tests import factories
from tests.partners.asked import asked_by, case_for, provider_admin, reseller_admin

pytestmark = pytest.mark.django_db


@pytest.fixture
def sides():
    return provider_admin(), reseller_admin()


def letters(kind: str):
    return [render(mail) for mail in OutboundEmail.objects.filter(kind=kind)]


def test_the_letter_in_english(sides):
    asked = asked_by(sides[0], addressed=True)
    assert default_subject(asked) == "Akatsuki Distribution K.K. asks for a partnership"
    body = default_body(asked)
    assert body.startswith("Hello Haruka Mori,\n\nWe would like to work with your company as its indirect provider in")
    assert body.endswith("Ryo Aoki, Akatsuki Distribution K.K.")
    assert body.count("{link}") == 1


def test_the_letter_in_japanese_speaks_of_no_invitation(sides):
    asked = asked_by(sides[0], addressed=True, language="ja")
    body = default_body(asked)
    assert "間接プロバイダー" in body
    assert "招待" not in body + default_subject(asked)


def test_a_long_name_is_cut_in_the_subject_alone(sides):
    sides[0].partner.legal_name = "A" * 200
    subject = default_subject(asked_by(sides[0]))
    assert len(subject) == 150
    assert "… asks for a partnership" in subject


def test_the_box_says_that_it_is_no_customers_request(sides):
    box = fixed_box(asked_by(sides[0]))
    values = " ".join(value for _label, value in box.rows)
    assert "Akatsuki Distribution K.K. (Ryo Aoki)" in values
    assert "no request to become a customer" in values
    assert len(box.points) == 4


def test_each_mail_has_text_and_html_and_leads_to_its_page(sides):
    asking, answering = sides
    asked = asked_by(asking, addressed=True)
    actions.send(request=asked, by=asking)
    begun = actions.accept_partnership(
        case=case_for(asked, as_addressee(answering, asked)), by=answering.user
    ).partnership
    actions.end_partnership(partnership=begun, reason="Over", by=asking)
    place = f"http://localhost:8000/partner/partnerships/{begun.public_id}/"
    for kind, count in (("partnership.accepted", 2), ("partnership.ended", 2)):
        found = letters(kind)
        assert len(found) == count
        for letter in found:
            assert place in letter.text
            assert place in letter.html
    assert "Over" in letters("partnership.ended")[0].text
    assert "stay as they are" in letters("partnership.ended")[0].text


def as_addressee(membership, asked):
    factories.TenantDomainFactory(owner=membership.partner, domain=asked.recipient_email.partition("@")[2])
    return membership


def test_who_answers_for_both_sides_gets_one_mail(sides):
    asking, answering = sides
    factories.PartnerMembershipFactory(partner=answering.partner, user=asking.user, left_at=factories.ago(days=1))
    begun = factories.PartnershipFactory(provider=asking.partner, reseller=answering.partner)
    actions.end_partnership(partnership=begun, by=asking)
    assert OutboundEmail.objects.filter(recipient=asking.user.email).count() == 1
