"""Tokens (D1, D2) and the catalogue of bad inputs 49-63."""

import base64
import hashlib
import hmac
import random
import re
from uuid import UUID

import pytest

from partnercenter.links.keys import UnknownKeyError
from partnercenter.links.tokens import (
    MAX_TOKEN_LENGTH,
    MintedLink,
    clean_trailing,
    mint,
    recognise,
    remake,
    token_hash,
)
from tests.canonical.junk import junk_texts
from tests.links.conftest import CURRENT

SUBJECT = UUID("11111111-2222-4333-8444-555555555555")
NONCE = bytes(range(32))
TOKEN = "pub_" + "A" * 43


def test_a_minted_link_is_recognised_and_made_again_from_its_row():
    link = mint("pub", "invitation", SUBJECT, 1)
    assert recognise(link.token) == link.token
    assert remake("pub", "invitation", SUBJECT, 1, link.kid, link.nonce) == link.token
    assert remake("pub", "invitation", SUBJECT, 1, link.kid, memoryview(link.nonce)) == link.token
    assert link.token_hash == token_hash(link.token) == hashlib.sha256(link.token.encode()).digest()
    assert (len(link.token_hash), len(link.nonce), link.kid) == (32, 32, "k2")


def test_the_token_is_the_documented_hmac():
    message = b"invite/v1\x00" + SUBJECT.bytes + (7).to_bytes(8, "big") + NONCE
    digest = hmac.new(CURRENT.encode(), message, hashlib.sha256).digest()
    expected = "pub_" + base64.urlsafe_b64encode(digest).decode().rstrip("=")
    assert remake("pub", "invitation", SUBJECT, 7, "k2", NONCE) == expected


def test_every_part_changes_the_token():
    made = [
        remake("pub", "invitation", SUBJECT, 1, "k2", NONCE),
        remake("pub", "partnership", SUBJECT, 1, "k2", NONCE),
        remake("pub", "invitation", UUID(int=SUBJECT.int + 1), 1, "k2", NONCE),
        remake("pub", "invitation", SUBJECT, 2, "k2", NONCE),
        remake("pub", "invitation", SUBJECT, 1, "k1", NONCE),
        remake("pub", "invitation", SUBJECT, 1, "k2", NONCE[::-1]),
    ]
    assert len(set(made)) == len(made)
    assert len({token_hash(token) for token in made}) == len(made)


def test_a_thousand_links_of_one_subject_are_a_thousand_tokens():
    tokens = {mint("pub", "invitation", SUBJECT, 1).token for _ in range(1000)}
    assert len(tokens) == 1000
    assert all(recognise(token) == token and len(token) == 47 for token in tokens)


def test_links_of_an_old_key_are_made_again_after_rotation(settings):
    link = mint("pub", "invitation", SUBJECT, 1)
    settings.LINK_KEYS = {"k3": "n" * 40, **settings.LINK_KEYS}
    assert remake("pub", "invitation", SUBJECT, 1, link.kid, link.nonce) == link.token
    assert mint("pub", "invitation", SUBJECT, 1).kid == "k3"
    settings.LINK_KEYS = {"k3": "n" * 40}
    with pytest.raises(UnknownKeyError):
        remake("pub", "invitation", SUBJECT, 1, link.kid, link.nonce)


def test_a_minted_link_does_not_show_its_token_when_it_is_printed():
    link = mint("pub", "invitation", SUBJECT, 1)
    assert isinstance(link, MintedLink)
    assert link.token not in repr(link)
    assert repr(link.nonce) not in repr(link)


@pytest.mark.parametrize("prefix", ["pb", "pub", "us-gov", "germany", "a" * 12, "21v"])
def test_prefixes_of_clouds_come_back_out_of_the_token(prefix):
    token = mint(prefix, "invitation", SUBJECT, 1).token
    assert recognise(token) == token
    assert token.partition("_")[0] == prefix
    assert len(token) <= MAX_TOKEN_LENGTH


@pytest.mark.parametrize(
    ("prefix", "purpose", "generation", "nonce"),
    [
        ("", "invitation", 1, NONCE),
        ("p", "invitation", 1, NONCE),
        ("a" * 13, "invitation", 1, NONCE),
        ("Pub", "invitation", 1, NONCE),
        ("p_b", "invitation", 1, NONCE),
        ("pub\n", "invitation", 1, NONCE),
        ("-ub", "invitation", 1, NONCE),
        ("pub", "decline", 1, NONCE),
        ("pub", "", 1, NONCE),
        ("pub", "invitation", -1, NONCE),
        ("pub", "invitation", 1, NONCE[:-1]),
        ("pub", "invitation", 1, b""),
    ],
)
def test_what_no_row_can_hold_is_refused(prefix, purpose, generation, nonce):
    with pytest.raises(ValueError, match=r"range|purpose"):
        remake(prefix, purpose, SUBJECT, generation, "k2", nonce)


NOT_TOKENS = [
    (49, ""),
    (49, None),
    (49, " "),
    (50, "null"),
    (50, "None"),
    (50, "undefined"),
    (50, "0"),
    (51, TOKEN[:-1]),
    (51, TOKEN + "A"),
    (51, "A" * 65_536),
    (51, "pub_" + "A" * 65_536),
    (51, "p_" + "A" * 43),
    (51, "a" * 13 + "_" + "A" * 43),
    (53, TOKEN.swapcase()),
    (53, TOKEN.upper()),
    (54, TOKEN + "."),
    (54, TOKEN + "="),
    (54, TOKEN + "%3D"),
    (55, TOKEN[:20] + "=\r\n" + TOKEN[20:]),
    (55, TOKEN[:20] + "\n" + TOKEN[20:]),
    (56, TOKEN[:20] + "\x00" + TOKEN[21:]),
    (56, "a\x00b"),
    (58, TOKEN[:20] + "\ufffd" + TOKEN[21:]),
    (58, TOKEN[:20] + "\udcff" + TOKEN[21:]),
    (63, "..%2f"),
    (63, "../" + TOKEN),
    (63, TOKEN + "/"),
    (63, TOKEN + ";x=y"),
    (63, "%2e%2e"),
    (0, TOKEN + "\n"),
    (0, "\n" + TOKEN),
    (0, " " + TOKEN),
    (0, "_" + "A" * 43),
    (0, "A" * 43),
    (0, TOKEN[:-1] + "B"),
    (0, TOKEN[:-1] + "＿"),
    (0, TOKEN[:-1] + "Ａ"),
    (0, TOKEN[:-1] + "+"),
    (0, TOKEN.replace("_", "-", 1)),
    (0, "ｐub_" + "A" * 43),
    (0, "pub_" + "١" * 43),
]


@pytest.mark.parametrize(("number", "text"), NOT_TOKENS)
def test_what_is_no_token_is_not_recognised(number, text):
    assert recognise(text) is None


def test_one_changed_bit_is_another_hash():
    link = mint("pub", "invitation", SUBJECT, 1)
    for position in range(4, 46):
        changed = link.token[:position] + ("A" if link.token[position] != "A" else "B") + link.token[position + 1 :]
        assert recognise(changed) == changed
        assert token_hash(changed) != link.token_hash


def test_no_two_spellings_stand_for_the_same_bytes():
    endings = re.findall(r"\[(\w+)\]\Z", "[AEIMQUYcgkosw048]")[0]
    raw = {base64.urlsafe_b64decode("A" * 42 + ending + "=") for ending in endings}
    assert len(raw) == len(endings) == 16


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        (TOKEN, TOKEN),
        (TOKEN + ".", TOKEN),
        (TOKEN + ",", TOKEN),
        (TOKEN + ")", TOKEN),
        (TOKEN + ">", TOKEN),
        (TOKEN + "..", TOKEN + "."),
        (TOKEN + ").", TOKEN + ")"),
        (TOKEN + "=", TOKEN + "="),
        (TOKEN + "%3D", TOKEN + "%3D"),
        (TOKEN + ";", TOKEN + ";"),
        ("", ""),
        (".", ""),
    ],
)
def test_one_trailing_sign_of_a_mail_program_is_taken_off_and_no_more(text, clean):
    assert clean_trailing(text) == clean


@pytest.mark.parametrize("seed", range(5))
def test_junk_is_never_a_token_and_never_an_error(seed):
    source = random.Random(seed)
    for text in junk_texts(seed + 600):
        assert recognise(text) is None
        clean_trailing(text)
        at = source.randrange(len(TOKEN))
        if text and (spoilt := TOKEN[:at] + text + TOKEN[at:]):
            assert recognise(spoilt) is None
