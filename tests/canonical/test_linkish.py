"""No links of their own in a partner's texts (bad input 39, abuse case T7)."""

import time

import pytest
from django.core.exceptions import ValidationError

from partnercenter.canonical.linkish import check_no_links, find_link
from partnercenter.canonical.top_levels import TOP_LEVELS
from tests.canonical.junk import junk_texts

LINKS = [
    "https://evil",
    "http://evil.com/x",
    "HTTP://EVIL.COM",
    "ｈｔｔｐｓ：／／ｅｖｉｌ．ｃｏｍ",
    "hxxp://evil.com",
    "hxxps evil",
    "h**p evil",
    "http: evil",
    "htt\u200bps://evil",
    "h\u00adttps://evil",
    "ftp://evil",
    "//evil/x",
    "\\\\server\\share",
    "mailto:a@x.com",
    "javascript:alert(1)",
    "data:text/html,x",
    "tel://1",
    "www.evil",
    "WWW.evil.com",
    "ｗｗｗ．evil",
    "www2.evil.zzz",
    "evil.com",
    "evil.co.jp",
    "EVIL.COM",
    "ｅｖｉｌ．ｃｏｍ",
    "evil．com",
    "evil。com",
    "evil｡jp",
    "evil\u2024com",
    "evil\ufe52com",
    "ev\u200bil.co\u2060m",
    "evil.c\u034fom",
    "evil.c\ufe0fom",
    "evil.c\x00om",
    "evil.com.",
    "(evil.com)",
    "「evil.com」",
    "詳しくはevil.comをご覧ください。",
    "詳細はｅｖｉｌ．ｃｏｍまで",
    "こちらhttps://evilへ",
    "詳しくはwww.evilを",
    "evil.com/login",
    "evil.zzz/login",
    "x.evil.xyz",
    "sub.evil.cloud を",
    "evil.app",
    "例え.jp",
    "例え.みんな",
    "пример.рф",
    "пример.com",
    "xn--r8jz45g.xn--q9jyb4c",
    "evil[.]com",
    "evil (.) com",
    "evil{.}com",
    "evil[dot]com",
    "evil (dot) com",
    "evil【ドット】com".replace("【", "[").replace("】", "]"),
    "evil dot com",
    "evil［．］com",
    "1.2.3.4",
    "http://1.2.3.4",
    "192.168.0.1:8080",
    "ver 10.0.0.1/login",
    "１０．０．０．１",
    "[2001:db8::1]",
    "a@b.com/evil",
    "user@evil.com:8080",
    "https://user@evil.com",
    "evil.com/a@b.com",
    "a@b.comですevil.com",
    "evil.com a@b.com",
    "evil.berlin",
    "evil.zzz?x=1",
    "evil.zzz:8080",
    "evil.zzz#a",
    "line\nevil.com\nline",
]


@pytest.mark.parametrize("text", LINKS)
def test_whatever_looks_like_a_link_is_refused(text):
    for surrounded in (text, f"Hello {text} there", f"こんにちは。{text}。", f"（{text}）", f"a\n{text}\nb"):
        with pytest.raises(ValidationError) as refused:
            check_no_links(surrounded)
        assert refused.value.code == "link"


NO_LINKS = [
    "",
    "Hello",
    "ver.2.0",
    "Ver.2.0.1.5",
    "Version 10.0.1.5 is out",
    "version 10.0.19041.1",
    "v1.2.3.4",
    "バージョン 10.0.1.5",
    "e.g. this, i.e. that, etc. and so on",
    "3.5 and 1,234.56 and 10.5%",
    "Write to taro.sato+x@example.co.jp or to a@b.com.",
    "連絡先はtaro@example.co.jpです。",
    "連絡先：taro@example.com（佐藤）",
    "Contoso Co.,Ltd. and Fabrikam Co.Ltd.",
    "Müller GmbH & Co.KG",
    "a.m. p.m. U.S. K.K. S.A. B.V. No.1",
    "We work with ASP.NET and .NET and Node.js.",
    "です。NETの話",
    "本日です。comは使いません",
    "ABC。中国では",
    "Tel:03-1234-5678 Fax: 03-1234-5679",
    "TEL：０３－１２３４－５６７８",
    "Data: 5 seats. File: invoice.pdf",
    "The HTTP and HTTPS protocols",
    "Questions? Reply to this e-mail. It is read.",
    "and/or, 24/7, 1/2, w/o",
    "12:30-13:00",
    "2026.12.20",
    "Ｓｅｅ　ｙｏｕ．　Ｂｙｅ．",
    "ありがとうございます。今後ともよろしくお願いいたします。",
    "Price: ¥1,000. In case of doubt ask.",
    "(.)",
    "...",
    "S.p.A. di Milano",
    "C# 7.0; F# 4.1",
]


@pytest.mark.parametrize("text", NO_LINKS)
def test_ordinary_text_is_let_through(text):
    assert find_link(text) is None
    check_no_links(text)


def test_the_message_names_what_was_found():
    with pytest.raises(ValidationError) as refused:
        check_no_links("詳しくはevil.comへ")
    assert refused.value.messages == ["Links are not allowed here. Remove “evil.com”."]


@pytest.mark.parametrize("ending", sorted(TOP_LEVELS))
def test_every_known_ending_makes_a_domain(ending):
    assert find_link(f"evil.{ending}") == f"evil.{ending}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Contoso.com K.K. asks to become your reseller", None),
        ("株式会社Contoso.com K.K.です", None),
        ("Ｃｏｎｔｏｓｏ．ｃｏｍ Ｋ．Ｋ．のご案内", None),
        ("evilContoso.com K.K.", "evilContoso.com"),
        ("Contoso.com", "Contoso.com"),
        ("Contoso.com K.K. and evil.com", "evil.com"),
    ],
)
def test_a_confirmed_name_may_look_like_a_link(text, found):
    assert find_link(text, allowed_names=["Contoso.com K.K.", ""]) == found


@pytest.mark.parametrize(
    "text", ["https://evil.com", "evil.com/login", "evil.com:80", "x.evil.com", "evil.com.xyz", "a@evil.com/x"]
)
def test_a_confirmed_name_allows_nothing_around_it(text):
    assert find_link(text, allowed_names=["evil.com"])
    assert find_link("evil.com", allowed_names=["evil.com"]) is None


def test_a_long_text_costs_little():
    started = time.process_time()
    for unit in ("a.", "a@", "a-", "www", "h", "1.", "[:", "\\", "a@b.", "xn--", "あ.", "://", "dot "):
        find_link(unit * 4000)
    assert time.process_time() - started < 3


@pytest.mark.parametrize("seed", range(3))
def test_junk_raises_nothing_but_a_validation_error(seed):
    for text in junk_texts(seed + 400):
        found = find_link(text)
        assert found is None or len(found) <= 140
        with pytest.raises(ValidationError):
            check_no_links(f"{text} https://evil {text}")
