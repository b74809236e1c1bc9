"""Names and texts: the catalogue of bad inputs 33-48, and the key that sorts."""

import time
import unicodedata
from contextlib import suppress

import pytest
from django.core.exceptions import ValidationError

from partnercenter.canonical.names import clean_line, clean_text, sort_key
from tests.canonical.junk import NASTY, junk_texts

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"


@pytest.mark.parametrize(
    ("number", "typed", "code"),
    [
        (33, "Contoso\r\nBcc: e@e.com", "control_character"),
        (33, "Contoso\nLtd", "control_character"),
        (33, "Contoso\r", "control_character"),
        (34, "Con\x0btoso", "control_character"),
        (34, "Con\x0ctoso", "control_character"),
        (36, "Con\x00toso", "control_character"),
        (36, "\x00", "control_character"),
        (36, "Con\x1btoso", "control_character"),
        (36, "Con\x7ftoso", "control_character"),
        (36, "Con\x85toso", "control_character"),
        (36, "Con\x9ftoso", "control_character"),
        (37, "x" * 5000, "max_length"),
        (37, "x" * 151, "max_length"),
        (37, "漢" * 151, "max_length"),
        (42, "Z" + "\u0301" * 300, "stacked_marks"),
        (42, "Z" + "\u0301\u200b" * 300, "stacked_marks"),
        (42, "Z" + "\u0301\u200d" * 300, "stacked_marks"),
        (42, "Z" + "\u0301\ufe0f" * 300, "stacked_marks"),
        (42, "\u200b", "nothing_visible"),
        (42, "\u200b\u200d\u2060 \ufeff", "nothing_visible"),
        (42, "\u202e\u202c", "nothing_visible"),
        (42, "\u3164", "nothing_visible"),
        (42, "\u2800\u2800", "nothing_visible"),
        (42, "\u0301", "nothing_visible"),
        (42, "\ue000", "nothing_visible"),
        (43, "Con\ud800toso", "control_character"),
        (43, "\udfff", "control_character"),
        (46, "x" * 1_000_000, "max_length"),
        (46, "\u0301" * 1_000_000, "max_length"),
        (46, "\x00" * 1_000_000, "max_length"),
    ],
)
def test_a_bad_name_is_refused_with_its_code(number, typed, code):
    with pytest.raises(ValidationError) as refused:
        clean_line(typed, 150)
    assert refused.value.code == code
    assert refused.value.messages[0].endswith(".")


@pytest.mark.parametrize(
    ("number", "typed", "stored"),
    [
        (0, "", ""),
        (0, None, ""),
        (0, " \u3000\u00a0", ""),
        (0, "  Contoso  ", "Contoso"),
        (0, "\u3000山田\u3000商事\u3000", "山田 商事"),
        (0, "a  b\t\tc\u00a0d", "a b c d"),
        (35, "Con\u2028to\u2029so", "Contoso"),
        (38, "<script>alert(1)</script>", "<script>alert(1)</script>"),
        (38, "{{7*7}} {% load %} %(x)s ${x}", "{{7*7}} {% load %} %(x)s ${x}"),
        (42, "\u202eosotnoC\u202c", "osotnoC"),
        (42, "\u2066Con\u200btoso\u2069\ufeff", "Contoso"),
        (42, "Con\u00adtoso\ue000\ufdd0\uffff", "Contoso"),
        (44, "Contoso \U0001f680", "Contoso \U0001f680"),
        (44, FAMILY, FAMILY),
        (44, "\U0001fae8", "\U0001fae8"),
        (45, "Cafe\u0301", "Caf\u00e9"),
        (45, "Caf\u00e9", "Caf\u00e9"),
        (45, "か\u3099", "が"),
        (47, "=?utf-8?q?Contoso?=", "=?utf-8?q?Contoso?="),
        (48, "=1+1", "=1+1"),
        (48, "\t=1+1", "=1+1"),
        (48, "+81 @SUM -1", "+81 @SUM -1"),
        (0, "葛\U000e0100飾区", "葛\U000e0100飾区"),
        (0, "（株）山田 ＡＢＣ ㈱", "（株）山田 ＡＢＣ ㈱"),
        (0, "Vie\u0302\u0323t Nam", unicodedata.normalize("NFC", "Vie\u0302\u0323t Nam")),
        (0, "สวัสดี", "สวัสดี"),
        (0, "שָׁלוֹם", unicodedata.normalize("NFC", "שָׁלוֹם")),
    ],
)
def test_a_good_name_is_stored_in_its_normal_form(number, typed, stored):
    assert clean_line(typed, 150) == stored
    assert clean_line(stored, 150) == stored


def test_the_limit_counts_characters_after_cleaning():
    assert clean_line("e\u0301" * 150, 150) == "é" * 150
    assert clean_line(" " + "\U0001f680" * 150 + "\u200b ", 150) == "\U0001f680" * 150


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("", ""),
        (None, ""),
        ("a\r\nb\rc\nd", "a\nb\nc\nd"),
        ("a\u2028b\u2029c", "a\nb\nc"),
        ("\n\n  a\tb  \n\n", "a\tb"),
        ("a\n\n\nb", "a\n\n\nb"),
        ("\u202eabc\u200b", "abc"),
        ("か\u3099\r\nＡ", "が\nＡ"),
    ],
)
def test_a_text_keeps_its_lines_as_lf(typed, stored):
    assert clean_text(typed, 4000) == stored
    assert clean_text(stored, 4000) == stored


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("a\x00b", "control_character"),
        ("a\x0bb", "control_character"),
        ("a\x0cb", "control_character"),
        ("a\x85b", "control_character"),
        ("a\ud800b", "control_character"),
        ("x" * 4001, "max_length"),
        ("x" * 1_000_000, "max_length"),
        ("a\n" + "\u0300" * 5, "stacked_marks"),
        ("\u200b\n\u200b", "nothing_visible"),
    ],
)
def test_a_bad_text_is_refused_with_its_code(typed, code):
    with pytest.raises(ValidationError) as refused:
        clean_text(typed, 4000)
    assert refused.value.code == code


def test_line_ends_of_windows_count_once():
    assert len(clean_text("a\r\n" * 1999 + "ab", 4000)) == 4000


def test_a_megabyte_is_refused_at_once():
    started = time.process_time()
    for text in ("\u0301" * 10**6, "a\u200b" * 10**6, "\r\n" * 10**6):
        with pytest.raises(ValidationError):
            clean_text(text, 4000)
    assert time.process_time() - started < 1


def test_the_longest_text_that_is_looked_at_costs_little():
    started = time.process_time()
    for text in ("e\u0301" * 8500, "\u200b" * 17_000, "a\u0300\u0301\u0302\u0303" * 3400):
        with suppress(ValidationError):
            clean_text(text, 4000)
    assert time.process_time() - started < 1


def test_the_message_of_a_long_text_names_the_limit():
    with pytest.raises(ValidationError) as refused:
        clean_line("x" * 200, 150)
    assert refused.value.messages == ["Shorten the text to 150 characters."]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Contoso", "contoso"),
        ("CONTOSO  Ltd.", "contoso ltd."),
        ("ＡＢＣ商事", "abc商事"),
        ("株式会社山田", "山田"),
        ("株式会社　山田", "山田"),
        ("（株）山田", "山田"),
        ("(株) 山田", "山田"),
        ("㈱山田", "山田"),
        ("\u337f山田", "山田"),
        ("有限会社鈴木", "鈴木"),
        ("㈲鈴木", "鈴木"),
        ("合同会社佐藤", "佐藤"),
        ("医療法人社団青葉会", "青葉会"),
        ("一般社団法人日本協会", "日本協会"),
        ("ＮＰＯ法人みどり", "みどり"),
        ("山田株式会社", "山田株式会社"),
        ("株式会社", "株式会社"),
        ("「青空」", "青空」"),
        ("ﾔﾏﾀﾞ", "ヤマダ"),
        ("Cafe\u0301", "café"),
        ("Straße", "strasse"),
        ("!!!", "!!!"),
        ("", ""),
        ("葛\U000e0100飾区", "葛飾区"),
    ],
)
def test_names_sort_by_their_own_word(name, key):
    assert sort_key(name) == key


def test_both_normal_forms_and_both_widths_have_one_key():
    assert sort_key("Cafe\u0301") == sort_key("Caf\u00e9") == sort_key("ＣＡＦ\u00c9")


def test_a_list_sorts_as_people_expect():
    names = ["株式会社山田", "Contoso", "（株）青木", "ＡＢＣ", "有限会社 伊藤"]
    assert sorted(names, key=sort_key) == ["ＡＢＣ", "Contoso", "有限会社 伊藤", "株式会社山田", "（株）青木"]


def test_a_key_fits_its_column_even_where_folding_makes_text_longer():
    assert len(sort_key("\ufdfa" * 300)) <= 200
    assert len(sort_key("x" * 10**6, 50)) == 50


@pytest.mark.parametrize("seed", range(5))
def test_junk_is_refused_or_becomes_a_text_that_stays_the_same(seed):
    for text in junk_texts(seed + 100):
        for clean in (clean_line, clean_text):
            with suppress(ValidationError):
                stored = clean(text, 50)
                assert clean(stored, 50) == stored
                assert len(stored) <= 50
                stored.encode()
        sort_key(text).encode()
        assert "\x00" not in sort_key(text)


@pytest.mark.parametrize("character", sorted(set(NASTY)))
def test_no_nasty_character_gets_through_into_a_mail_header(character):
    with suppress(ValidationError):
        stored = clean_line(f"a{character}b", 150)
        assert not set(stored) & set("\r\n\x0b\x0c\x85\u2028\u2029\x00\u202e\u200b")
