"""Search inside words in any script, Japanese too, with what PostgreSQL has in its core (no pg_trgm).

A row keeps two columns: `search_document(...)` as `tsvector` under a GIN index, and `search_text(...)` as
plain text. A query finds candidates by the index, then re-checks each of its words, because bigrams may
stand apart from each other:

    words, query = search_words(typed), search_query(typed)
    if query:
        indexed = RawSQL("search @@ %s::tsquery", [query], output_field=BooleanField())
        rows = rows.filter(indexed)
    for word in words:
        rows = rows.filter(search_text__contains=word)

`search_query` gives "" where the index cannot help (every word is shorter than two characters); then
`contains` alone, or a sentence that asks for two characters. `search_words` gives [] where nothing can be
searched at all (signs alone). Keys hold no quote, backslash, per cent sign or underscore, so that neither
SQL LIKE nor tsquery can be steered by them.
"""

import unicodedata

from partnercenter.canonical.characters import is_noncharacter, without_variation_selectors

# Bounds for what one row and one query may cost; AND over fewer bigrams finds more, and the re-check
# narrows it again.
MAX_TEXT_LENGTH = 20_000
MAX_QUERY_LENGTH = 200
MAX_QUERY_BIGRAMS = 64

_KATAKANA_TO_HIRAGANA = {point: point - 0x60 for point in (*range(0x30A1, 0x30F7), 0x30FD, 0x30FE)}
# Waves, minus signs and accents that stand alone are punctuation here.
_DROPPED_SIGNS = frozenset("~−`´¨^\u034f")


def search_key(text: str) -> str:
    """What is compared: NFKC, casefold, katakana as hiragana, without spaces and punctuation."""
    folded = unicodedata.normalize("NFKC", text[:MAX_TEXT_LENGTH]).casefold()
    plain = without_variation_selectors(unicodedata.normalize("NFKC", folded))
    # What is left out may have stood between a letter and its mark, so the normal form comes once more.
    kept = "".join(character for character in plain if _is_kept(character))
    return unicodedata.normalize("NFKC", kept).translate(_KATAKANA_TO_HIRAGANA)


def search_text(*texts: str) -> str:
    """The column for the re-check: the keys of all texts, one space between, so that nothing matches
    across."""
    return " ".join(key for key in map(search_key, texts) if key)


def search_words(text: str) -> list[str]:
    """The keys of the words of a query; every one of them has to occur somewhere in `search_text`."""
    return list(dict.fromkeys(key for key in map(search_key, text[:MAX_QUERY_LENGTH].split()) if key))


def bigrams(text: str) -> list[str]:
    """The distinct pairs of neighbouring characters of the key, in order; [] for fewer than two
    characters."""
    key = search_key(text)
    return list(dict.fromkeys(key[start : start + 2] for start in range(len(key) - 1)))


def search_document(*texts: str) -> str:
    """The literal for `::tsvector`: the bigrams of all texts, quoted; "" for none."""
    distinct = {pair for text in texts for pair in bigrams(text)}
    return " ".join(_quoted(pair) for pair in sorted(distinct))


def search_query(text: str) -> str:
    """The literal for `::tsquery`: all bigrams of all words of the query joined by AND; "" for none."""
    distinct = dict.fromkeys(pair for word in search_words(text) for pair in bigrams(word))
    return " & ".join(_quoted(pair) for pair in list(distinct)[:MAX_QUERY_BIGRAMS])


def _is_kept(character: str) -> bool:
    category = unicodedata.category(character)
    if category[0] in "PZ" or category in ("Cc", "Cf", "Cs", "Co") or character in _DROPPED_SIGNS:
        return False
    return not is_noncharacter(character)


def _quoted(lexeme: str) -> str:
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
