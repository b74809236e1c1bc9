"""The search: every script, every width, every kind of kana; and nothing that SQL could be steered by."""

import pytest
from django.db import connection

from partnercenter.canonical.searching import (
    MAX_QUERY_BIGRAMS,
    bigrams,
    search_document,
    search_key,
    search_query,
    search_text,
    search_words,
)
from tests.canonical.junk import NASTY, junk_texts


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ＡＢＣ", "abc"),
        ("ヤマダ", "やまだ"),
        ("ﾔﾏﾀﾞ", "やまだ"),
        ("やまだ", "やまだ"),
        ("ヤマタ\u309b", "やまだ"),
        ("ヤマタ\u3099", "やまだ"),
        ("ﾊﾟｰﾄﾅｰ", "ぱーとなー"),
        ("ヴァ", "ゔぁ"),
        ("山田・商事", "山田商事"),
        ("山田 商事", "山田商事"),
        ("㈱山田", "株山田"),
        ("Coca-Cola", "cocacola"),
        ("O'Brien & Co., Ltd.", "obriencoltd"),
        ("contoso.com", "contosocom"),
        ("Straße", "strasse"),
        ("Cafe\u0301", "café"),
        ("葛\U000e0100飾", "葛飾"),
        ("C++", "c++"),
        ("%_\\'\"", ""),
        ("\x00\ud800\u200b\u202e", ""),
        ("①②", "12"),
        ("", ""),
    ],
)
def test_the_key_folds_width_case_kana_and_punctuation(text, key):
    assert search_key(text) == key
    assert search_key(key) == key


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("", []),
        ("山", []),
        ("a", []),
        ("!a!", []),
        ("山田", ["山田"]),
        ("ﾔﾏﾀﾞ", ["やま", "まだ"]),
        ("abab", ["ab", "ba"]),
        ("ＡＢＣ", ["ab", "bc"]),
        ("\U0001f680\U0001f680", ["\U0001f680\U0001f680"]),
    ],
)
def test_bigrams_are_distinct_and_need_two_characters(text, pairs):
    assert bigrams(text) == pairs


def test_the_document_holds_the_pairs_of_each_text_and_none_across():
    assert search_document("山田", "bc", "bc") == "'bc' '山田'"
    assert search_document() == search_document("", "x") == ""


def test_the_query_asks_for_all_pairs_of_all_words():
    assert search_query("山田 ﾔﾏﾀﾞ") == "'山田' & 'やま' & 'まだ'"
    assert search_query("a b") == search_query("") == search_query("%") == ""
    assert search_query("abc x") == "'ab' & 'bc'"


def test_a_query_has_an_end():
    long_query = "".join(map(chr, range(0x4E00, 0x4E00 + 5000)))
    assert search_query(long_query).count("&") == MAX_QUERY_BIGRAMS - 1
    assert len(search_document("\u4e00\u4e01" * 10**6).encode()) < 100


def test_words_are_what_the_caller_checks_again():
    assert search_words("  Foo　BAR foo, %  ") == ["foo", "bar"]
    assert search_words("% _ '") == []


def test_the_text_of_the_check_keeps_texts_apart():
    assert search_text("Foo Bar", "", "%", "contoso.com") == "foobar contosocom"


def _found(query, *texts):
    pairs = {pair for text in texts for pair in bigrams(text)}
    asked = {pair for word in search_words(query) for pair in bigrams(word)}
    return asked <= pairs and all(word in search_text(*texts) for word in search_words(query))


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("山田", "株式会社山田商事"),
        ("田商", "株式会社山田商事"),
        ("ﾔﾏﾀﾞ", "ヤマダ電機"),
        ("ヤマダ", "やまだ電機"),
        ("やまだ", "ﾔﾏﾀﾞ電機"),
        ("ＡＢＣ", "abc Trading"),
        ("abc", "ＡＢＣ商事"),
        ("（株）", "㈱山田"),
        ("foo bar", "FooBar"),
        ("foobar", "Foo Bar"),
        ("coca cola", "Coca-Cola"),
        ("bar foo", "Foo Industrial Bar"),
        ("ntos", "Contoso"),
        ("山田商事", "山田・商事"),
        ("contoso.com", "contoso.com"),
        ("12ab34cd", "12AB-34CD"),
    ],
)
def test_a_part_of_a_name_finds_it(query, name):
    assert _found(query, name)


@pytest.mark.parametrize(
    ("query", "name"),
    [("山口", "山田"), ("baab", "abab a"), ("contosos", "conto soto"), ("ヤマタ", "ヤマダ"), ("foo baz", "foo bar")],
)
def test_what_is_not_in_a_name_does_not_find_it(query, name):
    assert not _found(query, name)


@pytest.mark.parametrize("seed", range(5))
def test_junk_gives_keys_that_are_stable_and_harmless(seed):
    for text in junk_texts(seed + 200):
        key = search_key(text)
        assert search_key(key) == key
        assert not set(key) & set("\x00'\"\\%_&|!():* \t\n")
        search_document(text).encode()
        search_query(text).encode()
        assert search_text(text) == key


@pytest.mark.django_db
def test_postgresql_reads_the_literals_and_finds_with_them():
    names = ["株式会社山田", "ヤマダ電機", "O'Brien \\ Co", "C++ & <b> | !x:*", "\U0001f680\U0001f680", "", "ＡＢＣ"]
    queries = [*names, "ﾔﾏﾀﾞ", "abc", "%", "o'b", "\x00", *NASTY]
    with connection.cursor() as cursor:
        for name in names:
            for query in filter(search_query, queries):
                cursor.execute("SELECT %s::tsvector @@ %s::tsquery", [search_document(name), search_query(query)])
                asked = {pair for word in search_words(query) for pair in bigrams(word)}
                assert cursor.fetchone()[0] == (asked <= set(bigrams(name)))


@pytest.mark.django_db
def test_postgresql_takes_the_literals_of_any_junk():
    with connection.cursor() as cursor:
        for text in [*junk_texts(300), *junk_texts(301)]:
            cursor.execute("SELECT %s::tsvector", [search_document(text, "Contoso")])
            if query := search_query(text):
                cursor.execute("SELECT %s::tsquery", [query])
