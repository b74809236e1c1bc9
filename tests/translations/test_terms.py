"""Terms and key messages are those of the glossary, to the letter."""

from dataclasses import astuple

import pytest

from invitations.drafts.words import ENGLISH, JAPANESE
from tests.translations.catalogue import entries, find, plain, said
from tests.translations.key_messages import KEY_MESSAGES, KeyMessage
from tests.translations.terms import FORBIDDEN, TERMS, is_said


@pytest.mark.parametrize("term", TERMS, ids=str)
def test_a_term_has_its_one_word(term: str | tuple[str, str]) -> None:
    context, msgid = term if isinstance(term, tuple) else ("", term)
    assert find(msgid, context) == TERMS[term]


@pytest.mark.parametrize("word", FORBIDDEN)
def test_a_word_of_other_glossaries_is_never_said(word: str) -> None:
    assert not [said(entry) for entry in entries() if is_said(word, said(entry))]


@pytest.mark.parametrize("message", KEY_MESSAGES, ids=lambda message: message.name)
def test_a_key_message_stands_in_the_source_to_the_letter(message: KeyMessage) -> None:
    texts = [plain(text) for entry in entries() for text in (entry.msgid, entry.msgid_plural)]
    texts += [plain(text) for text in astuple(ENGLISH)]
    assert not [sentence for sentence in message.english if not any(sentence in text for text in texts)]


@pytest.mark.parametrize("message", KEY_MESSAGES, ids=lambda message: message.name)
def test_a_key_message_is_translated_to_the_letter(message: KeyMessage) -> None:
    texts = [plain(said(entry)) for entry in entries()] + [plain(text) for text in astuple(JAPANESE)]
    assert not [sentence for sentence in message.japanese if not any(sentence in text for text in texts)]
