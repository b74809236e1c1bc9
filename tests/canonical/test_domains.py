"""Domains: one stored form, public mailboxes, look-alikes."""

from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from partnercenter.canonical.confusables import domain_warning
from partnercenter.canonical.domains import FREE_MAIL_DOMAINS, clean_domain, is_free_mail, readable
from tests.canonical.junk import junk_texts


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("contoso.com", "contoso.com"),
        (" Contoso.COM\n", "contoso.com"),
        ("例え.jp", "xn--r8jz45g.jp"),
        ("XN--R8JZ45G.JP", "xn--r8jz45g.jp"),
        ("例え。jp", "xn--r8jz45g.jp"),
        ("sub.contoso.co.jp", "sub.contoso.co.jp"),
        ("ß.de", "xn--zca.de"),
        ("1.example", "1.example"),
    ],
)
def test_a_domain_is_stored_as_a_label_in_lower_case(typed, stored):
    assert clean_domain(typed) == stored
    assert clean_domain(stored) == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "domain_empty"),
        (None, "domain_empty"),
        ("   ", "domain_empty"),
        ("contoso", "domain_incomplete"),
        ("localhost", "domain_incomplete"),
        ("10.0.0.1", "domain_incomplete"),
        ("https://contoso.com", "domain_characters"),
        ("@contoso.com", "domain_characters"),
        ("contoso.com/path", "domain_characters"),
        ("con toso.com", "domain_characters"),
        ("con\x00toso.com", "domain_characters"),
        ("ｃontoso.com", "domain_characters"),
        ("\ud800.com", "domain"),
        ("contoso.com.", "domain"),
        ("contoso..com", "domain"),
        ("-contoso.com", "domain"),
        ("a" * 64 + ".com", "domain"),
        ("a." * 130 + "com", "domain"),
        ("x" * 1_000_000, "domain"),
        ("xn--zzzzz---.com", "domain"),
    ],
)
def test_what_is_no_domain_is_refused_with_its_code(typed, code):
    with pytest.raises(ValidationError) as refused:
        clean_domain(typed)
    assert refused.value.code == code


@pytest.mark.parametrize(
    "domain",
    [
        "gmail.com",
        "GMAIL.com",
        "yahoo.co.jp",
        "outlook.jp",
        "icloud.com",
        "qq.com",
        "163.com",
        "docomo.ne.jp",
        "ezweb.ne.jp",
        "softbank.ne.jp",
        "nifty.com",
        "hotmail.com",
        "t-online.de",
        "mail.ru",
        "proton.me",
        "xx.ocn.ne.jp",
        "ab1.so-net.ne.jp",
        "naver.com",
    ],
)
def test_public_mailboxes_are_free_mail(domain):
    assert is_free_mail(domain)


@pytest.mark.parametrize(
    "domain", ["contoso.com", "notgmail.com", "gmail.com.evil.example", "co.jp", "ne.jp", "", "\x00", "例え.jp"]
)
def test_other_domains_are_not_free_mail(domain):
    assert not is_free_mail(domain)


def test_every_free_mail_domain_is_in_its_stored_form():
    assert len(FREE_MAIL_DOMAINS) > 200
    for domain in FREE_MAIL_DOMAINS:
        assert clean_domain(domain) == domain
        assert is_free_mail(domain)


def test_no_free_mail_domain_is_a_public_ending():
    assert not FREE_MAIL_DOMAINS & {"co.jp", "ne.jp", "or.jp", "ac.jp", "co.uk", "com.au", "com.br", "com.cn"}


@pytest.mark.parametrize(
    ("domain", "punycode"),
    [
        ("аррӏе.com", "xn--80ak6aa92e.com"),
        ("xn--80ak6aa92e.com", "xn--80ak6aa92e.com"),
        ("XN--80AK6AA92E.com", "xn--80ak6aa92e.com"),
        ("cоntoso.com", None),
        ("соntоsо.com", None),
        ("paypaı.com", None),
        ("ɡoogle.com", None),
        ("ονο.com", None),
        ("www.аррӏе.com", None),
        ("contosoノlogin.com", None),
        ("microsoftー365.com", None),
        ("例えпример.com", None),
    ],
)
def test_a_domain_that_may_be_mistaken_gets_a_warning_with_its_technical_name(domain, punycode):
    warning = domain_warning(domain)
    assert warning is not None
    assert (punycode or "xn--") in warning


@pytest.mark.parametrize(
    "domain",
    [
        "contoso.com",
        "例え.jp",
        "日本語ドメイン.jp",
        "ヤマダ電機.jp",
        "abc商事.jp",
        "アップルー.jp",
        "ロト.jp",
        "工口.jp",
        "müller.de",
        "ışık.com",
        "пример.рф",
        "сахар.рф",
        "пример.com",
        "παράδειγμα.gr",
        "한국.kr",
        "한국abc.kr",
        "中国.cn",
        "xn--zzzzz---.com",
        "",
        "\x00",
        "not a domain",
    ],
)
def test_ordinary_domains_in_any_one_script_get_no_warning(domain):
    assert domain_warning(domain) is None


def test_a_domain_that_cannot_be_decoded_is_shown_as_it_is():
    assert readable("xn--zzzzz---.com") == "xn--zzzzz---.com"
    assert readable("xn--r8jz45g.jp") == "例え.jp"


@pytest.mark.parametrize("seed", range(3))
def test_junk_never_raises_anything_but_a_validation_error(seed):
    for text in junk_texts(seed + 50, longest=8):
        for domain in (text, f"{text}.com", f"xn--{text}.com"):
            assert is_free_mail(domain) in (True, False)
            domain_warning(domain)
            with suppress(ValidationError):
                assert clean_domain(clean_domain(domain)) == clean_domain(domain)
