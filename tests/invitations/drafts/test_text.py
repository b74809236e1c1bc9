"""The words of the mail: the letter it begins with, what may be written, and the link in its place (K34, K35)."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from invitations.drafts import text
from partnercenter.links import words
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(partner_membership):
    return factories.InvitationFactory(
        partner=partner_membership.partner,
        owner=partner_membership,
        subject="",
        body="",
        recipient_name="Kenichi Sato",
        customer_name="Minato Seiki",
        expires_at=datetime(2026, 12, 20, 15, tzinfo=UTC),
    )


def test_the_english_letter_is_k34(asked):
    assert text.default_subject(asked) == "Kitakaze Systems K.K. asks to become your reseller"
    assert text.default_body(asked) == (
        "Hello Kenichi Sato,\n\n"
        "We would like to supply Minato Seiki with cloud services, and ask you for a reseller relationship. We also "
        "ask for full administrator rights, which have no end date.\n\n"
        "Read the request and accept or decline it by the end of 20 December 2026 (JST):\n{link}\n\n"
        "Opening the link changes nothing. To accept, a global administrator of your organisation has to sign in.\n\n"
        "Questions? Reply to this e-mail.\n\nMisaki Tanaka, Kitakaze Systems K.K."
    )


def test_the_japanese_letter_is_k34(asked):
    asked.language = "ja"
    assert text.default_subject(asked) == "【Kitakaze Systems K.K.】再販業者関係のご依頼"
    assert text.default_body(asked) == (
        "Minato Seiki 御中\nKenichi Sato 様\n\n"
        "いつもお世話になっております。Kitakaze Systems K.K.のMisaki Tanakaです。\n"
        "貴社にクラウド サービスをご提供するため、再販業者関係の承諾をお願いしたく、ご連絡いたしました。"
        "あわせて、全権限（終了日なし）をお願いしております。\n\n"
        "次のリンクから内容をご確認のうえ、2026年12月20日(日)（JST）までに承諾または辞退をお選びください。\n{link}\n\n"
        "リンクを開いただけでは、何も変わりません。承諾には、貴社のグローバル管理者のサインインが必要です。\n"
        "ご不明な点がありましたら、このメールにご返信ください。\n\nKitakaze Systems K.K. Misaki Tanaka"
    )


def test_without_names_the_letter_still_reads_well(asked):
    asked.recipient_name = asked.customer_name = asked.owner.user.display_name = ""
    english = text.default_body(asked)
    asked.language = "ja"
    japanese = text.default_body(asked)
    assert english.startswith("Hello,\n\nWe would like to supply your organisation with")
    assert english.endswith("\n\nKitakaze Systems K.K.")
    assert japanese.startswith("ご担当者様\n\nいつもお世話になっております。Kitakaze Systems K.K.です。")


@pytest.mark.parametrize(
    ("traits", "sentence", "approver"),
    [
        (
            {"no_rights": True},
            "We do not ask for administrator rights.",
            "a global or billing administrator of your organisation",
        ),
        (
            {"granular": True},
            "We also ask for these roles for 365 days from acceptance: Global Reader, Service Support Administrator.",
            "a global administrator of your organisation",
        ),
    ],
)
def test_the_sentence_on_rights_is_k35(traits, sentence, approver):
    body = text.default_body(factories.InvitationFactory(**traits))
    assert sentence in body
    assert approver in body


@pytest.mark.parametrize("language", ["en", "ja"])
def test_every_default_letter_passes_its_own_checks(asked, language):
    asked.language = language
    asked.partner.legal_name = "Booking.com K.K."
    assert text.check_body(text.default_body(asked), invitation=asked) == text.default_body(asked)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "We ask on behalf of Midorino K.K., which will look after you. We also ask for full"),
        ("ja", "貴社を担当するMidorino K.K.に代わってのご依頼です。あわせて、全権限"),
    ],
)
def test_a_provider_says_for_whom_it_asks(asked, language, sentence):
    asked.language = language
    asked.on_behalf_of = factories.PartnerFactory(reseller=True, legal_name="Midorino K.K.")
    assert sentence in text.default_body(asked)
    assert text.check_body(text.default_body(asked), invitation=asked)


def test_a_very_long_name_leaves_the_subject_within_its_limit(asked):
    asked.partner.legal_name = "N" * 200
    subject = text.default_subject(asked)
    assert len(subject) == words.LONGEST_SUBJECT
    assert subject.endswith("… asks to become your reseller")


def test_a_name_that_is_a_link_is_left_out(asked):
    asked.owner.user.display_name = "visit evil.com"
    assert "evil" not in text.default_body(asked)


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("Hello", "link_missing"),
        ("", "link_missing"),
        ("{link} and {link}", "link_twice"),
        ("{link} https://evil.example", "link"),
        ("{link} hxxp://evil.example", "link"),
        ("{link} evil[.]com", "link"),
        ("{link} www.evil.example", "link"),
        ("{link} evil.com", "link"),
        ("https://evil.example/{link}", "link"),
        ("evil.zzz/{link}", "link"),
        ("{link}" + "x" * 4000, "max_length"),
        ("{link}\x00", "control_character"),
        ("{link}" + "x" * 1_000_000, "max_length"),
    ],
)
def test_a_body_that_cannot_be_sent_is_refused(asked, body, code):
    with pytest.raises(ValidationError) as refused:
        text.check_body(body, invitation=asked)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "body",
    [
        "{link}",
        "Dear Mr Sato,\n\n{link}\n\nm.tanaka@kitakaze.example, ver.2.0, e.g. 3.5",
        "<script>alert(1)</script> {{7*7}} {% load x %} %(x)s ${x} {link}",
        "🍁 {link}",
        "{ link } {LINK} {link}",
    ],
)
def test_everything_else_is_plain_text_and_stays_as_it_is(asked, body):
    assert text.check_body(body, invitation=asked) == body


def test_only_the_links_place_is_filled():
    filled = words.fill("{0} %(x)s {link} {partner}", "http://x/i/t/")
    assert filled == "{0} %(x)s http://x/i/t/ {partner}"


@pytest.mark.parametrize(
    ("subject", "code"),
    [
        ("", "required"),
        ("  ", "required"),
        ("x" * 151, "max_length"),
        ("a\x00b", "control_character"),
        ("a\nb", "control_character"),
        ("see evil.com", "link"),
    ],
)
def test_a_subject_that_cannot_be_sent_is_refused(subject, code):
    with pytest.raises(ValidationError) as refused:
        words.check_subject(subject)
    assert refused.value.code == code


def test_a_placeholder_in_the_subject_is_plain_text():
    assert words.check_subject("Your {link}") == "Your {link}"


@pytest.mark.parametrize(
    ("language", "subject", "said"),
    [
        ("en", "asks for administrator rights", "We ask for these roles for 365 days from acceptance: Global Reader"),
        ("ja", "管理者権限のご依頼", "次の管理者ロールをお願いしております（承諾日から365日間）：グローバル閲覧者"),
    ],
)
def test_rights_alone_are_asked_without_a_word_of_a_relationship(language, subject, said):
    asked = factories.InvitationFactory(granular=True, with_relationship=False, language=language)
    asked.body = asked.subject = ""
    assert subject in text.subject_of(asked)
    assert said in text.body_of(asked)
    assert "reseller relationship" not in text.body_of(asked)
    assert "再販業者関係" not in text.body_of(asked)
